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
type Oidc = Extract<Login, { kind: 'oidc' }>

/** Beyond this many accounts those that logged in first are forgotten: a month has many citizens. */
const MOST_KEPT = 20_000

/** Who is logged in where: one credential an account, got when it is first needed. */
export class Logins {
  readonly #wire: Wire
  readonly #source: SecretSource
  readonly #kept = new Map<string, Credential | Promise<Credential | LoginFailure>>()
  /** Of logins that every so-manyth goes through: how many more are let in without, by login and unit. */
  readonly #letIn = new Map<string, number>()
  /** Where the last login to be heard of failed: everybody tries there. */
  readonly #isFailing = new Set<string>()
  /** Which login a credential is of, so that it is renewed in the same way. */
  readonly #wayOf = new WeakMap<Credential, WithAccount>()
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
    const login = (stale && this.#wayOf.get(stale)) ?? this.#choose(system, values)
    if (!login || login.kind === 'none') return undefined
    const { user, secretFrom } = accountOf(login, values)
    const key = `${system.file.name} ${system.name} ${login.kind} ${user}`
    const kept = this.#kept.get(key)
    const isGood =
      kept !== undefined && kept !== stale && (kept instanceof Promise || kept.endsAtMs > performance.now())
    if (isGood) return kept
    const account: Account = { user, secret: secretOf(this.#source, secretFrom, user) }
    if (login.kind === 'basic') return this.#keep(key, basic(account), login)
    const credential = this.#logIn(login, system, account, values).then(
      (outcome) => {
        if ('reason' in outcome) this.#failed(key, login, system, values)
        else this.#succeeded(key, outcome, login, system, values)
        return outcome
      },
      (error: unknown) => {
        this.#failed(key, login, system, values)
        throw error
      },
    )
    this.#kept.set(key, credential)
    return credential
  }

  /** The first login that fits whoever acts; one that every so-manyth goes through fits those in between not. */
  #choose(system: CompiledSystem, values: CallValues): Login | undefined {
    return system.given.login?.find(
      (each) => isFor(each, values) && (each.kind !== 'oidc' || this.#isTurn(each, system, values)),
    )
  }

  #isTurn(login: Oidc, system: CompiledSystem, values: CallValues): boolean {
    const { oneIn = 1 } = login
    if (oneIn === 1) return true
    const key = turnKey(system, values)
    if (this.#isFailing.has(key)) return true
    const left = this.#letIn.get(key) ?? 0
    this.#letIn.set(key, left === 0 ? oneIn - 1 : left - 1)
    return left === 0
  }

  /** Whoever comes next finds out for themselves whether one can log in again. */
  #failed(key: string, login: WithAccount, system: CompiledSystem, values: CallValues): void {
    this.#kept.delete(key)
    if (login.kind === 'oidc') this.#isFailing.add(turnKey(system, values))
  }

  #succeeded(
    key: string,
    credential: Credential,
    login: WithAccount,
    system: CompiledSystem,
    values: CallValues,
  ): void {
    this.#keep(key, credential, login)
    if (login.kind === 'oidc') this.#isFailing.delete(turnKey(system, values))
  }

  #keep(key: string, credential: Credential, login: WithAccount): Credential {
    this.#wayOf.set(credential, login)
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

function turnKey(system: CompiledSystem, { place }: CallValues): string {
  return `${system.file.name} ${system.name} ${place.code}`
}

function isFor(login: Login, { actor, dossier }: CallValues): boolean {
  if (login.for && !login.for.includes(actor)) return false
  // A citizen’s own account is that of the dossier’s applicant.
  return login.kind === 'none' || dossier !== undefined || !login.user.includes('{dossier.')
}

/**
 * How a call is to be proved, and the account with its secret, for whoever logs in by other means than these: with one
 * request, where the system knows such a login; undefined where it asks for no proof.
 * @throws Fault secret-missing
 */
export function loginFor(
  system: CompiledSystem,
  values: CallValues,
  source: SecretSource,
): { readonly login: WithAccount; readonly account: Account } | undefined {
  const fitting = system.given.login?.filter((each) => isFor(each, values)) ?? []
  const login = fitting.find(({ kind }) => kind !== 'oidc') ?? fitting[0]
  if (!login || login.kind === 'none') return undefined
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
