import type { ConformanceResult, RunResult } from '../../schema/index.ts'
import * as figures from '../figures.ts'
import { type Block, note, type SectionOf, table, text } from '../section.ts'
import { type Cell, left, right, type Table, type Tone, unwanted } from '../table.ts'
import { doerName, type Language, outcomeWords, reasonName, remedyName, sayIn, type Word } from '../words/index.ts'

type Counts = ConformanceResult['total']
type TraceRow = ConformanceResult['trace'][number]

/** More than this of anything is cut: result.json has the rest. */
const MOST_SHOWN = 20
/** A course of more steps than this is told in result.json alone. */
const LONGEST_COURSE = 60

const columnsOfCounts: readonly (readonly [keyof Counts, Word])[] = [
  ['done', 'stepsDone'],
  ['late', 'stepsLate'],
  ['skipped', 'stepsSkipped'],
  ['failed', 'stepsFailed'],
  ['notReached', 'stepsNotReached'],
  ['outOfOrder', 'stepsOutOfOrder'],
  ['evidenceMissing', 'stepsWithoutEvidence'],
  ['extra', 'stepsExtra'],
  ['onPaper', 'stepsOnPaper'],
  ['entered', 'stepsEntered'],
]

/** What happened, held against the scripts: by block, by unit, and each step that deviates. */
export const conformance: SectionOf = (result, language) => {
  const held = result.conformance
  if (held === null) return undefined
  const say = sayIn(language)
  const { total } = held
  const line = say('conformanceLine', {
    n: figures.number(total.conforming, language),
    of: figures.number(total.steps, language),
    rate: figures.rate(total.conformance, language),
  })
  return {
    heading: say('conformance'),
    blocks: [
      text(line, total.conforming === total.steps ? 'good' : 'doubtful'),
      table(blockTable(held, language)),
      ...unitBlocks(result, held, language),
      ...deviations(result, held, language),
      note(say('scriptsNote')),
    ],
  }
}

/** When each step could begin and ended, and who did it; nothing where that fills pages. */
export const scriptCourse: SectionOf = (result, language) => {
  const held = result.conformance
  if (held === null || held.leftOut > 0 || held.trace.length > LONGEST_COURSE) return undefined
  const say = sayIn(language)
  const several = held.units.length > 1
  const minutes = (value: number | null) => figures.number(value, language, value !== null && value % 1 !== 0 ? 1 : 0)
  const at = (value: string | null) => (value === null ? figures.EMPTY : localTime(value, language))
  const headings = ['scriptStep', ...(several ? (['unit'] as const) : []), 'readyAt', 'endedAt'] as const
  return {
    heading: say('scriptCourse'),
    blocks: [
      table({
        columns: [
          ...headings.map((heading) => left(say(heading))),
          ...(['usedMin', 'allowedMin'] as const).map((heading) => right(say(heading))),
          ...(['doneBy', 'dossierId', 'outcome'] as const).map((heading) => left(say(heading))),
        ],
        rows: held.trace.map((row): Cell[] => [
          titleOf(held, row, language),
          ...(several ? [unitName(result, row.unit)] : []),
          ...[at(row.readyAt), at(row.endedAt), minutes(row.usedMin), minutes(row.allowedMin)],
          doerText(row.by, language),
          row.dossier ?? figures.EMPTY,
          outcomeCell(row, language),
        ]),
      }),
    ],
  }
}

function countColumns(rows: readonly Counts[]): readonly (readonly [keyof Counts, Word])[] {
  return columnsOfCounts.filter(([key]) => key === 'done' || rows.some((row) => (row[key] ?? 0) > 0))
}

function countCells(row: Counts, shown: readonly (readonly [keyof Counts, Word])[], language: Language): Cell[] {
  return [
    figures.number(row.steps, language),
    ...shown.map(([key]): Cell => {
      const value = row[key] ?? 0
      const said = figures.number(value, language)
      return key === 'done' || key === 'entered' ? said : unwanted(value, said)
    }),
    figures.rate(row.conformance, language),
  ]
}

function blockTable({ blocks, total }: ConformanceResult, language: Language): Table {
  const say = sayIn(language)
  const shown = countColumns([total])
  const several = new Set(blocks.map(({ script }) => script)).size > 1
  const headings: Word[] = ['scriptSteps', ...shown.map(([, word]) => word), 'conformanceShort']
  return {
    columns: [left(say('block')), left(say('owner')), ...headings.map((heading) => right(say(heading)))],
    rows: blocks.map((row): Cell[] => [
      several ? `${row.script}: ${row.title[language]}` : row.title[language],
      ownerText(row.owner),
      ...countCells(row, shown, language),
    ]),
  }
}

function ownerText({ role, organisation }: ConformanceResult['blocks'][number]['owner']): string {
  return organisation === undefined ? role : `${role}, ${organisation}`
}

/** Nothing when only one unit plays scripts; of many those that conform least. */
function unitBlocks(result: RunResult, { units, total }: ConformanceResult, language: Language): Block[] {
  if (units.length < 2) return []
  const say = sayIn(language)
  const shareOf = (row: Counts) => row.conformance ?? 0
  const rows =
    units.length <= MOST_SHOWN ? units : units.toSorted((a, b) => shareOf(a) - shareOf(b)).slice(0, MOST_SHOWN)
  const shown = countColumns([total])
  const headings: Word[] = ['scriptSteps', ...shown.map(([, word]) => word), 'conformanceShort']
  return [
    table({
      columns: [left(say('unit')), ...headings.map((heading) => right(say(heading)))],
      rows: rows.map((row): Cell[] => [unitName(result, row.code), ...countCells(row, shown, language)]),
    }),
  ]
}

function deviations(result: RunResult, held: ConformanceResult, language: Language): Block[] {
  const say = sayIn(language)
  const rows = held.trace.filter(deviates)
  if (rows.length === 0) return [text(say('noDeviations'), 'good')]
  const several = held.units.length > 1
  const of = held.total.steps - held.total.conforming
  const shown = rows.slice(0, MOST_SHOWN)
  const headings: Word[] = [
    'scriptStep',
    ...(several ? (['unit'] as const) : []),
    ...(['owner', 'outcome', 'wrong', 'remedy'] as const),
  ]
  return [
    ...(rows.length > MOST_SHOWN
      ? [note(say('deviationsShown', { shown: String(MOST_SHOWN), of: figures.number(of, language) }))]
      : []),
    table({
      columns: headings.map((heading) => left(say(heading))),
      rows: shown.map((row): Cell[] => [
        titleOf(held, row, language),
        ...(several ? [unitName(result, row.unit)] : []),
        ownerText(stepOf(held, row)?.owner ?? { role: figures.EMPTY }),
        outcomeCell(row, language),
        wrongText(row, language),
        remedyText(row, language),
      ]),
    }),
  ]
}

/** Extra things alone are no deviation of the step, but they must be seen. */
function deviates({ outcome, outOfOrder, extra, evidenceMissing, onPaper }: TraceRow): boolean {
  return outcome !== 'done' || outOfOrder || onPaper || extra > 0 || evidenceMissing.length > 0
}

function outcomeCell({ outcome }: TraceRow, language: Language): Cell {
  const tone: Tone = outcome === 'done' ? 'good' : outcome === 'late' ? 'doubtful' : 'bad'
  return { text: outcomeWords[outcome][language], tone }
}

function wrongText(row: TraceRow, language: Language): string {
  const say = sayIn(language)
  const minutes = (value: number) => figures.number(value, language, value % 1 === 0 ? 0 : 1)
  const said = [
    ...row.failures.map(({ operation, reason, status, times }) => {
      const what = [operation ?? '', reasonName(reason, language)].filter((part) => part !== '').join(': ')
      return `${what}${status === null ? '' : ` (${status})`}${times > 1 ? ` ×${figures.number(times, language)}` : ''}`
    }),
    ...(row.outcome === 'late' && row.usedMin !== null && row.allowedMin !== null
      ? [say('usedOfAllowed', { used: minutes(row.usedMin), allowed: minutes(row.allowedMin) })]
      : []),
    ...(row.outOfOrder ? [say('outOfOrder')] : []),
    ...(row.evidenceMissing.length > 0 ? [say('missingEvidence', { names: row.evidenceMissing.join(', ') })] : []),
    ...(row.extra > 0 ? [say('extraTimes', { n: figures.number(row.extra, language) })] : []),
    ...(row.dossier !== null && row.failures.length > 0 ? [row.dossier] : []),
  ]
  return said.length === 0 ? figures.EMPTY : said.join('; ')
}

function remedyText({ remedies, onPaper, enteredAt }: TraceRow, language: Language): string {
  if (remedies.length === 0) return figures.EMPTY
  const say = sayIn(language)
  const entry = enteredAt === null ? say('notEntered') : say('enteredAt', { at: localTime(enteredAt, language) })
  const done = remedies
    .map(({ remedy, who, times }) => {
      const what = [remedyName(remedy, language), who].filter((part) => part !== '').join(' ')
      return times > 1 ? `${what} ×${figures.number(times, language)}` : what
    })
    .join('; ')
  return onPaper ? `${done} (${entry})` : done
}

function doerText(by: string, language: Language): string {
  if (by === '') return figures.EMPTY
  return doerName(by, language)
}

function stepOf({ steps }: ConformanceResult, row: TraceRow): ConformanceResult['steps'][number] | undefined {
  return steps.find(({ script, step }) => script === row.script && step === row.step)
}

function titleOf(held: ConformanceResult, row: TraceRow, language: Language): string {
  return stepOf(held, row)?.title[language] ?? row.step
}

function unitName({ scenario: { units } }: RunResult, code: string): string {
  return units.find((unit) => unit.code === code)?.name ?? code
}

/** A moment of scenario time, without its zone: all of a script is in Vietnam. */
function localTime(text: string, language: Language): string {
  return figures.localTime(text.slice(0, 16), language)
}
