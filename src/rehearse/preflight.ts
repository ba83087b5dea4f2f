import { Fault } from '../faults/index.ts'
import { type Plan, suggest } from '../scenario/index.ts'
import { systemNames } from '../schema/index.ts'
import {
  fileFor,
  loadTarget,
  operationsFor,
  type SecretSource,
  type Surroundings,
  secretOf,
  type TargetFiles,
  Targets,
} from '../target/index.ts'

/** How operations become requests to the stand-ins. */
export function standInTarget(): TargetFiles {
  return loadTarget('stand-ins')
}

/** What a target needs of the world outside. */
export interface Outside {
  readonly surroundings: Surroundings
  readonly secrets: SecretSource
}

/**
 * Makes sure that a target can serve a scenario, before anything is started, written or sent.
 * @throws Fault scenario-invalid for a system operation that it does not have; as Targets does for what must not be
 * asked; secret-missing
 */
export function assertRehearsable(plan: Plan, target: TargetFiles, { surroundings, secrets }: Outside): void {
  // Where the stand-ins will be is not known yet, and no matter here.
  const somewhere = Object.fromEntries(systemNames.map((name) => [name, 'http://127.0.0.1']))
  new Targets(target, somewhere, surroundings)
  assertSecrets(target, secrets)
  assertOperations(plan, target)
}

function assertSecrets({ own, dialects }: TargetFiles, secrets: SecretSource): void {
  for (const { systems } of [own, ...dialects.values()]) {
    for (const login of Object.values(systems ?? {}).flatMap((system) => system.login ?? [])) {
      if (login.kind === 'none') continue
      for (const { user, secretFrom } of [login, ...(login.accounts ?? [])]) secretOf(secrets, secretFrom, user)
      if (login.kind === 'oidc' && login.clientSecretFrom) secretOf(secrets, login.clientSecretFrom, login.clientId)
    }
  }
}

function assertOperations(plan: Plan, target: TargetFiles): void {
  const dialects = [...new Set(plan.units.map(({ oneStop }) => oneStop))]
  const spoken = dialects.map((dialect) => ({
    name: fileFor(target, dialect).name,
    operations: operationsFor(target, dialect),
  }))
  for (const { name: workflow, steps } of plan.workflows) {
    for (const { name: step, outcomes } of steps) {
      for (const { operation } of outcomes) {
        const lacking = operation && spoken.find(({ operations }) => !operations.has(operation.name))
        if (!lacking) continue
        const known = [...lacking.operations]
        throw new Fault(
          'scenario-invalid',
          `workflows.${workflow}.steps.${step} calls ${operation.name}, which the target ${lacking.name} does not have.`,
          suggest(operation.name, known) ?? `It has ${known.join(', ')}.`,
        )
      }
    }
  }
}

/** Whether a scenario calls a system of which the target does not say where it is: then stand-ins are started. */
export function needsStandIns(plan: Plan, target: TargetFiles): boolean {
  const files = [target.own, ...plan.units.map(({ oneStop }) => fileFor(target, oneStop))]
  const called = new Set(
    plan.workflows.flatMap(({ steps }) =>
      steps.flatMap(({ outcomes }) => outcomes.flatMap(({ operation }) => (operation ? [operation.system] : []))),
    ),
  )
  return [...called].some((system) => !files.some(({ systems }) => systems?.[system]?.url !== undefined))
}
