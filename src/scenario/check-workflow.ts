import { channels, type Outcome, systemNames, type Workflow } from '../schema/index.ts'
import { isBuiltIn } from './conditions.ts'
import { quoted } from './problem.ts'
import type { ProblemList } from './problem-list.ts'
import type { Path } from './source-document.ts'
import { suggest } from './suggestion.ts'
import { END_NAME, type Entrance, type Situation, Ways } from './ways.ts'

/** What a workflow is held against, beside itself. */
export interface WorkflowSurroundings {
  /** Traits that somebody can have; undefined where nobody can say, as in the catalogue. */
  readonly traits: ReadonlySet<string> | undefined
  readonly entrance: Entrance
}

/**
 * Whether a workflow can be followed: every step it names exists, every outcome can be taken, and every dossier,
 * whatever its channel and traits and whether or not it lacks a paper, can get to the end, and so can its legs.
 * @param at where the workflow stands in the document
 */
export function checkWorkflow(list: ProblemList, at: Path, workflow: Workflow, around: WorkflowSurroundings): void {
  const before = list.found.length
  const names = Object.keys(workflow.steps)
  if (names.length === 0) list.error([...at, 'steps'], `${at.at(-1)} has no steps`)
  if (names.includes(END_NAME)) {
    list.error(
      [...at, 'steps', END_NAME],
      'a step cannot be called "end"',
      '"end" is where the way of a dossier ends',
      'key',
    )
  }
  for (const channel of channels) checkStep(list, [...at, 'start', channel], workflow.start[channel], names)
  for (const [name, step] of Object.entries(workflow.steps)) {
    const here = [...at, 'steps', name]
    for (const trait of Object.keys(step.longerFor ?? {}))
      checkTrait(list, [...here, 'longerFor', trait], trait, around.traits, 'key')
    if (step.by === 'official' && step.area !== undefined && !step.counter) {
      const message = `step ${quoted(name)} has an area and is not done face to face: nobody is served there`
      list.error([...here, 'area'], message, 'add "counter: true", or leave the area out', 'key')
    }
    if (step.by === 'official' && step.counter && step.travel) {
      const message = `step ${quoted(name)} is done at a counter or at the citizen’s home, not both`
      list.error([...here, 'travel'], message, 'leave out "counter", or "travel"', 'key')
    }
    checkOutcomes(list, [...here, 'outcomes'], step.outcomes, names, around.traits)
    checkNotItself(list, [...here, 'outcomes'], name, step.outcomes)
  }
  // Without the steps and traits that are meant, where the ways lead cannot be said.
  if (list.found.length === before) checkWays(list, at, workflow, around.entrance)
}

function checkStep(list: ProblemList, at: Path, step: string, names: readonly string[]): void {
  if (!names.includes(step)) list.error(at, `there is no step ${quoted(step)}`, suggest(step, names))
}

function checkTrait(
  list: ProblemList,
  at: Path,
  trait: string,
  known: ReadonlySet<string> | undefined,
  mark: 'key' | 'value' = 'value',
): void {
  if (known === undefined || known.has(trait)) return
  const hint = suggest(trait, known) ?? `define it in the traits of the demand: ${trait}: { share: 0.1 }`
  list.error(at, `nothing gives a dossier the trait ${quoted(trait)}`, hint, mark)
}

function checkOutcomes(
  list: ProblemList,
  at: Path,
  outcomes: readonly Outcome[],
  names: readonly string[],
  traits: ReadonlySet<string> | undefined,
): void {
  let settled = false
  outcomes.forEach((outcome, index) => {
    const here = [...at, index]
    checkTargets(list, here, outcome, names)
    for (const key of ['when', 'unless'] as const) {
      const condition = outcome[key]
      if (condition !== undefined && !isBuiltIn(condition)) checkTrait(list, [...here, key], condition, traits)
    }
    outcome.loses?.forEach((trait, place) => {
      checkTrait(list, [...here, 'loses', place], trait, traits)
    })
    outcome.gains?.forEach((trait, place) => {
      if (isBuiltIn(trait)) list.error([...here, 'gains', place], `${quoted(trait)} cannot be gained: it is no trait`)
    })
    const system = outcome.operation?.split('.')[0] ?? ''
    if (outcome.operation !== undefined && !systemNames.some((name) => name === system)) {
      list.error([...here, 'operation'], `there is no system ${quoted(system)}`, suggest(system, systemNames))
    }
    if (settled) {
      list.error(
        here,
        'this outcome is never taken: the one before it takes every dossier',
        'put the outcome without a condition last',
      )
    }
    settled ||= outcome.when === undefined && outcome.unless === undefined && outcome.share === undefined
  })
  if (!settled) {
    const hint = 'leave out "when", "unless" and "share" of the last outcome: it takes the dossiers that are left'
    list.error([...at, outcomes.length - 1], 'the last outcome must take every dossier that is left', hint)
  }
}

/** The steps to which an outcome leads, and that what happens to a call has a call that it can happen to. */
function checkTargets(list: ProblemList, here: Path, outcome: Outcome, names: readonly string[]): void {
  const { to, ifFails, ifDuplicated, starts, operation } = outcome
  if (to !== END_NAME && !names.includes(to))
    list.error([...here, 'to'], `there is no step ${quoted(to)}`, suggest(to, [...names, END_NAME]))
  if (ifFails) checkStep(list, [...here, 'ifFails', 'to'], ifFails.to, names)
  if (ifDuplicated !== undefined) checkStep(list, [...here, 'ifDuplicated'], ifDuplicated, names)
  starts?.forEach((step, index) => {
    checkStep(list, [...here, 'starts', index], step, names)
  })
  if (operation !== undefined) return
  for (const key of ['ifFails', 'ifDuplicated'] as const) {
    if (outcome[key] !== undefined)
      list.error(
        [...here, key],
        `${key} without an operation: no call can fail or arrive twice`,
        'add the "operation" that is called, or leave this out',
        'key',
      )
  }
}

/** What follows a call that failed or arrived twice is something else: the same step would make the same call again. */
function checkNotItself(list: ProblemList, at: Path, name: string, outcomes: readonly Outcome[]): void {
  outcomes.forEach(({ ifFails, ifDuplicated }, index) => {
    if (ifFails?.to === name)
      list.error(
        [...at, index, 'ifFails', 'to'],
        `step ${quoted(name)} cannot be what follows when its own call fails`,
        'leave "ifFails" out: the step is entered again after policies.retryMin',
      )
    if (ifDuplicated === name)
      list.error(
        [...at, index, 'ifDuplicated'],
        `step ${quoted(name)} cannot weed out its own double: it would make the call again`,
        'name another step',
      )
  })
}

function checkWays(list: ProblemList, at: Path, workflow: Workflow, entrance: Entrance): void {
  const ways = new Ways(workflow, entrance)
  const steps = ways.steps()
  for (const name of Object.keys(workflow.steps)) {
    if (!steps.has(name))
      list.warning([...at, 'steps', name], `no dossier ever comes to step ${quoted(name)}`, undefined, 'key')
  }
  const order = Object.keys(workflow.steps)
  const placeOf = ({ step, traits }: Situation) => order.indexOf(step) * 100 + traits.length
  const [stuck, ...more] = ways.neverEnding().sort((a, b) => placeOf(a) - placeOf(b))
  if (stuck) {
    const others = [...new Set(more.map((situation) => situation.step))].filter((step) => step !== stuck.step)
    list.error(
      [...at, 'steps', stuck.step],
      `a ${describe(stuck)} can never get from step ${quoted(stuck.step)} to "end"`,
      others.length > 0
        ? `nor from ${others.map(quoted).join(', ')}`
        : 'give one of its outcomes "to: end", or a way there',
      'key',
    )
  }
  const source = ways.multiplying()
  if (source) {
    list.error(
      [...at, 'steps', source.step],
      `sub-dossiers that start at step ${quoted(source.step)} come to it again and start further ones without end`,
      'let the outcome that starts them give a trait, and start none "unless" it is missing',
      'key',
    )
  }
}

function describe({ channel, incomplete, traits }: Situation): string {
  const having =
    traits.length > 0 ? ` with the trait${traits.length > 1 ? 's' : ''} ${traits.map(quoted).join(', ')}` : ''
  return `${channel} dossier${having}${incomplete ? ' that lacks a paper' : ''}`
}
