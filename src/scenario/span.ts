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
