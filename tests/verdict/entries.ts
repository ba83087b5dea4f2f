import { parseLocal } from '../../src/calendar/index.ts'
import { CITIZEN, type Entry } from '../../src/operation/index.ts'
import { checkScenario, type Plan } from '../../src/scenario/index.ts'
import { Tally, type TallyDetail } from '../../src/verdict/index.ts'
import { minimal, minimalWith } from '../scenario/minimal.ts'

/** The small scenario of the tests, compiled: a week from Monday 7 July 2025, 07:00-11:30 and 13:30-17:00. */
export function minimalPlan(...changes: readonly (readonly [from: string, to: string])[]): Plan {
  const { plan, problems } = checkScenario(changes.length > 0 ? minimalWith(...changes) : minimal, 'minimal.yaml')
  if (!plan) throw new Error(problems.map(({ message }) => message).join('; '))
  return plan
}

/** Steps of the only workflow. RECEIVE is face to face. */
export const BRING = 0
export const RECEIVE = 1
export const PROCESS = 2

/** An entry of the first unit and the step RECEIVE; times as `08T09:30`, a day of July 2025. */
export function entry(
  at: string,
  dossier: number,
  event: Entry['event'],
  state: number,
  more: Partial<Entry> = {},
): Entry {
  return {
    atMs: time(at),
    event,
    unit: 0,
    atUnit: more.unit ?? 0,
    dossier,
    leg: 0,
    slot: dossier + 1000 * (more.unit ?? 0) + 100 * (more.leg ?? 0),
    stream: 0,
    workflow: 0,
    step: RECEIVE,
    by: CITIZEN,
    state,
    procedure: 0,
    channel: 0,
    site: 0,
    tripMs: 0,
    over: false,
    dueMs: Number.NaN,
    operation: '',
    tookMs: 0,
    reason: '',
    ...more,
  }
}

export function time(at: string): number {
  return parseLocal(`2025-07-${at}`)
}

export interface Story {
  readonly channel?: number
  readonly procedure?: number
  readonly arrived: string
  readonly begun?: string
  /** Reception, which sets the appointment date. */
  readonly received?: string
  readonly due?: string
  /** What came last, and the state it led to. */
  readonly last?: readonly [at: string, state: number]
}

/** What is recorded of a dossier, in order; the last of it is over when `last` finishes, refuses or withdraws it. */
export function entriesOf(story: Story, dossier: number, more: Partial<Entry> = {}): Entry[] {
  const { channel = 0, procedure = 0, arrived, begun, received, due, last } = story
  const told = { channel, procedure, ...more }
  const entries = [
    entry(arrived, dossier, 'arrived', 1, { step: BRING, ...told }),
    entry(arrived, dossier, 'ended', 1, { step: BRING, ...told }),
  ]
  if (begun) entries.push(entry(begun, dossier, 'begun', 1, { by: 0, ...told }))
  if (received) {
    entries.push(entry(received, dossier, 'ended', 2, { by: 0, dueMs: due ? time(due) : Number.NaN, ...told }))
  }
  if (last) {
    const over = [3, 7, 8, 9, 10].includes(last[1])
    entries.push(entry(last[0], dossier, 'ended', last[1], { by: 0, step: PROCESS, over, ...told }))
  }
  return entries
}

/** A tally that was told entries and closed; by default at the end of the plan's period. */
export function tallyOfEntries(plan: Plan, entries: readonly Entry[], atMs = plan.toMs, detail?: TallyDetail): Tally {
  const tally = new Tally(plan, detail)
  for (const each of entries) tally.record(each)
  tally.close(atMs)
  return tally
}

/** A closed tally to which dossiers have been told, one after the other. */
export function tallyOf(plan: Plan, stories: readonly Story[], atMs = plan.toMs): Tally {
  return tallyOfEntries(
    plan,
    stories.flatMap((story, dossier) => entriesOf(story, dossier)),
    atMs,
  )
}
