import type { RunResult } from '../schema/index.ts'
import * as figures from './figures.ts'
import * as sentences from './sentences.ts'
import * as tables from './tables.ts'
import { basisWords, incidentWord, type Language, words } from './words.ts'

/** The result as a Markdown report for a steering committee: the verdict first, then figures, then what they rest on. */
export function renderMarkdown(result: RunResult, language: Language): string {
  const parts = [
    ...opening(result, language),
    ...keyFigures(result, language),
    heading(words.verdictAgainstTargets[language]),
    table(tables.targetTable(result, language)),
    heading(words.byFieldAndChannel[language]),
    table(tables.indicatorTable(result, language)),
    literal(words.byFieldNote[language]),
    heading(words.conservation[language]),
    table(tables.conservationTable(result, language)),
    literal(sentences.conservationText(result, language)),
    ...list(result.conservation.problems),
    heading(words.throughput[language]),
    literal(sentences.throughputText(result, language)),
    ...operations(result, language),
    ...prediction(result, language),
    heading(words.units[language]),
    unitTable(result, language),
    ...incidents(result, language),
    ...basis(result, language),
    ...toVerify(result, language),
    ...howToRead(language),
    ...(result.files.length > 0
      ? [heading(words.files[language]), result.files.map((file) => `- ${code(file)}`).join('\n')]
      : []),
    '---',
    sentences.runParts(result, language).map(literal).join(' · '),
  ]
  return `${parts.join('\n\n')}\n`.normalize('NFC')
}

function opening(result: RunResult, language: Language): string[] {
  const stopped = sentences.stoppedText(result, language)
  const limit = sentences.limitText(result, language)
  return [
    `# ${literal(`${sentences.reportTitle(result, language)}: ${result.scenario.title[language]}`)}`,
    `**${sentences.statusWord(result, language)}**: ${literal(sentences.verdictReasons(result, language))}`,
    ...(stopped === undefined ? [] : [`**${literal(stopped)}**`]),
    [
      `${words.period[language]}: ${sentences.periodText(result, language)}.`,
      sentences.clockNote(result, language),
      ...(limit === undefined ? [] : [limit]),
    ]
      .map(literal)
      .join(' '),
  ]
}

function keyFigures(result: RunResult, language: Language): string[] {
  const whole = result.indicators.find((row) => row.field === 'all' && row.channel === 'all')
  const busiest = sentences.busiestDayText(result, language)
  const count = (value: number | undefined) => figures.number(value ?? null, language)
  const indicator = (name: 'turnaroundP50Hours' | 'turnaroundP90Hours' | 'waitP50Min' | 'waitP90Min') =>
    figures.indicatorValue(name, whole?.[name] ?? null, language)
  const span = (median: string, high: string) => `${median} / ${high}`
  const rows = [
    [words.received[language], count(whole?.received)],
    [words.finished[language], count(whole?.finished)],
    [words.refused[language], count(whole?.refused)],
    [words.withdrawn[language], count(whole?.withdrawn)],
    [words.open[language], count(whole?.open)],
    [words.finishedOverdue[language], count(whole?.overdue)],
    [words.openOverdue[language], count(whole?.openOverdue)],
    [words.onTimeRateShort[language], figures.rate(whole?.onTimeRate ?? null, language)],
    [words.progressRateShort[language], figures.rate(whole?.progressRate ?? null, language)],
    [words.turnaroundSpan[language], span(indicator('turnaroundP50Hours'), indicator('turnaroundP90Hours'))],
    [words.waitSpan[language], span(indicator('waitP50Min'), indicator('waitP90Min'))],
    [words.finishedADay[language], figures.number(result.throughput.perWorkingDay, language, 1)],
    ...(busiest === undefined ? [] : [[words.busiestDay[language], busiest]]),
  ]
  const columns = [
    { heading: words.figure[language], align: 'left' as const },
    { heading: words.value[language], align: 'right' as const },
  ]
  return [heading(words.keyFigures[language]), table({ columns, rows })]
}

function operations(result: RunResult, language: Language): string[] {
  const lag = sentences.lagText(result, language)
  if (result.operations.length === 0 && lag === undefined) return []
  return [
    heading(sentences.operationsHeading(result, language)),
    result.operations.length > 0 ? table(tables.operationTable(result, language)) : words.noCalls[language],
    ...(lag === undefined ? [] : [literal(lag)]),
  ]
}

function prediction(result: RunResult, language: Language): string[] {
  const basisText = sentences.predictionText(result, language)
  if (basisText === undefined) return []
  return [
    heading(sentences.predictionHeading(result, language)),
    literal(basisText),
    table(tables.predictionTable(result, language)),
    `### ${words.chances[language]}`,
    table(tables.chanceTable(result, language)),
  ]
}

function unitTable(result: RunResult, language: Language): string {
  const count = (value: number) => figures.number(value, language)
  return table({
    columns: [
      { heading: words.unitCode[language], align: 'left' },
      { heading: words.unit[language], align: 'left' },
      { heading: words.province[language], align: 'left' },
      { heading: words.population[language], align: 'right' },
      { heading: words.counters[language], align: 'right' },
      { heading: words.officials[language], align: 'right' },
    ],
    rows: result.scenario.units.map((unit) => [
      unit.code,
      unit.name,
      unit.province,
      count(unit.population),
      count(unit.counters),
      count(unit.officials),
    ]),
  })
}

function basis(result: RunResult, language: Language): string[] {
  const parts = [heading(words.basis[language])]
  for (const kind of ['reported', 'law', 'fitted', 'assumption'] as const) {
    const ofKind = result.scenario.basis.filter((entry) => entry.kind === kind)
    if (ofKind.length === 0) continue
    parts.push(`### ${basisWords[kind][language]}`)
    if (kind === 'fitted') parts.push(`**${literal(words.fittedWarning[language])}**`)
    parts.push(
      ofKind
        .map(
          ({ path, source }) => `- ${code(path)}: ${literal(typeof source === 'string' ? source : source[language])}`,
        )
        .join('\n'),
    )
  }
  return parts
}

/** Who reads of a longer wait must be able to see what was made to happen. */
function incidents(result: RunResult, language: Language): string[] {
  if (result.scenario.incidents.length === 0) return []
  const at = (text: string) => `${figures.date(text.slice(0, 10), language)} ${text.slice(11)}`
  return [
    heading(words.incidents[language]),
    table({
      columns: [words.incident, words.incidentName, words.from, words.to].map((word) => ({
        heading: word[language],
        align: 'left' as const,
      })),
      rows: result.scenario.incidents.map(({ name, kind, from, to }) => [
        incidentWord(kind, language),
        name,
        at(from),
        at(to),
      ]),
    }),
  ]
}

function toVerify(result: RunResult, language: Language): string[] {
  if (result.scenario.toVerify.length === 0) return []
  const columns = [words.unitCode, words.procedure, words.referenceVerify].map((text) => ({
    heading: text[language],
    align: 'left' as const,
  }))
  return [
    heading(words.toVerify[language]),
    literal(words.toVerifyNote[language]),
    table({
      columns,
      rows: result.scenario.toVerify.map(({ code, name, what }) => [
        code,
        name,
        what === 'limit' ? words.limit[language] : what,
      ]),
    }),
  ]
}

/** The catalogue's own text: its emphasis is Markdown and stays. */
function howToRead(language: Language): string[] {
  const keys = [
    'readTimeliness',
    'readOnTimeRate',
    'readProgressRate',
    'readTurnaround',
    'readPrediction',
    'readEmpty',
  ] as const
  return [heading(words.howToRead[language]), keys.map((key) => `- ${words[key][language]}`).join('\n')]
}

const heading = (text: string) => `## ${literal(text)}`

const list = (items: readonly string[]) =>
  items.length === 0 ? [] : [items.map((item) => `- ${literal(item)}`).join('\n')]

function table({ columns, rows }: tables.Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    line(columns.map(({ heading: text }) => literal(text))),
    line(columns.map(({ align }) => (align === 'right' ? '---:' : '---'))),
    ...rows.map((row) => line(row.map(markdownCell))),
  ].join('\n')
}

function markdownCell(cell: tables.Cell): string {
  if (typeof cell !== 'string') return cell.tone === 'bad' ? `**${literal(cell.text)}**` : literal(cell.text)
  // Markdown drops leading spaces, so what is indented keeps its place by a space that does not break.
  const indent = cell.length - cell.trimStart().length
  return '&nbsp;'.repeat(indent) + literal(cell.trimStart())
}

/** Text as Markdown that shows exactly that text on one line, in a table cell too. */
function literal(text: string): string {
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/[\\`*_[\]|~]/g, '\\$&')
    .replace(/&(?=[#\w]+;)/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/^[#>+-]/, '\\$&')
    .replace(/^(\d+)([.)]\s)/, '$1\\$2')
}

/** Text as code. A backtick cannot be escaped inside code; the paths and names shown here have none of their own. */
function code(text: string): string {
  return `\`${text.replace(/[\p{Cc}`]+/gu, ' ')}\``
}
