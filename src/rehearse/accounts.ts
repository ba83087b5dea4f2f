import { createHmac, randomBytes } from 'node:crypto'
import type { SecretSource } from '../target/index.ts'

/** Name under which the shipped target files ask for the secrets of the stand-ins' accounts. */
const STAND_IN_SECRET = 'DIENTAP_STAND_IN_SECRET'

/**
 * Secrets of the accounts at stand-ins: made up for each run, one an account, held in memory alone.
 * @param others for every other name
 */
export function standInSecrets(others: SecretSource): SecretSource {
  const key = randomBytes(32)
  return (name, user) =>
    name === STAND_IN_SECRET ? createHmac('sha256', key).update(user).digest('base64url') : others(name, user)
}
