import { createHmac, randomBytes } from 'node:crypto'
import type { OfficialPlan, Plan, UnitPlan } from '../scenario/index.ts'
import type { Account } from '../systems/index.ts'
import type { SecretSource } from '../target/index.ts'
import { standInTarget } from './preflight.ts'

/** Name under which the shipped target files ask for the secrets of the stand-ins' accounts. */
const STAND_IN_SECRET = 'DIENTAP_STAND_IN_SECRET'

/** Operations that a target file names apart, and the systems do not: one permission for both. */
const SAME_PERMISSION: Readonly<Record<string, string>> = { 'one-stop.intake': 'one-stop.receive' }

/**
 * Secrets of the accounts at stand-ins: made up for each run, one an account, held in memory alone.
 * @param others for every other name
 */
export function standInSecrets(others: SecretSource): SecretSource {
  const key = randomBytes(32)
  return (name, user) =>
    name === STAND_IN_SECRET ? createHmac('sha256', key).update(user).digest('base64url') : others(name, user)
}

/**
 * The accounts that the scenario's officials have at the systems, and one of each centre for what citizens, the post and
 * agencies do there, and one for its citizens at the portal. Each may do what the workflows have its role do; what the
 * scenario says of single accounts (held, not held, granted later) comes before that.
 */
export function accountsOf(plan: Plan, secrets: SecretSource): Account[] {
  const permissions = permissionsByRole(plan)
  const finding = Object.fromEntries(finders().map((operation) => [operation, true]))
  const account = (unit: UnitPlan, name: string, roles: string[], more: Account['permissions']): Account => {
    const user = `${unit.code}.${name}`
    return {
      user,
      secret: secrets(STAND_IN_SECRET, user) ?? '',
      unit: unit.code,
      roles,
      permissions: { ...finding, ...more },
    }
  }
  return plan.units.flatMap((unit) => [
    ...unit.officials.map((official) =>
      account(unit, official.id, [official.role], { ...permissions.get(official.role), ...exceptionsOf(official) }),
    ),
    account(unit, 'centre', ['centre'], permissions.get(OTHERS)),
    account(unit, 'citizens', ['citizen'], permissions.get(OTHERS)),
  ])
}

/** Stands for everybody who is no official. */
const OTHERS = ''

/**
 * What is asked of the stand-ins only to learn an id, and the lists of what waits: whoever may do anything with a dossier
 * may look for it.
 */
function finders(): string[] {
  const { own, dialects } = standInTarget()
  const lists = Object.entries(own.operations).flatMap(([name, { answer }]) => (answer?.list ? [name] : []))
  return [...new Set([...[own, ...dialects.values()].flatMap(({ found }) => Object.values(found ?? {})), ...lists])]
}

function permissionsByRole(plan: Plan): ReadonlyMap<string, Record<string, true>> {
  const byRole = new Map<string, Record<string, true>>()
  for (const { by, outcomes } of plan.workflows.flatMap(({ steps }) => steps)) {
    const role = by.kind === 'official' ? by.role : OTHERS
    const held = byRole.get(role) ?? {}
    byRole.set(role, held)
    for (const { operation } of outcomes) {
      if (operation) held[SAME_PERMISSION[operation.name] ?? operation.name] = true
    }
  }
  return byRole
}

function exceptionsOf({ accounts }: OfficialPlan): Record<string, boolean | number> {
  return Object.fromEntries(
    [...accounts].map(([name, fromMs]) => [
      name,
      fromMs === Number.NEGATIVE_INFINITY ? true : fromMs === Number.POSITIVE_INFINITY ? false : fromMs,
    ]),
  )
}
