import type { Login } from '../../schema/index.ts'
import { type SecretSource, secretOf } from '../secrets.ts'
import type { CompiledSystem } from '../system.ts'
import { compileText } from '../template.ts'
import type { CallValues } from '../values.ts'
import type { Wire } from '../wire.ts'
import type { Account, Credential, LoginFailure } from './credential.ts'
import { bearerLogin, sessionLogin } from './door.ts'
import { oidcLogin } from './oidc.ts'

export { type Credential, isFailure, type LoginFailure } from './credential.ts'
export { doorRequest } from './door.ts'

type WithAccount = Exclude<Login, { kind: 'none' }>

/** Beyond this many accounts those that logged in first are forgotten: a month has many citizens. */
const MOST_KEPT = 20_000

/** Who is logged in where: one credential an account, got when it is first needed. */
export class Logins {
  readonly #wire: Wire
  readonly #source: SecretSource
  readonly #kept = new Map<string, Credential | Promise<Credential | LoginFailure>>()
  #count = 0
  #tookMs = 0

  constructor(wire: Wire, source: SecretSource) {
    this.#wire = wire
    this.#source = source
  }

  /** Logins made, and how long they took in all. */
  get made(): { readonly count: number; readonly tookMs: number } {
    return { count: this.#count, tookMs: this.#tookMs }
  }

  /**
   * What proves who makes a call; undefined where the system asks for no proof.
   * @param stale a credential that was refused: another is got, unless somebody has already
   * @throws Fault secret-missing
   */
  credential(
    system: CompiledSystem,
    values: CallValues,
    stale?: Credential,
  ): Credential | undefined | Promise<Credential | LoginFailure> {
    const login = neededLogin(system, values)
    if (!login) return undefined
    const { user, secretFrom } = accountOf(login, values)
    const key = `${system.file.name} ${system.name} ${login.kind} ${user}`
    const kept = this.#kept.get(key)
    const isGood =
      kept !== undefined && kept !== stale && (kept instanceof Promise || kept.endsAtMs > performance.now())
    if (isGood) return kept
    const account: Account = { user, secret: secretOf(this.#source, secretFrom, user) }
    if (login.kind === 'basic') return this.#keep(key, basic(account))
    const credential = this.#logIn(login, system, account, values).then(
      (outcome) => {
        if ('reason' in outcome) this.#kept.delete(key)
        else this.#keep(key, outcome)
        return outcome
      },
      (error: unknown) => {
        this.#kept.delete(key)
        throw error
      },
    )
    this.#kept.set(key, credential)
    return credential
  }

  #keep(key: string, credential: Credential): Credential {
    this.#kept.delete(key)
    this.#kept.set(key, credential)
    if (this.#kept.size > MOST_KEPT) this.#kept.delete(this.#kept.keys().next().value as string)
    return credential
  }

  async #logIn(
    login: Exclude<WithAccount, { kind: 'basic' }>,
    system: CompiledSystem,
    account: Account,
    values: CallValues,
  ): Promise<Credential | LoginFailure> {
    const startedMs = performance.now()
    try {
      switch (login.kind) {
        case 'bearer':
          return await bearerLogin(login, system, account, values, this.#wire)
        case 'session':
          return await sessionLogin(login, system, account, values, this.#wire)
        case 'oidc': {
          const { clientId, clientSecretFrom } = login
          const clientSecret = clientSecretFrom && secretOf(this.#source, clientSecretFrom, clientId)
          return await oidcLogin(login, system, { ...account, clientSecret }, values, this.#wire)
        }
      }
    } finally {
      this.#count++
      this.#tookMs += performance.now() - startedMs
    }
  }
}

function neededLogin(system: CompiledSystem, values: CallValues): WithAccount | undefined {
  const login = system.given.login?.find((each) => !each.for || each.for.includes(values.actor))
  return login && login.kind !== 'none' ? login : undefined
}

/**
 * How a call is to be proved, and the account with its secret, for whoever logs in by other means than these; undefined
 * where the system asks for no proof.
 * @throws Fault secret-missing
 */
export function loginFor(
  system: CompiledSystem,
  values: CallValues,
  source: SecretSource,
): { readonly login: WithAccount; readonly account: Account } | undefined {
  const login = neededLogin(system, values)
  if (!login) return undefined
  const { user, secretFrom } = accountOf(login, values)
  return { login, account: { user, secret: secretOf(source, secretFrom, user) } }
}

function accountOf(login: WithAccount, values: CallValues): { user: string; secretFrom: string } {
  const { user, secretFrom } =
    login.accounts?.find(
      ({ unit, by }) => (unit === undefined || unit === values.place.code) && (by === undefined || by === values.by),
    ) ?? login
  return { user: userOf(user)({ ...values, captured: new Map() }), secretFrom }
}

const users = new Map<string, ReturnType<typeof compileText>>()

function userOf(text: string): ReturnType<typeof compileText> {
  let render = users.get(text)
  if (!render) {
    render = compileText(text)
    users.set(text, render)
  }
  return render
}

function basic({ user, secret }: Account): Credential {
  return {
    headers: { authorization: `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}` },
    session: '',
    secrets: [secret, `${user}:${secret}`],
    endsAtMs: Number.POSITIVE_INFINITY,
  }
}
