import type { Unit } from '../schema/index.ts'

type Equipment = NonNullable<Unit['equipment']>[string]

/** How many pieces there are, or how many the money buys. */
export function piecesOf(given: Equipment): number {
  return typeof given === 'number' ? given : Math.floor(given.budgetVnd / given.priceVnd)
}
