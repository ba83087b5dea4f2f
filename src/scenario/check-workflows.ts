import type { Workflow } from '../schema/index.ts'
import { checkWorkflow } from './check-workflow.ts'
import type { Checking } from './checking.ts'
import { askedTraits } from './conditions.ts'
import { entranceOf } from './entrance.ts'
import { quoted } from './problem.ts'
import { suggest } from './suggestion.ts'
import { definedTraits, MOST_TRAITS, traitsOf } from './traits.ts'

const RECEIVED = 2
/** Indicators that hold the end of processing against the appointment date. */
const OF_DATES: ReadonlySet<string> = new Set(['onTimeRate', 'progressRate', 'overdue', 'openOverdue'])

/** The scenario's own workflows, as its streams use them, and the traits of all of them together. */
export function checkWorkflows({ list, scenario, catalogue, streams: ofDemand, scripted }: Checking): void {
  const streams = scripted ? [...ofDemand, scripted] : ofDemand
  const defined = definedTraits(scenario, catalogue)
  // A workflow may be copied from the catalogue whole: what that asks for is true of nobody, and no slip.
  for (const workflow of Object.values(catalogue.workflows))
    for (const trait of askedTraits(workflow)) defined.add(trait)
  const asksForDates = scenario.targets.some(({ indicator }) => OF_DATES.has(indicator))
  for (const [name, workflow] of Object.entries(scenario.workflows ?? {})) {
    const users = streams.flatMap(({ stream }) =>
      stream.procedures.some((entry) => entry.workflow === name) ? [stream] : [],
    )
    if (users.length > 0) checkReception(name, workflow)
    const gained = Object.values(workflow.steps).flatMap((step) => step.outcomes.flatMap(({ gains }) => gains ?? []))
    checkWorkflow(list, ['workflows', name], workflow, {
      traits: new Set([...defined, ...gained]),
      entrance: users.length > 0 ? entranceOf(users, scenario) : {},
    })
  }
  checkGains()
  const traits = traitsOf(scenario, catalogue)
  if (traits.length > MOST_TRAITS) {
    const hint = 'take out traits that nothing depends on'
    list.error(['demand'], `the scenario has ${traits.length} traits; at most ${MOST_TRAITS} are possible`, hint, 'key')
  }
  checkAssistant()

  /** Reception sets the appointment date: without one no dossier is ever late. */
  function checkReception(name: string, { steps }: Workflow): void {
    const outcomes = Object.values(steps).flatMap((step) => step.outcomes)
    if (
      outcomes.some(({ state }) => state === RECEIVED) ||
      !(asksForDates || outcomes.some(({ operation }) => operation))
    )
      return
    const message = `no step of workflow ${quoted(name)} sets state ${RECEIVED} (received): its dossiers never get an appointment, so nothing in it can be late`
    list.warning(['workflows', name], message, 'state: 2 in the outcome of its reception', 'key')
  }

  /** A trait that a step gives and nothing asks for is probably mistyped. */
  function checkGains(): void {
    const own = Object.entries(scenario.workflows ?? {})
    const asked = new Set([
      ...own.flatMap(([, workflow]) => [...askedTraits(workflow)]),
      ...streams.flatMap(({ stream }) => Object.keys(stream.traits ?? {})),
      ...scenario.units.flatMap((unit) => (unit.sites ?? []).flatMap(({ visitors }) => visitors ?? [])),
    ])
    for (const [name, workflow] of own) {
      for (const [step, { outcomes }] of Object.entries(workflow.steps)) {
        outcomes.forEach(({ gains }, index) => {
          gains?.forEach((trait, place) => {
            if (asked.has(trait)) return
            const at = ['workflows', name, 'steps', step, 'outcomes', index, 'gains', place]
            const hint = suggest(trait, asked) ?? 'name it in "when" or "unless" of an outcome'
            list.warning(at, `nothing asks for the trait ${quoted(trait)}`, hint)
          })
        })
      }
    }
  }

  function checkAssistant(): void {
    const known = new Set(
      streams.flatMap(({ stream }) =>
        stream.procedures.flatMap(({ workflow }) =>
          Object.keys(scenario.workflows?.[workflow]?.steps ?? catalogue.workflows[workflow]?.steps ?? {}),
        ),
      ),
    )
    scenario.policies.assistant?.steps.forEach((step, index) => {
      if (!known.has(step))
        list.error(
          ['policies', 'assistant', 'steps', index],
          `no workflow of the mixes has a step ${quoted(step)}`,
          suggest(step, known),
        )
    })
  }
}
