import type { RunResult } from '../schema/index.ts'
import { renderJson } from './json.ts'
import { renderJunit } from './junit.ts'
import { renderMarkdown } from './markdown.ts'
import { renderTerminal, type Screen } from './terminal.ts'
import type { Language } from './words/index.ts'

/** One way to show a run result: a pure function of it. */
export interface ReportFormat {
  /** Name of the file that every run folder gets; null for a format that is only shown. */
  readonly file: string | null
  /** `screen` matters only to formats that are read on one. */
  readonly render: (result: RunResult, language: Language, screen?: Partial<Screen>) => string
}

/** Every format by its name. A new one is its own file and one line here; run folders then hold it. */
const registry = {
  terminal: { file: null, render: renderTerminal },
  markdown: { file: 'report.md', render: renderMarkdown },
  json: { file: 'result.json', render: renderJson },
  junit: { file: 'junit.xml', render: renderJunit },
} as const satisfies Record<string, ReportFormat>

export const formats: Readonly<Record<keyof typeof registry, ReportFormat>> = registry
