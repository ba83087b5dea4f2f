import { DAY_MS, parseLocal } from '../calendar/index.ts'
import { Fault } from '../faults/index.ts'
import type { Scenario } from '../schema/index.ts'
import type { ProblemList } from './problem-list.ts'
import type { Path } from './source-document.ts'

/** Start of the first day of a scenario and end of its last, epoch ms. */
export interface Span {
  readonly fromMs: number
  readonly toMs: number
}

/** @throws Fault where a date is wrong */
export function spanOf(scenario: Scenario): Span {
  return { fromMs: parseLocal(scenario.period.from), toMs: parseLocal(scenario.period.to) + DAY_MS }
}

/** The pattern lets 31 February pass; the calendar does not. */
export function instant(list: ProblemList, path: Path, text: string): number | undefined {
  try {
    return parseLocal(text)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    list.error(path, error.message, error.hint)
    return undefined
  }
}

/**
 * Whether a first and a last day are in order; tells it where they are not. Either may be left out.
 * @param keys what the two are called
 */
export function checkDays(
  list: ProblemList,
  at: Path,
  from: string | undefined,
  to: string | undefined,
  keys: readonly [from: string, to: string] = ['from', 'to'],
): boolean {
  // Dates as text are in the order of time.
  if (from === undefined || to === undefined || from <= to) return true
  list.error([...at, keys[1]], `${keys[1]} (${to}) must not be before ${keys[0]} (${from})`)
  return false
}

interface Days {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/**
 * Whether some day lies in all of these; without a first or last day there is no bound on that side. One that ends
 * before it begins is told of elsewhere.
 */
export function overlap(...spans: readonly Days[]): boolean {
  // Spans of which every two have a day in common have one in common all together.
  return spans.every(({ from = '' }, one) =>
    spans.every(({ to }, other) => other === one || to === undefined || from <= to),
  )
}
