import { parseLocal } from '../../src/calendar/index.ts'
import { CITIZEN, type Entry } from '../../src/operation/index.ts'
import { checkScenario, type Plan } from '../../src/scenario/index.ts'
import { Tally } from '../../src/verdict/index.ts'
import { minimal, minimalWith } from '../scenario/minimal.ts'

/** The small scenario of the tests, compiled: a week from Monday 7 July 2025, 07:00-11:30 and 13:30-17:00. */
export function minimalPlan(...changes: readonly (readonly [from: string, to: string])[]): Plan {
  const { plan, problems } = checkScenario(changes.length > 0 ? minimalWith(...changes) : minimal, 'minimal.yaml')
  if (!plan) throw new Error(problems.map(({ message }) => message).join('; '))
  return plan
}

/** An entry of the first unit; times as `08T09:30`, a day of July 2025. */
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
    dossier,
    workflow: 0,
    step: 0,
    by: CITIZEN,
    state,
    procedure: 0,
    channel: 0,
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

/** A tally to which dossiers have been told, each in order. */
export function tallyOf(plan: Plan, stories: readonly Story[]): Tally {
  const tally = new Tally(plan)
  stories.forEach((story, dossier) => {
    const { channel = 0, procedure = 0, arrived, begun, received, due, last } = story
    tally.record(entry(arrived, dossier, 'arrived', 1, { channel, procedure }))
    tally.record(entry(arrived, dossier, 'ended', 1))
    if (begun) tally.record(entry(begun, dossier, 'begun', 1, { by: 0 }))
    if (received) {
      tally.record(entry(received, dossier, 'ended', 2, { by: 0, dueMs: due ? time(due) : Number.NaN }))
    }
    if (last) tally.record(entry(last[0], dossier, 'ended', last[1], { by: 0 }))
  })
  return tally
}
