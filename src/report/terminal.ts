import { styleText } from 'node:util'
import type { RunResult } from '../schema/index.ts'
import type { Block, Section, SectionOf } from './section.ts'
import * as sections from './sections/index.ts'
import * as sentences from './sentences.ts'
import type { Tone } from './table.ts'
import { layOut } from './terminal-table.ts'
import { clean, wrap } from './terminal-text.ts'
import { type Language, sayIn } from './words/index.ts'

/** What is known of where the text will be read. */
export interface Screen {
  /** Whether colour codes may be written. Default: false. */
  readonly colour: boolean
  /** Columns of the terminal; a wider table is cut into blocks that each repeat its first column. Default: 110. */
  readonly width: number
  /** The run's folder, to show where the files are. Default: files are shown relative to the result. */
  readonly folder: string
}

const plain: Screen = { colour: false, width: 110, folder: '' }

/** The verdict's details come last, where they are in sight when the run is over. */
const order: readonly SectionOf[] = [
  sections.provinces,
  sections.unitResults,
  sections.fieldsAtAGlance,
  sections.streams,
  sections.throughput,
  sections.steps,
  sections.staff,
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
  sections.warnings,
  sections.targets,
]

type Paint = (style: 'bold' | 'dim' | 'green' | 'red' | 'yellow', text: string) => string
const colours = { good: 'green', bad: 'red', doubtful: 'yellow' } as const satisfies Record<Tone, string>

/** The result as tables for a terminal; with no colour codes unless asked for. */
export function renderTerminal(result: RunResult, language: Language, screen: Partial<Screen> = {}): string {
  const { colour, width, folder } = { ...plain, ...screen }
  // validateStream off: the caller has decided about colour; nothing here looks at the process.
  const paint: Paint = (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text)
  const printer = new Printer(width, paint)
  const blocks = [
    ...head(result, language, printer),
    ...order.flatMap((section) => printer.section(section(result, language))),
    printer.verdict(
      result,
      `${sentences.statusWord(result, language)}: ${sentences.verdictOutcome(result, language)}.`,
    ),
    ...files(result, language, printer, folder),
  ]
  // Cells are padded to the width of their column, at the end of a line too.
  return `${blocks.join('\n').replace(/ +$/gm, '')}\n`.normalize('NFC')
}

/** Lays out for one screen. */
class Printer {
  readonly #width: number
  readonly paint: Paint

  constructor(width: number, paint: Paint) {
    this.#width = width
    this.paint = paint
  }

  heading(text: string): string {
    return `\n${this.paint('bold', text)}`
  }

  prose(text: string, tone?: Tone): string {
    const lines = wrap(clean(text), this.#width).join('\n')
    return tone ? this.paint(colours[tone], lines) : lines
  }

  verdict(result: RunResult, text: string): string {
    return this.prose(text, result.verdict.status === 'PASS' ? 'good' : 'bad')
  }

  section(section: Section | undefined): string[] {
    return section ? [this.heading(section.heading), ...section.blocks.map((block) => this.#block(block))] : []
  }

  #block(block: Block): string {
    switch (block.kind) {
      case 'table':
        return layOut(block.table, this.#width, (tone, text) => this.paint(colours[tone], text))
      case 'list':
        return block.items.map((item) => this.prose(`- ${item}`, block.tone)).join('\n')
      case 'note':
        return this.paint('dim', this.prose(block.text))
      case 'text':
        return this.prose(block.text, block.tone)
    }
  }
}

function head(result: RunResult, language: Language, printer: Printer): string[] {
  const selftest = sentences.selftestText(result, language)
  const stopped = sentences.stoppedText(result, language)
  const without = sentences.withoutText(result, language)
  return [
    printer.paint(
      'bold',
      printer.prose(`${sentences.reportTitle(result, language)}: ${result.scenario.title[language]}`),
    ),
    printer.verdict(result, `${sentences.statusWord(result, language)}: ${sentences.verdictReasons(result, language)}`),
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
