import type { OneStopDialect } from '../schema/index.ts'
import { hasValue, type TargetAnswer } from './answer.ts'
import { type Credential, Logins } from './login/index.ts'
import type { CompiledOperation, TargetRequest } from './operation.ts'
import { redirectReason } from './redirect.ts'
import { masked, noSecrets, type SecretSource } from './secrets.ts'
import type { CompiledSystem } from './system.ts'
import type { Target, Targets } from './target.ts'
import { aboutOf, type CallValues, type Filling } from './values.ts'
import { type Exchange, Wire } from './wire.ts'

export interface ClientOptions {
  readonly secrets?: SecretSource
  /** Is told every request of an operation just before it is sent, in order; without what proves who sends it. */
  readonly onCall?: (request: TargetRequest) => void
}

/** What an operation came to, and how long its requests took: logins and waiting for leave are not counted. */
export interface Called {
  readonly answer: TargetAnswer
  readonly tookMs: number
}

type Captured = Map<string, string | number>

/** States in which nothing more is asked about a dossier, so that its ids may be forgotten. */
const ENDED: ReadonlySet<number | undefined> = new Set([3, 7, 10])

/** Calls the systems of the targets: over kept connections, logged in as whoever acts, with the ids that were told. */
export class SystemClient {
  readonly #targets: Targets
  readonly #wire = new Wire()
  readonly #logins: Logins
  readonly #onCall: ((request: TargetRequest) => void) | undefined
  readonly #captured = new Map<string, Captured>()

  private constructor(targets: Targets, { secrets, onCall }: ClientOptions) {
    this.#targets = targets
    this.#logins = new Logins(this.#wire, secrets ?? noSecrets)
    this.#onCall = onCall
  }

  /**
   * Makes ready to call; nothing is sent yet, but every host name is resolved, once and for all.
   * @throws Fault as Guard.pin does
   */
  static async open(targets: Targets, options: ClientOptions = {}): Promise<SystemClient> {
    const client = new SystemClient(targets, options)
    try {
      await client.#wire.open(systemsOf(targets.all))
    } catch (error) {
      await client.close()
      throw error
    }
    return client
  }

  /** Logins made so far, and how long they took in all. */
  get logins(): { readonly count: number; readonly tookMs: number } {
    return this.#logins.made
  }

  /**
   * Carries out one operation. A system that does not answer is an answer too, with status 0: `unreachable` or
   * `timed-out`. `tookMs` runs from just before the request to the last byte of the answer.
   * @param dialect what the one-stop centre of the dossier's unit speaks
   * @throws Fault as Guard does, target-invalid for an operation or a value that is not there, secret-missing
   */
  async call(operation: string, values: CallValues, dialect: OneStopDialect = 'opencps'): Promise<Called> {
    const found = this.#targets.of(dialect).of(operation)
    const about = aboutOf(values)
    const captured = this.#captured.get(about) ?? new Map<string, string | number>()
    let tookMs = 0
    for (const name of found.needs) {
      if (captured.has(name)) continue
      const finder = found.finders.get(name)
      if (!finder) break
      const told = await this.#carryOut(finder, { ...values, callId: `${values.callId}.${name}` }, captured)
      tookMs += told.tookMs
      if (!told.answer.ok) return { answer: told.answer, tookMs }
      if (!captured.has(name))
        return { answer: { ok: false, reason: 'unknown-dossier', status: told.answer.status }, tookMs }
    }
    const called = await this.#carryOut(found, values, captured)
    this.#remember(about, captured, called.answer)
    return { answer: called.answer, tookMs: tookMs + called.tookMs }
  }

  /** The operation that tells whether what another handed over has arrived; undefined where nothing does. */
  seenBy(operation: string, dialect: OneStopDialect): string | undefined {
    return this.#targets.of(dialect).of(operation).seenBy
  }

  /** Ends at once, calls under way included: they answer `unreachable`. */
  async close(): Promise<void> {
    await this.#wire.close()
  }

  #remember(about: string, captured: Captured, answer: TargetAnswer): void {
    if (answer.ok && ENDED.has(answer.state)) this.#captured.delete(about)
    else if (captured.size > 0) this.#captured.set(about, captured)
  }

  async #carryOut(operation: CompiledOperation, values: CallValues, captured: Captured): Promise<Called> {
    const { system } = operation
    let tookMs = 0
    let stale: Credential | undefined
    for (;;) {
      const credential = await this.#logins.credential(system, values, stale)
      if (credential && 'reason' in credential) return { answer: { ok: false, ...credential }, tookMs }
      const exchange = await this.#exchange(operation, { ...values, captured }, credential)
      tookMs += exchange.tookMs
      if ('silence' in exchange) return { answer: { ok: false, reason: exchange.silence, status: 0 }, tookMs }
      if (credential && !stale && hasEnded(operation, exchange)) {
        stale = credential
        continue
      }
      return { answer: readAnswer(operation, exchange, captured, credential), tookMs }
    }
  }

  #exchange(operation: CompiledOperation, values: Filling, credential: Credential | undefined): Promise<Exchange> {
    const filling: Filling = credential
      ? { ...values, login: { user: '', secret: '', session: credential.session } }
      : values
    const request = operation.request(filling)
    this.#onCall?.(request)
    const headers = credential ? { ...request.headers, ...credential.headers } : request.headers
    return this.#wire.send({ ...request, headers }, operation.system)
  }
}

/** Whether an answer says that the login no longer holds. */
function hasEnded({ system }: CompiledOperation, { status, text }: Extract<Exchange, { text: string }>): boolean {
  if (status === 401) return true
  const login = system.given.login?.find((each) => each.kind === 'session')
  return login?.kind === 'session' && login.expired !== undefined && hasValue(text, login.expired)
}

function readAnswer(
  operation: CompiledOperation,
  { status, text, headers }: Extract<Exchange, { text: string }>,
  captured: Captured,
  credential: Credential | undefined,
): TargetAnswer {
  if (status >= 300 && status < 400)
    return { ok: false, reason: redirectReason(operation.system, headers.location), status }
  const answer = operation.answer(status, text, captured)
  return credential ? withoutSecrets(answer, credential.secrets) : answer
}

/** A system may give back what it was given; from here on answers go into logs and reports. */
function withoutSecrets(answer: TargetAnswer, secrets: readonly string[]): TargetAnswer {
  if (!answer.ok) return { ...answer, reason: masked(answer.reason, secrets) }
  const fields = Object.fromEntries(
    Object.entries(answer.fields).map(([name, value]) => [name, masked(value, secrets)] as const),
  )
  return { ...answer, fields, ...(answer.dossierNo === undefined ? {} : { dossierNo: fields.dossierNo as string }) }
}

function systemsOf(targets: readonly Target[]): CompiledSystem[] {
  const all = targets.flatMap(({ operations }) => [...operations.values()].flatMap(({ system }) => [system]))
  return [...new Set(all.flatMap((system) => [system, ...system.known()]))]
}
