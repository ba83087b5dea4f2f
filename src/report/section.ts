import type { RunResult } from '../schema/index.ts'
import type { Table, Tone } from './table.ts'
import type { Language } from './words/index.ts'

/** A part of a section, for a format to lay out. */
export type Block =
  | { readonly kind: 'table'; readonly table: Table }
  /** One or more sentences; a note only explains. */
  | { readonly kind: 'text' | 'note'; readonly text: string; readonly tone?: Tone }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly tone?: Tone }

/** What a report says of one topic: a heading and what stands below it, in one language. */
export interface Section {
  readonly heading: string
  readonly blocks: readonly Block[]
}

/** Undefined when the result has nothing to say of the topic. */
export type SectionOf = (result: RunResult, language: Language) => Section | undefined

export const table = (content: Table): Block => ({ kind: 'table', table: content })
export const text = (sentences: string, tone?: Tone): Block => ({
  kind: 'text',
  text: sentences,
  ...(tone && { tone }),
})
export const note = (sentences: string): Block => ({ kind: 'note', text: sentences })
/** No block for no items. */
export const list = (items: readonly string[], tone?: Tone): Block[] =>
  items.length === 0 ? [] : [{ kind: 'list', items, ...(tone && { tone }) }]
