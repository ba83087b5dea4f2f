import { Document, type Node, stringify } from 'yaml'

const WIDTH = 110

/** A comment as lines, each "# …" at the indent. */
export function comment(text: string, indent = ''): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && indent.length + line.length + word.length + 3 > WIDTH) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].map((each) => `${indent}# ${each}`)
}

/** A value on one line: { vi: "…", en: "…" }. */
export function flow(value: unknown): string {
  return tight(stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trimEnd())
}

/** A text in quotation marks. */
export function quotedText(text: string): string {
  return JSON.stringify(text)
}

/** A node as lines at an indent, with its own comments and layout. */
export function nodeLines(node: Node, indent: string): string[] {
  const document = new Document()
  document.contents = node
  return document
    .toString({ lineWidth: 0 })
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '' : `${indent}${tight(line)}`))
}

/** Lists as the shipped scenarios have them, [a, b], where the library pads them as it does mappings. */
function tight(line: string): string {
  return line.replaceAll(/"(?:[^"\\]|\\.)*"|\[ | \]/g, (found) => (found.startsWith('"') ? found : found.trim()))
}
