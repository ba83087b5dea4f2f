import type { LoginValues } from '../values.ts'

/** What proves who acts, once logged in. */
export interface Credential {
  /** Goes along with every request. */
  readonly headers: Readonly<Record<string, string>>
  /** For {login.session}. */
  readonly session: string
  /** What must never be told: the secret, and what was got for it. */
  readonly secrets: readonly string[]
  /** By performance.now(); Infinity where nobody said. */
  readonly endsAtMs: number
}

/** An account, ready to log in. */
export type Account = Pick<LoginValues, 'user' | 'secret'>

/** Why a login did not succeed. */
export interface LoginFailure {
  readonly reason: string
  /** HTTP status of the door; 0 when it did not answer. */
  readonly status: number
}

export function isFailure(outcome: Credential | LoginFailure): outcome is LoginFailure {
  return 'reason' in outcome
}
