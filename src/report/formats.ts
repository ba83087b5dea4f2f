import type { RunResult } from '../schema/index.ts'
import { renderJson } from './json.ts'
import { renderMarkdown } from './markdown.ts'
import { renderTerminal, type Screen } from './terminal.ts'
import type { Language } from './words.ts'

/** One way to show a run result: a pure function of it. */
export interface ReportFormat {
  /** For the command line's help. */
  readonly description: string
  /** Name of the file that every run folder gets; null when none is written unless asked for. */
  readonly file: string | null
  /** `screen` matters only to formats that are read on one. */
  readonly render: (result: RunResult, language: Language, screen?: Partial<Screen>) => string
}

/** Every format by its name on the command line. A new one is its own file and one line here. */
const registry = {
  terminal: { description: 'tables for the terminal', file: null, render: renderTerminal },
  markdown: { description: 'a report for a steering committee', file: 'report.md', render: renderMarkdown },
  json: { description: 'the whole result for programs', file: 'result.json', render: renderJson },
} as const satisfies Record<string, ReportFormat>

export type FormatName = keyof typeof registry

export const formats: Readonly<Record<FormatName, ReportFormat>> = registry

export const formatNames = Object.keys(formats) as FormatName[]
