/** Text of a file or a system must not steer the terminal: control characters become spaces. */
export const clean = (text: string) => text.replace(/\p{Cc}/gu, ' ')

/** Columns that the text takes up on a screen. */
export const columnsOf = (text: string) => [...text.normalize('NFC')].length

/** A space at which a line may end: not the one between a number and its unit. */
const BREAK = / +(?!(?:%|ms|min|h|s|giờ|phút|giây|hồ sơ)(?![\p{L}\p{N}]))|(?<!\d) +/u

/** Breaks text at spaces into lines of at most `width`; a longer word keeps a line of its own. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(BREAK)) {
    if (line !== '' && columnsOf(line) + 1 + columnsOf(word) > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}
