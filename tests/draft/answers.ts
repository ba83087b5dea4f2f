import {
  type Answers,
  given,
  type StaffCounts,
  suggested,
  suggestedCounters,
  suggestedPerMonth,
  type UnitAnswers,
} from '../../src/draft/index.ts'

/** What a committee gives. */
export const said = <Value>(value: Value) => ({ value, origin: given })

const staff: StaffCounts = new Map([
  ['clerk', 3],
  ['specialist', 4],
  ['leader', 2],
])

/** A commune of 40,000 people with nine officials. */
export function unit(code: string, changes: Partial<UnitAnswers> = {}): UnitAnswers {
  return {
    code,
    population: said(40_000),
    perMonth: suggestedPerMonth(40_000),
    staff: said(staff),
    counters: suggestedCounters(staff),
    ...changes,
  }
}

/** A week in one commune. */
export function answers(changes: Partial<Answers> = {}): Answers {
  return {
    ...{ language: 'en', askedOn: '2026-11-25', name: 'my-scenario', schema: 'scenario.schema.json' },
    ...{ from: '2026-07-06', to: '2026-07-10' },
    ...{ units: [unit('31027')], scripts: [], ...suggested },
    ...changes,
  }
}
