import type { Account } from '../core/access.ts'
import { isSyntheticNumber } from '../core/citizen-accounts.ts'
import type { Parts } from '../core/stand-in.ts'

/** The citizens who can log in: accounts of the role citizen whose user is a synthetic identity number. */
export class Citizens {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Where nobody need log in, every synthetic number is a citizen. */
  find(identityNo: string): Account | undefined {
    if (!isSyntheticNumber(identityNo)) return undefined
    const account = this.#parts.accounts.find(identityNo)
    if (account) return account.roles.includes('citizen') ? account : undefined
    return this.#isOpen ? { user: identityNo, secret: '', roles: ['citizen'] } : undefined
  }

  /** The citizen with this number and password; any password where nobody need log in. */
  login(identityNo: string, secret: string): Account | undefined {
    const account = this.#parts.accounts.login(identityNo, secret)
    const citizen = this.find(identityNo)
    return this.#isOpen ? citizen : account && citizen
  }

  /** What a citizen shows at the systems: a token that every stand-in of the run takes. */
  token(identityNo: string, atMs: number): string | undefined {
    const citizen = this.find(identityNo)
    return citizen && this.#parts.accounts.issue(citizen, atMs).token
  }

  get #isOpen(): boolean {
    return this.#parts.configuration.access === 'open'
  }
}
