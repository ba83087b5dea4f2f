import { styleText } from 'node:util'
import CliTable from 'cli-table3'
import { Fault } from '../faults/index.ts'
import { suggest } from '../scenario/index.ts'
import { type CaseResult, caseNames, type FigureRow, makeFolder, runSuite, writeSelftest } from '../selftest/index.ts'
import { host } from './host.ts'
import { version } from './version.ts'

/** Values of the options as yargs hands them to a handler. */
export interface SelftestArguments {
  readonly quick: boolean
  readonly only?: string
  readonly out: string
  readonly json: boolean
}

/** Runs the suite, prints how it came out, and keeps it for the reports of later runs if it was the whole suite. */
export function runSelftest(args: SelftestArguments): void {
  const only = args.only === undefined ? undefined : namedBy(args.only)
  if (!only) makeFolder(args.out)
  const startedAt = host.now()
  const results = runSuite({ quick: args.quick, ...(only && { only }) })
  const passed = results.filter(({ within }) => within).length
  if (!only) {
    writeSelftest(args.out, results, { at: startedAt.toISOString(), dientap: version(), quick: args.quick })
  }
  if (args.json) host.say(JSON.stringify({ cases: results.length, passed, quick: args.quick, results }, null, 2))
  else {
    host.say(tableOf(results))
    host.say(`${passed} of ${results.length} cases within bounds`)
  }
  host.endWith(passed === results.length ? 'ok' : 'targetsMissed')
}

/** @throws Fault usage when no case is called so */
function namedBy(text: string): string[] {
  const exactly = caseNames.filter((name) => name === text)
  const found = exactly.length > 0 ? exactly : caseNames.filter((name) => text !== '' && name.startsWith(text))
  if (found.length > 0) return found
  throw new Fault(
    'usage',
    `There is no case "${text}".`,
    suggest(text, caseNames) ?? `The cases are ${caseNames.join(', ')}.`,
  )
}

const HEADINGS = ['Case', 'Model', 'Figure', 'Exact', 'Simulated', '95 % interval', 'z', 'Within bounds?']

function tableOf(results: readonly CaseResult[]): string {
  const table = new CliTable({
    head: HEADINGS,
    colAligns: ['left', 'left', 'left', 'right', 'right', 'right', 'right', 'left'],
    style: { head: [], border: [], compact: true },
  })
  for (const result of results) {
    if (result.kind === 'figures') {
      result.figures.forEach((figure, index) => {
        table.push([...(index === 0 ? [result.name, result.about] : ['', '']), ...cellsOf(figure)])
      })
    } else {
      const largest = result.largestMs === null ? 'not comparable' : `max difference ${result.largestMs} ms`
      const compared = `${result.compared.toLocaleString('en')} times of dossiers`
      table.push([result.name, result.about, compared, '0 ms', largest, '', '', verdict(result.within)])
    }
  }
  return table.toString()
}

function cellsOf(row: FigureRow): string[] {
  const write = (value: number) => (row.unit === 'share' ? (value * 100).toFixed(2) : value.toPrecision(5))
  const unit = row.unit === 'share' ? '%' : row.unit
  return [
    `${row.name}, ${unit}`,
    write(row.exact),
    write(row.simulated),
    `${write(row.ci95[0])} – ${write(row.ci95[1])}`,
    row.z === null ? '–' : row.z.toFixed(2),
    row.within ? verdict(true) : `${verdict(false)}: ${whyOut(row)}`,
  ]
}

function whyOut({ z, limit }: FigureRow): string {
  if (z === null) return 'never varies, and differs'
  return Math.abs(z) > limit ? `|z| above ${limit.toFixed(2)}` : 'on the wrong side of its bound'
}

function verdict(within: boolean): string {
  const text = within ? 'yes' : 'NO'
  // validateStream off: the host has decided about colour.
  return host.colour ? styleText(within ? 'green' : 'red', text, { validateStream: false }) : text
}
