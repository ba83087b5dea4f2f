import type { RunResult } from '../schema/index.ts'
import { joined, Printer, plain, type Screen } from './printer.ts'
import type { SectionOf } from './section.ts'
import * as sections from './sections/index.ts'
import * as sentences from './sentences.ts'
import type { Tone } from './table.ts'
import { clean } from './terminal-text.ts'
import { type Language, sayIn } from './words/index.ts'

/** The verdict's details come last, where they are in sight when the run is over. */
const order: readonly SectionOf[] = [
  sections.provinces,
  sections.unitResults,
  sections.fieldsAtAGlance,
  sections.streams,
  sections.throughput,
  sections.steps,
  sections.staff,
  sections.bottlenecks,
  sections.growth,
  sections.visits,
  sections.paper,
  sections.legs,
  sections.operations,
  sections.load,
  sections.knee,
  sections.conservation,
  sections.conformance,
  sections.prediction,
  sections.steadyState,
  sections.difficulties,
  sections.lateness,
  sections.findings,
  sections.readiness,
  sections.warnings,
  sections.targets,
]

/** The result as tables for a terminal; with no colour codes unless asked for. */
export function renderTerminal(result: RunResult, language: Language, screen: Partial<Screen> = {}): string {
  const { folder, ...shown } = { ...plain, ...screen }
  const printer = new Printer(shown)
  const blocks = [
    ...head(result, language, printer),
    ...order.flatMap((section) => printer.section(section(result, language))),
    printer.prose(
      `${sentences.statusWord(result, language)}: ${sentences.verdictOutcome(result, language)}.`,
      verdictTone(result),
    ),
    ...files(result, language, printer, folder),
  ]
  return joined(blocks)
}

const verdictTone = ({ verdict }: RunResult): Tone => (verdict.status === 'PASS' ? 'good' : 'bad')

function head(result: RunResult, language: Language, printer: Printer): string[] {
  const selftest = sentences.selftestText(result, language)
  const stopped = sentences.stoppedText(result, language)
  const without = sentences.withoutText(result, language)
  return [
    printer.paint(
      'bold',
      printer.prose(`${sentences.reportTitle(result, language)}: ${result.scenario.title[language]}`),
    ),
    printer.prose(
      `${sentences.statusWord(result, language)}: ${sentences.verdictReasons(result, language)}`,
      verdictTone(result),
    ),
    printer.prose(sentences.openText(result, language)),
    ...(stopped === undefined ? [] : [printer.prose(stopped, 'doubtful')]),
    ...(without === undefined ? [] : [printer.prose(without, 'doubtful')]),
    printer.prose(`${sayIn(language)('period')}: ${sentences.periodText(result, language)}`),
    ...sections.unitLines(result, language).map((line) => printer.prose(line)),
    printer.prose(sentences.runParts(result, language, 12).join('; ')),
    printer.paint('dim', printer.prose(sentences.clockNote(result, language))),
    ...(selftest === undefined ? [] : [printer.prose(selftest.text, selftest.tone)]),
  ]
}

function files(result: RunResult, language: Language, printer: Printer, folder: string): string[] {
  if (result.files.length === 0) return []
  const path = folder === '' ? '' : `${folder.replace(/[\\/]$/, '')}/`
  return [printer.heading(sayIn(language)('files')), ...result.files.map((file) => `  ${clean(`${path}${file}`)}`)]
}
