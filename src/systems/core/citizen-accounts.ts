import { createHmac } from 'node:crypto'
import type { Account } from './access.ts'

/**
 * An identity number that no living person can have: its century digit says born in the 2300s. Nobody else is ever
 * logged in as a citizen, whatever accounts there are.
 */
const SYNTHETIC = /^\d{3}[89]\d{8}$/

/** Whether an identity number is one that nobody can have. */
export function isSyntheticNumber(user: string): boolean {
  return SYNTHETIC.test(user)
}

/** Password of a citizen in a run whose citizens need not be listed one by one. */
export function citizenSecret(key: string, identityNo: string): string {
  return createHmac('sha256', key).update(identityNo).digest('base64url')
}

/** Account of any synthetic citizen, made from the run's key; undefined for everybody else. */
export function citizenAccount(key: string, user: string): Account | undefined {
  return isSyntheticNumber(user) ? { user, secret: citizenSecret(key, user), roles: ['citizen'] } : undefined
}
