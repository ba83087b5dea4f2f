import type { IndicatorName, OneStopDialect, RunResult, TargetBound, UnitRow } from '../../schema/index.ts'
import * as figures from '../figures.ts'
import { type Block, list, note, type SectionOf, table, text } from '../section.ts'
import { type Cell, left, right, type Table, unwanted } from '../table.ts'
import { boundText, targetName } from '../targets.ts'
import { type Language, sayIn } from '../words/index.ts'

/** More units than this are rolled up: the report names the worst, result.json has them all. */
const MOST_UNITS = 20

/** Results by unit; nothing when there is only one. */
export const unitResults: SectionOf = (result, language) => {
  if (result.units.length < 2) return undefined
  return {
    heading: sayIn(language)('byUnit'),
    blocks: [...list(unitsMeeting(result, language)), ...shownUnits(result, language), ...byOneStop(result, language)],
  }
}

const softwareNames: Readonly<Record<OneStopDialect, Readonly<Record<Language, string>>>> = {
  opencps: { vi: 'OpenCPS', en: 'OpenCPS' },
  igate: { vi: 'iGate', en: 'iGate' },
  'new-portal': { vi: 'cổng mới', en: 'new portal' },
}

/** Where units have different software, how often calls failed with each: after a merger, by old province. */
function byOneStop(result: RunResult, language: Language): Block[] {
  const say = sayIn(language)
  const rows = new Map(result.units.map((row) => [row.code, row]))
  const groups = Map.groupBy(result.scenario.units, ({ oneStop }) => oneStop)
  if (groups.size < 2) return []
  const columns = [
    ...(['oneStop', 'units'] as const).map((heading) => left(say(heading))),
    ...(['received', 'overdue', 'calls', 'failedCalls', 'failedShare'] as const).map((heading) => right(say(heading))),
  ]
  const lines = [...groups].map(([oneStop, units]): Cell[] => {
    const sum = (key: 'received' | 'overdue' | 'calls' | 'errors') =>
      units.reduce((total, { code }) => total + (rows.get(code)?.[key] ?? 0), 0)
    const [calls, errors] = [sum('calls'), sum('errors')]
    const names = units.length <= MOST_NAMES ? units.map(({ name }) => name).join(', ') : undefined
    return [
      softwareNames[oneStop][language],
      names ?? figures.number(units.length, language),
      ...[sum('received'), sum('overdue'), calls].map((count) => figures.number(count, language)),
      unwanted(errors, figures.number(errors, language)),
      figures.rate(calls === 0 ? null : errors / calls, language),
    ]
  })
  return [note(say('byOneStop')), table({ columns, rows: lines })]
}

/** More units than this of one software are counted and not named. */
const MOST_NAMES = 4

function shownUnits(result: RunResult, language: Language): Block[] {
  const { units } = result
  if (units.length <= MOST_UNITS) return [table(unitTable(result, units, language))]
  const say = sayIn(language)
  const of = figures.number(units.length, language)
  const worst = worstOf(units)
  if (worst.length === 0) return [note(say('noLateUnits', { of }))]
  const shown = figures.number(worst.length, language)
  return [note(say('worstUnits', { shown, of })), table(unitTable(result, worst, language))]
}

const lateOf = ({ overdue, openOverdue }: UnitRow) => overdue + openOverdue
const lateShare = (row: UnitRow) => (row.received === 0 ? 0 : lateOf(row) / row.received)

/** The largest share of late dossiers first, of equals the most late dossiers; never one without any. */
function worstOf(units: readonly UnitRow[]): UnitRow[] {
  return units
    .filter((row) => lateOf(row) > 0)
    .sort((a, b) => lateShare(b) - lateShare(a) || lateOf(b) - lateOf(a) || a.code.localeCompare(b.code))
    .slice(0, MOST_UNITS)
}

function unitTable(result: RunResult, rows: readonly UnitRow[], language: Language): Table {
  const say = sayIn(language)
  const named = new Map(result.scenario.units.map((unit) => [unit.code, unit]))
  const several = result.provinces.length > 1
  const counts = ['received', 'finished', 'overdue', 'open', 'openOverdue'] as const
  const headings = [...counts, 'late', 'onTimeRateShort', 'progressRateShort', 'waitP90Short'] as const
  return {
    columns: [
      left(say('unit')),
      ...(several ? [left(say('province'))] : []),
      ...headings.map((heading) => right(say(heading))),
    ],
    rows: rows.map((row): Cell[] => [
      named.get(row.code)?.name ?? row.code,
      ...(several ? [named.get(row.code)?.province ?? figures.EMPTY] : []),
      ...counts.map((count) => figures.number(row[count], language)),
      ...[row.received === 0 ? null : lateShare(row), row.onTimeRate, row.progressRate].map((share) =>
        figures.rate(share, language),
      ),
      figures.number(row.waitP90Min, language, 1),
    ]),
  }
}

const knownOfUnits = ['onTimeRate', 'progressRate', 'waitP90Min'] as const satisfies readonly IndicatorName[]

/** How many units keep by themselves each bound that can be held against one. */
function unitsMeeting(result: RunResult, language: Language): string[] {
  return result.verdict.targets.flatMap(({ target }) => {
    const indicator = knownOfUnits.find((name) => name === target.indicator)
    if (indicator === undefined || target.channel !== undefined) return []
    const values = result.units.map((row) => row[indicator]).filter((value) => value !== null)
    return sayIn(language)('unitsMeeting', {
      indicator: targetName(target, language),
      bound: boundText(target, language),
      n: figures.number(values.filter((value) => keeps(target, value)).length, language),
      of: figures.number(values.length, language),
    })
  })
}

const keeps = (target: TargetBound, value: number) =>
  value >= (target.atLeast ?? Number.NEGATIVE_INFINITY) && value <= (target.atMost ?? Number.POSITIVE_INFINITY)

/** Which units took part: a table of a few, one line for many. */
export const unitsTakingPart: SectionOf = (result, language) => {
  const say = sayIn(language)
  const { units } = result.scenario
  if (units.length > MOST_UNITS) return { heading: say('units'), blocks: [text(unitsLine(result, language))] }
  const count = (value: number) => figures.number(value, language)
  const columns = [
    ...(['unitCode', 'unit', 'province'] as const).map((heading) => left(say(heading))),
    ...(['population', 'counters', 'officials'] as const).map((heading) => right(say(heading))),
  ]
  const rows = units.map((unit) => [
    ...[unit.code, unit.name, unit.province],
    ...[count(unit.population), count(unit.counters), count(unit.officials)],
  ])
  return { heading: say('units'), blocks: [table({ columns, rows })] }
}

/** The units in one line each, or in one line when there are more than three. */
export function unitLines(result: RunResult, language: Language): string[] {
  const { units } = result.scenario
  if (units.length > 3) return [unitsLine(result, language)]
  return units.map((unit) =>
    sayIn(language)('unitLine', {
      ...unit,
      population: figures.number(unit.population, language),
      counters: figures.number(unit.counters, language),
      officials: figures.number(unit.officials, language),
    }),
  )
}

function unitsLine({ scenario: { units } }: RunResult, language: Language): string {
  const say = sayIn(language)
  const sum = (of: (unit: (typeof units)[number]) => number) =>
    figures.number(
      units.reduce((total, unit) => total + of(unit), 0),
      language,
    )
  const [place = '', ...others] = new Set(units.map(({ province }) => province))
  return say('unitsLine', {
    units: figures.number(units.length, language),
    place: others.length === 0 ? place : say('provinceCount', { n: figures.number(others.length + 1, language) }),
    population: sum(({ population }) => population),
    counters: sum(({ counters }) => counters),
    officials: sum(({ officials }) => officials),
  })
}
