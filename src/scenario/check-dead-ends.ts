import { type SystemName, systemNames } from '../schema/index.ts'
import type { Checking } from './checking.ts'
import { failingOperations } from './failing.ts'
import { piecesOf } from './pieces.ts'
import { quoted } from './problem.ts'
import type { Path } from './source-document.ts'
import { usedWorkflows } from './workflows.ts'

/** Where dossiers are stopped for good: that may be meant, as a thing that is not ready, but it must be seen. */
export function checkDeadEnds(checking: Checking): void {
  checkOperations(checking)
  checkSystemsNotSetUp(checking)
  checkEquipment(checking)
}

/** A step that calls a system and has no other way when the call fails. */
interface Helpless {
  readonly step: string
  readonly operation: string
}

function helplessSteps({ scenario, catalogue }: Checking): Helpless[] {
  return usedWorkflows(scenario, catalogue).flatMap(([, { steps }]) =>
    Object.entries(steps).flatMap(([step, { outcomes }]) =>
      outcomes.flatMap(({ operation, ifFails }) => (operation === undefined || ifFails ? [] : [{ step, operation }])),
    ),
  )
}

const wayOut = 'give that outcome "ifFails: { to: … }", the step that is taken instead'

function checkOperations(checking: Checking): void {
  const helpless = helplessSteps(checking)
  for (const { system, operation, because, share } of failingOperations(checking.scenario)) {
    const step = helpless.find((each) => each.operation === operation)?.step
    if (step === undefined) continue
    const at = ['systems', system, 'operations', operation, because]
    const some = share === 1 ? 'its dossiers' : `${Number((100 * share).toPrecision(3))} % of its dossiers`
    const message = `step ${quoted(step)} has no other way when ${quoted(operation)} fails: ${some} wait for ever`
    checking.list.warning(at, message, wayOut, 'key')
  }
}

function checkSystemsNotSetUp(checking: Checking): void {
  const helpless = helplessSteps(checking)
  checking.scenario.units.forEach(({ without }, unit) => {
    without?.forEach((lacking, place) => {
      const found = helpless.find(({ operation }) => operation === lacking || systemOf(operation) === lacking)
      if (!found) return
      const what = lacking.includes('.') ? lacking : `the system "${lacking}"`
      const message = `step ${quoted(found.step)} has no other way without ${what}: its dossiers wait for ever`
      checking.list.warning(['units', unit, 'without', place], message, wayOut)
    })
  })
}

function systemOf(operation: string): SystemName | undefined {
  return systemNames.find((name) => operation.startsWith(`${name}.`))
}

/** None of a piece that steps ask for, at a place where somebody does such steps, and none that is lent. */
function checkEquipment({ list, scenario, catalogue, entries }: Checking): void {
  const steps = usedWorkflows(scenario, catalogue).flatMap(([, workflow]) => Object.entries(workflow.steps))
  const lent = (scenario.incidents ?? []).flatMap((incident) => (incident.kind === 'equipment-moved' ? [incident] : []))
  for (const { given, index, rows } of entries) {
    const check = (at: Path, site: string | undefined, equipment: typeof given.equipment) => {
      for (const [item, pieces] of Object.entries(equipment ?? {})) {
        if (
          piecesOf(pieces) > 0 ||
          rows.some(({ code }) => lent.some((one) => one.item === item && one.toUnit === code))
        )
          continue
        const asking = steps.find(
          ([, step]) =>
            step.by === 'official' &&
            step.equipment?.includes(item) &&
            given.staff.some((group) => group.role === step.role && group.site === site && group.count > 0),
        )
        if (!asking) continue
        const message = `there is no ${quoted(item)} at all, which step ${quoted(asking[0])} needs: its dossiers wait for ever`
        const hint = 'give it some, or more money than one costs; what is not named is never short'
        list.warning([...at, 'equipment', item], message, hint, 'key')
      }
    }
    check(['units', index], undefined, given.equipment)
    given.sites?.forEach((site, place) => {
      check(['units', index, 'sites', place], site.name, site.equipment)
    })
  }
}
