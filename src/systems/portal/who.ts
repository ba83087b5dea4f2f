import type { Call } from '../core/operation.ts'

const IDENTITY_NUMBER = /^\d{12}$/

/**
 * Identity number of the citizen who calls with an account of their own; undefined for every other caller: a unit's
 * account that stands for all of its citizens, an official, another system.
 */
export function citizenOf({ account }: Pick<Call, 'account'>): string | undefined {
  return account && IDENTITY_NUMBER.test(account.user) ? account.user : undefined
}

/** Whether the caller may see and touch what belongs to the person with this identity number. */
export function mayTouch(call: Pick<Call, 'account'>, identityNo: string): boolean {
  const citizen = citizenOf(call)
  return citizen === undefined || citizen === identityNo
}
