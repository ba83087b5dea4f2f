import { styleText } from 'node:util'
import type { Block, Section } from './section.ts'
import type { Tone } from './table.ts'
import { layOut } from './terminal-table.ts'
import { clean, wrap } from './terminal-text.ts'

/** What is known of where the text will be read. */
export interface Screen {
  /** Whether colour codes may be written. Default: false. */
  readonly colour: boolean
  /** Columns of the terminal; a wider table is cut into blocks that each repeat its first column. Default: 110. */
  readonly width: number
  /** The run's folder, to show where the files are. Default: files are shown relative to the result. */
  readonly folder: string
}

export const plain: Screen = { colour: false, width: 110, folder: '' }

/** Lines as one text. Cells are padded to the width of their column, at the end of a line too. */
export function joined(blocks: readonly string[]): string {
  return `${blocks.join('\n').replace(/ +$/gm, '')}\n`.normalize('NFC')
}

type Paint = (style: 'bold' | 'dim' | 'green' | 'red' | 'yellow', text: string) => string
const colours = { good: 'green', bad: 'red', doubtful: 'yellow' } as const satisfies Record<Tone, string>

/** Lays out for one screen. */
export class Printer {
  readonly #width: number
  readonly paint: Paint

  constructor({ width, colour }: Pick<Screen, 'width' | 'colour'>) {
    this.#width = width
    // validateStream off: the caller has decided about colour; nothing here looks at the process.
    this.paint = (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text)
  }

  heading(text: string): string {
    return `\n${this.paint('bold', text)}`
  }

  prose(text: string, tone?: Tone): string {
    const lines = wrap(clean(text), this.#width).join('\n')
    return tone ? this.paint(colours[tone], lines) : lines
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
