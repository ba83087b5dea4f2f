import { DAY_MS, parseLocal } from '../calendar/index.ts'
import { type Outcome, type Step, type Stream, type SystemName, systemNames, type Workflow } from '../schema/index.ts'
import type { Checking } from './checking.ts'
import { outcomesOf } from './conditions.ts'
import { quoted } from './problem.ts'
import { scriptedOperations } from './scripted.ts'
import { type NamedStream, streamName } from './streams.ts'
import { suggest } from './suggestion.ts'
import { usedWorkflows, workflowNamed } from './workflows.ts'

/** What a scenario says and nothing depends on: probably something else was meant. */
export function checkEffects(checking: Checking): void {
  const workflows = usedWorkflows(checking.scenario, checking.catalogue).map(([, workflow]) => workflow)
  const steps = workflows.flatMap((workflow) => Object.values(workflow.steps))
  checkTraits(checking, steps)
  for (const stream of checking.streams) checkStream(checking, stream)
  checkPolicies(checking, workflows)
  checkEquipment(checking, steps)
  checkLegacyUnits(checking, steps)
  checkSystems(checking, workflows.flatMap(outcomesOf))
  checkSubDossiers(checking)
}

function checkTraits({ list, scenario, streams }: Checking, steps: readonly Step[]): void {
  const used = new Set([
    ...steps.flatMap(({ longerFor, outcomes }) => [
      ...Object.keys(longerFor ?? {}),
      ...outcomes.flatMap(({ when, unless }) => [when, unless]),
    ]),
    ...scenario.units.flatMap(({ sites }) => (sites ?? []).map(({ visitors }) => visitors)),
    ...streams.flatMap(({ stream }) => [
      ...Object.keys(stream.channelsOf ?? {}),
      ...Object.values(stream.traits ?? {}).map(({ among }) => among),
    ]),
  ])
  for (const { at, stream } of streams)
    for (const trait of Object.keys(stream.traits ?? {})) {
      if (used.has(trait)) continue
      const hint = 'name it in a step, in "channelsOf" or as the visitors of a site'
      list.warning([...at, 'traits', trait], `nothing depends on the trait ${quoted(trait)}`, hint, 'key')
    }
}

function checkStream(checking: Checking, { name, at, stream }: NamedStream): void {
  const { list, scenario, catalogue } = checking
  const workflows = stream.procedures.flatMap(({ workflow }) => workflowNamed(workflow, scenario, catalogue) ?? [])
  const outcomes = workflows.flatMap(outcomesOf)
  const { patience, incompleteShare, elsewhere } = stream
  const whose = streamName(name)
  if (patience) {
    const waits = workflows.some(({ steps }) =>
      Object.values(steps).some((step) => step.by === 'official' && step.counter),
    )
    if (!waits)
      list.warning(
        [...at, 'patience'],
        `no citizen of ${whose} waits at a counter: patience has no effect`,
        'write "counter: true" at the step for which they wait',
        'key',
      )
  }
  if (incompleteShare && Object.values(incompleteShare).some((share) => share > 0)) {
    const asked = outcomes.some(({ when, unless }) => when === 'incomplete' || unless === 'incomplete')
    const hint = 'give a step an outcome with "when: incomplete"'
    if (!asked)
      list.warning([...at, 'incompleteShare'], `no step of ${whose} asks whether a paper is missing`, hint, 'key')
  }
  if (!elsewhere || elsewhere.share === 0) return
  if (!isHandedInElsewhere(checking, stream, elsewhere)) {
    const message = `every unit is the only one at which its dossiers of ${whose} could be handed in`
    list.warning([...at, 'elsewhere', 'at'], message, 'name a unit that is not their own')
  } else if (!outcomes.some(({ forwards }) => forwards)) {
    const message = `no step sends dossiers of ${whose} on to the unit that is competent: all is done where they are handed in`
    list.warning([...at, 'elsewhere'], message, 'give the outcome of their reception "forwards: true"', 'key')
  }
}

function isHandedInElsewhere(
  { unitCodes }: Checking,
  { units }: Stream,
  { at }: NonNullable<Stream['elsewhere']>,
): boolean {
  return [...unitCodes].some(([code, { given }]) => {
    if (units && !units.includes(code)) return false
    return at === 'hub' ? given.hub !== undefined && given.hub !== code : at.some((other) => other !== code)
  })
}

function checkPolicies({ list, scenario, streams }: Checking, workflows: readonly Workflow[]): void {
  const { forward, assistant, paperFirst } = scenario.policies
  if (forward && !streams.some(({ stream }) => (stream.elsewhere?.share ?? 0) > 0)) {
    const message = 'no stream is handed in elsewhere: there is nothing to forward'
    list.warning(['policies', 'forward'], message, 'give a stream "elsewhere"', 'key')
  }
  assistant?.steps.forEach((name, place) => {
    const named = workflows.flatMap(({ steps }) => steps[name] ?? [])
    if (named.length === 0 || named.some(({ by }) => by === 'official')) return
    list.warning(
      ['policies', 'assistant', 'steps', place],
      `step ${quoted(name)} is not done by an official: the assistant has no effect`,
      'name steps of officials',
    )
  })
  if (paperFirst) return
  scenario.units.forEach(({ staff }, unit) => {
    staff.forEach(({ overtime }, group) => {
      overtime?.forEach(({ only }, place) => {
        if (only === undefined) return
        const at = ['units', unit, 'staff', group, 'overtime', place, 'only']
        list.warning(
          at,
          'nothing is taken on paper, so there is nothing to enter',
          'write "paperFirst: true" under policies',
        )
      })
    })
  })
}

function checkEquipment({ list, scenario, unitCodes }: Checking, steps: readonly Step[]): void {
  const asked = new Set(steps.flatMap((step) => (step.by === 'official' ? (step.equipment ?? []) : [])))
  scenario.units.forEach((unit, index) => {
    const places = [unit, ...(unit.sites ?? [])]
    places.forEach(({ equipment }, place) => {
      const at = place === 0 ? ['units', index] : ['units', index, 'sites', place - 1]
      for (const item of Object.keys(equipment ?? {})) {
        if (!asked.has(item))
          list.warning(
            [...at, 'equipment', item],
            `no step asks for the equipment ${quoted(item)}`,
            suggest(item, asked) ?? `write "equipment: [${item}]" at the step that needs it`,
            'key',
          )
      }
    })
  })
  scenario.incidents?.forEach((incident, index) => {
    if (incident.kind !== 'equipment-moved') return
    const receiver = unitCodes.get(incident.toUnit)?.given
    if (!receiver || receiver.equipment?.[incident.item] !== undefined) return
    const message = `unit ${incident.toUnit} does not count its ${quoted(incident.item)}, so it is never short of it: this has no effect there`
    list.warning(['incidents', index, 'toUnit'], message, `say how many it has: equipment: { ${incident.item}: 0 }`)
  })
}

function checkLegacyUnits({ list, scenario }: Checking, steps: readonly Step[]): void {
  if (steps.some((step) => step.by === 'official' && step.eachLegacyUnit)) return
  scenario.units.forEach(({ legacyUnits = 1 }, unit) => {
    if (legacyUnits === 1) return
    const hint = 'write "eachLegacyUnit: true" at a step'
    list.warning(['units', unit, 'legacyUnits'], 'no step is done once for each of the old units', hint, 'key')
  })
}

function checkSystems({ list, scenario }: Checking, outcomes: readonly Outcome[]): void {
  const operations = [...outcomes.flatMap(({ operation }) => operation ?? []), ...scriptedOperations(scenario)]
  const called = new Set(
    operations.flatMap((operation) => systemNames.find((name) => operation.startsWith(`${name}.`)) ?? []),
  )
  // Citizens log in before they come to the portal.
  if (called.has('portal')) called.add('identity')
  const notCalled = (at: (string | number)[], system: SystemName) => {
    if (!called.has(system))
      list.warning(at, `no step calls the system "${system}": this has no effect`, suggest(system, called))
  }
  scenario.units.forEach(({ without }, unit) => {
    without?.forEach((lacking, place) => {
      const at = ['units', unit, 'without', place]
      const system = systemNames.find((name) => name === lacking)
      if (system) notCalled(at, system)
      else if (!operations.includes(lacking))
        list.warning(at, `no step calls ${lacking}: this has no effect`, suggest(lacking, operations))
    })
  })
  scenario.incidents?.forEach((incident, index) => {
    if (incident.kind === 'connection-lost' && incident.system !== 'all')
      notCalled(['incidents', index, 'system'], incident.system)
  })
  const first = parseLocal(scenario.period.from)
  const end = parseLocal(scenario.period.to) + DAY_MS
  for (const name of systemNames) {
    const { shared, concurrent, planned } = scenario.systems[name] ?? {}
    const at = ['systems', name]
    if (shared && concurrent === undefined)
      list.warning(
        [...at, 'shared'],
        'a system without a bound has capacity for all units',
        'give it "concurrent" calls',
        'key',
      )
    planned?.forEach(({ from, to }, place) => {
      if (parseLocal(from) >= end || parseLocal(to) <= first)
        list.warning(
          [...at, 'planned', place, 'from'],
          'this outage lies outside the period and has no effect',
          `the period is from ${scenario.period.from} to ${scenario.period.to}`,
        )
    })
  }
}

/** Of the scenario's own workflows. */
function checkSubDossiers({ list, scenario }: Checking): void {
  for (const [name, workflow] of Object.entries(scenario.workflows ?? {})) {
    if (outcomesOf(workflow).some(({ starts }) => starts)) continue
    for (const [step, { afterSubDossiers }] of Object.entries(workflow.steps)) {
      if (!afterSubDossiers) continue
      const at = ['workflows', name, 'steps', step, 'afterSubDossiers']
      const hint = 'give an earlier step an outcome with "starts: [ … ]"'
      list.warning(at, `no step of workflow ${quoted(name)} starts sub-dossiers to wait for`, hint, 'key')
    }
  }
}
