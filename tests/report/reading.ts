/** Reads reports back, so that tests can speak of one cell and not of spaces. */

/** The table under a Markdown heading, header row first. `\|` inside a cell is read as `|`. */
export function markdownTable(report: string, heading: string): string[][] {
  const lines = report.split('\n')
  const at = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, '') === heading)
  if (at < 0) throw new Error(`no heading "${heading}"`)
  const from = lines.findIndex((line, index) => index > at && line.startsWith('|'))
  const rows: string[][] = []
  for (let index = from; lines[index]?.startsWith('|'); index++) {
    const cells = (lines[index] ?? '').split(/(?<!\\)\|/).slice(1, -1)
    rows.push(cells.map((cell) => cell.trim().replaceAll('\\|', '|')))
  }
  return rows.filter((_, index) => index !== 1)
}

/** The rows of a table in which the first cell is `name`, without that cell. */
export function rowsOf(table: readonly string[][], name: string): string[][] {
  return table.filter(([first]) => first?.replaceAll('&nbsp;', '') === name).map((row) => row.slice(1))
}

/** The lines of a terminal report between a heading and the next empty line. */
export function terminalBlock(report: string, heading: string): string[] {
  const lines = report.split('\n')
  const at = lines.indexOf(heading)
  if (at < 0) throw new Error(`no heading "${heading}"`)
  const end = lines.indexOf('', at)
  return lines.slice(at + 1, end < 0 ? undefined : end)
}

/** The figures of the first terminal line that begins with `name`. */
export function figuresOf(lines: readonly string[], name: string): string[] {
  const line = lines.find((each) => each.trimStart().startsWith(`${name} `))
  if (line === undefined) throw new Error(`no line "${name}"`)
  return line.trimStart().slice(name.length).trim().replaceAll(' %', '%').split(/\s+/)
}
