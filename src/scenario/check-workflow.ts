import { type Channel, channels, type Outcome, systemNames, type Workflow } from '../schema/index.ts'
import { quoted } from './problem.ts'
import type { ProblemList } from './problem-list.ts'
import type { Path } from './source-document.ts'
import { suggest } from './suggestion.ts'

/** Where a dossier's way ends; no step can have this name. */
export const END_NAME = 'end'

/**
 * Whether a workflow can be followed: every step it names exists, every outcome can be taken, and every dossier,
 * whatever its channel and whether or not it lacks a paper, can get to the end.
 * @param at where the workflow stands in the document
 */
export function checkWorkflow(list: ProblemList, at: Path, workflow: Workflow): void {
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
  for (const channel of channels) {
    const start = workflow.start[channel]
    if (!names.includes(start))
      list.error([...at, 'start', channel], `there is no step ${quoted(start)}`, suggest(start, names))
  }
  for (const name of names)
    checkOutcomes(list, [...at, 'steps', name, 'outcomes'], workflow.steps[name]?.outcomes ?? [], names)
  if (list.found.length === before) checkWays(list, at, workflow)
}

function checkOutcomes(list: ProblemList, at: Path, outcomes: readonly Outcome[], names: readonly string[]): void {
  let settled = false
  outcomes.forEach((outcome, index) => {
    const here = [...at, index]
    if (!names.includes(outcome.to) && outcome.to !== END_NAME) {
      list.error([...here, 'to'], `there is no step ${quoted(outcome.to)}`, suggest(outcome.to, [...names, END_NAME]))
    }
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
    settled ||= outcome.when === undefined && outcome.share === undefined
  })
  if (!settled) {
    const hint = 'leave out "when" and "share" of the last outcome: it takes the dossiers that are left'
    list.error([...at, outcomes.length - 1], 'the last outcome must take every dossier that is left', hint)
  }
}

/** A dossier as far as its way depends on it. */
interface Situation {
  readonly step: string
  readonly channel: Channel
  readonly incomplete: boolean
}

function checkWays(list: ProblemList, at: Path, workflow: Workflow): void {
  const reached = situationsOf(workflow)
  const steps = new Set([...reached.values()].map((situation) => situation.step))
  for (const name of Object.keys(workflow.steps)) {
    if (!steps.has(name))
      list.warning([...at, 'steps', name], `no dossier ever comes to step ${quoted(name)}`, undefined, 'key')
  }
  const [stuck, ...more] = neverEnding(workflow, reached)
  if (!stuck) return
  const dossier = `${stuck.channel} dossier${stuck.incomplete ? ' that lacks a paper' : ''}`
  const others = [...new Set(more.map((situation) => situation.step))].filter((step) => step !== stuck.step)
  list.error(
    [...at, 'steps', stuck.step],
    `a ${dossier} can never get from step ${quoted(stuck.step)} to "end"`,
    others.length > 0
      ? `nor from ${others.map(quoted).join(', ')}`
      : 'give one of its outcomes "to: end", or a way there',
    'key',
  )
}

/** Every situation that a dossier of this workflow can come into. */
function situationsOf(workflow: Workflow): Map<string, Situation> {
  const reached = new Map<string, Situation>()
  const waiting = channels.flatMap((channel): Situation[] => {
    const step = workflow.start[channel]
    return [
      { step, channel, incomplete: false },
      { step, channel, incomplete: true },
    ]
  })
  for (let situation = waiting.pop(); situation; situation = waiting.pop()) {
    if (situation.step === END_NAME || reached.has(keyOf(situation))) continue
    reached.set(keyOf(situation), situation)
    waiting.push(...following(workflow, situation))
  }
  return reached
}

/** The situations from which no way leads to the end, in the order of the steps. */
function neverEnding(workflow: Workflow, reached: ReadonlyMap<string, Situation>): Situation[] {
  const stuck = new Map(reached)
  let before: number
  do {
    before = stuck.size
    for (const [key, situation] of stuck) {
      if (following(workflow, situation).some((next) => next.step === END_NAME || !stuck.has(keyOf(next))))
        stuck.delete(key)
    }
  } while (stuck.size < before)
  const order = Object.keys(workflow.steps)
  return [...stuck.values()].sort((a, b) => order.indexOf(a.step) - order.indexOf(b.step))
}

/** What can come after a situation, by the rule that outcomes are tried in order. */
function following(workflow: Workflow, { step, channel, incomplete }: Situation): Situation[] {
  const next: Situation[] = []
  for (const outcome of workflow.steps[step]?.outcomes ?? []) {
    const applies =
      outcome.when === undefined || (outcome.when === 'incomplete' ? incomplete : outcome.when === channel)
    if (!applies || outcome.share === 0) continue
    next.push({ step: outcome.to, channel, incomplete: incomplete && outcome.completes !== true })
    if (outcome.share === undefined || outcome.share === 1) break
  }
  return next
}

function keyOf({ step, channel, incomplete }: Situation): string {
  return `${step} ${channel} ${incomplete}`
}
