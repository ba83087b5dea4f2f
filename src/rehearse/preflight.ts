import { Fault } from '../faults/index.ts'
import { calledOperations, type Plan, suggest } from '../scenario/index.ts'
import { systemNames } from '../schema/index.ts'
import {
  fileFor,
  loadTarget,
  type SecretSource,
  type Surroundings,
  secretOf,
  type Target,
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
  const targets = new Targets(target, somewhere, surroundings)
  assertSecrets(target, secrets)
  assertOperations(plan, targets)
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

function assertOperations(plan: Plan, targets: Targets): void {
  const spoken = [...new Set(plan.units.map(({ oneStop }) => targets.of(oneStop)))]
  for (const { name: workflow, steps } of plan.workflows) {
    for (const { name: step, outcomes } of steps) {
      for (const { operation } of outcomes) {
        if (operation)
          for (const target of spoken) assertOperation(`workflows.${workflow}.steps.${step}`, operation.name, target)
      }
    }
  }
  for (const { name: script, steps } of plan.scripts) {
    for (const { name: step, does } of steps) {
      if (does.kind !== 'call') continue
      const where = `step ${step} of the script ${script}`
      for (const target of spoken) assertOperation(where, does.operation, target, does.values)
    }
  }
}

/** @param given what a step of a script gives; undefined in a workflow, whose steps give nothing */
function assertOperation(where: string, name: string, target: Target, given?: Readonly<Record<string, unknown>>): void {
  const known = [...target.operations.keys()]
  if (!target.has(name)) {
    throw new Fault(
      'scenario-invalid',
      `${where} calls ${name}, which the target ${target.name} does not have.`,
      suggest(name, known) ?? `It has ${known.join(', ')}.`,
    )
  }
  const [value] = target.of(name).values.filter((each) => !Object.hasOwn(given ?? {}, each))
  if (value === undefined) return
  throw new Fault(
    'scenario-invalid',
    `${where} calls ${name}, for which the target ${target.name} needs {value.${value}}; ${given ? 'the step does not give it' : 'a step of a workflow gives no values'}.`,
    `${given ? `Add to the step: values: { ${value}: … }, or give` : 'Give'} it a default in the target file, under operations: ${name}: values.`,
  )
}

/** Whether a scenario calls a system of which the target does not say where it is: then stand-ins are started. */
export function needsStandIns(plan: Plan, target: TargetFiles): boolean {
  const files = [target.own, ...plan.units.map(({ oneStop }) => fileFor(target, oneStop))]
  const called = new Set(calledOperations(plan).map(({ system }) => system))
  return [...called].some((system) => !files.some(({ systems }) => systems?.[system]?.url !== undefined))
}
