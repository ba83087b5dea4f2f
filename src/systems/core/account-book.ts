import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Account, Accounts, Roles } from './access.ts'
import { citizenAccount } from './citizen-accounts.ts'

const MINUTE_MS = 60_000
/** Tokens whose signature need not be looked at again. */
const KNOWN_TOKENS = 4096

export type Identified =
  | { readonly kind: 'account'; readonly account: Account }
  /** The harness, or another stand-in. */
  | { readonly kind: 'run' }
  | { readonly kind: 'nobody'; readonly why: 'unauthorised' | 'token-expired' }

interface Bearer {
  readonly account: Account
  /** Scenario time from which it is good no more. */
  readonly untilMs: number
}

/** The accounts of a stand-in. Tokens are signed, not stored, so they outlive a restart. */
export class AccountBook implements Accounts {
  readonly #accounts: ReadonlyMap<string, Account>
  readonly #permissions: ReadonlyMap<string, ReadonlySet<string>>
  readonly #runToken: Buffer
  readonly #key: string
  readonly #lifetimeMs: number
  readonly #known = new Map<string, Bearer>()
  readonly #citizensKey: string | undefined

  /** @param citizensKey with it every synthetic citizen has an account */
  constructor(accounts: readonly Account[], roles: Roles, runToken: string, lifetimeMin: number, citizensKey?: string) {
    this.#accounts = new Map(accounts.map((account) => [account.user, account]))
    this.#permissions = new Map(Object.entries(roles).map(([role, permissions]) => [role, new Set(permissions)]))
    this.#runToken = Buffer.from(runToken)
    this.#key = runToken
    this.#lifetimeMs = lifetimeMin * MINUTE_MS
    this.#citizensKey = citizensKey
  }

  find(user: string): Account | undefined {
    const account = this.#accounts.get(user)
    if (account || this.#citizensKey === undefined) return account
    return citizenAccount(this.#citizensKey, user)
  }

  login(user: string, secret: string): Account | undefined {
    const account = this.find(user)
    // Compared in any case, so that the time it takes does not tell which users there are.
    const isRight = same(secret, account?.secret ?? 'nobody has this secret')
    return isRight ? account : undefined
  }

  holds(account: Account, permission: string, atMs: number): boolean {
    const single = account.permissions?.[permission]
    if (typeof single === 'number') return !(atMs < single)
    return single ?? account.roles.some((role) => this.#permissions.get(role)?.has(permission) === true)
  }

  issue(account: Account, atMs: number): { token: string; lifetimeSeconds: number } {
    const payload = Buffer.from(JSON.stringify([account.user, atMs + this.#lifetimeMs])).toString('base64url')
    return { token: `${payload}.${this.#sign(payload)}`, lifetimeSeconds: Math.floor(this.#lifetimeMs / 1000) }
  }

  /** Who calls, by the Authorization header: Bearer with a token of an account or of the run, or Basic. */
  identify(authorization: string | undefined, atMs: number): Identified {
    const nobody = { kind: 'nobody', why: 'unauthorised' } as const
    if (authorization === undefined) return nobody
    const [scheme = '', given = ''] = authorization.split(' ')
    switch (scheme.toLowerCase()) {
      case 'bearer': {
        if (same(given, this.#runToken)) return { kind: 'run' }
        const bearer = this.#bearer(given)
        if (!bearer) return nobody
        if (atMs >= bearer.untilMs) return { kind: 'nobody', why: 'token-expired' }
        return { kind: 'account', account: bearer.account }
      }
      case 'basic': {
        const [user = '', ...rest] = Buffer.from(given, 'base64').toString('utf8').split(':')
        const account = this.login(user, rest.join(':'))
        return account ? { kind: 'account', account } : nobody
      }
      default:
        return nobody
    }
  }

  #bearer(token: string): Bearer | undefined {
    const known = this.#known.get(token)
    if (known) return known
    const [payload = '', signature = ''] = token.split('.')
    if (!same(signature, this.#sign(payload))) return undefined
    const [user, untilMs] = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as [string, number]
    const account = this.find(user)
    if (!account) return undefined
    if (this.#known.size >= KNOWN_TOKENS) this.#known.clear()
    const bearer = { account, untilMs }
    this.#known.set(token, bearer)
    return bearer
  }

  #sign(payload: string): string {
    return createHmac('sha256', this.#key).update(payload).digest('base64url')
  }
}

function same(given: string, expected: string | Buffer): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
