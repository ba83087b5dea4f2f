import { parse } from 'yaml'
import {
  type Allowed,
  type Change,
  type ComparedRun,
  callsOf,
  changesBetween,
  compare,
  objectionsTo,
} from '../compare/index.ts'
import { Fault } from '../faults/index.ts'
import { comparisonMarkdown, comparisonSections, printed } from '../report/index.ts'
import { host } from './host.ts'
import { savedFigures } from './saved-run.ts'

export interface CompareArguments {
  readonly runs: readonly string[]
  readonly unpaired: boolean
  readonly allowScenario: boolean
  readonly prediction: boolean
  readonly lang: 'vi' | 'en'
  readonly markdown: boolean
  readonly json: boolean
  readonly quiet: boolean
}

interface Opened {
  readonly run: ComparedRun
  readonly scenario: unknown
}

/** Holds runs against the first of them; the status says whether anything got worse. */
export function runCompare(args: CompareArguments): void {
  const [first, ...others] = args.runs.map(opened)
  if (!first || others.length === 0) {
    throw new Fault('usage', 'one run can’t be compared', 'Name the folders of two runs or more.')
  }
  if (args.json && args.markdown)
    throw new Fault('usage', '--json and --markdown are two answers', 'Ask for one of them.')
  const allowed = { unpaired: args.unpaired, scenario: args.allowScenario, prediction: args.prediction }
  const pairs = others.map((other) => {
    const changes = changesBetween(first.scenario, other.scenario)
    assertComparable(first.run, other.run, changes, allowed)
    return { run: other.run, changes }
  })
  const comparisons = compare(first.run, pairs)
  if (comparisons.looked === 0) throw nothingToCompare(args.runs)
  if (args.json) host.say(JSON.stringify(comparisons, null, 2))
  else if (args.markdown) host.say(comparisonMarkdown(comparisons, args.lang).trimEnd())
  else if (args.quiet) host.say(comparisons.verdict)
  else host.say(printed(comparisonSections(comparisons, args.lang), { colour: host.colour, width: host.width }).trim())
  host.endWith(comparisons.verdict === 'worse' ? 'worse' : 'ok')
}

function opened(folder: string): Opened {
  const { result, scenario, replications, lines } = savedFigures(folder)
  const calls = result.run.clock === 'rehearse' && lines ? callsOf(lines) : undefined
  return { run: { folder, result, replications, calls }, scenario: parse(scenario, { merge: true, maxAliasCount: -1 }) }
}

function assertComparable(
  { result: before }: ComparedRun,
  { result: after }: ComparedRun,
  changes: readonly Change[],
  allowed: Allowed,
): void {
  const objections = objectionsTo(before, after, changes, allowed)
  if (objections.length === 0) return
  throw new Fault(
    'runs-incomparable',
    `these runs can’t be compared:\n${objections.map(({ why, hint }) => `  - ${why}\n    ${hint}`).join('\n')}`,
    'What differs by choice would look like better or worse.',
  )
}

function nothingToCompare(runs: readonly string[]): Fault {
  return new Fault(
    'runs-incomparable',
    `there is nothing to judge differences of ${runs.join(' and ')} by`,
    'A simulation needs replications (--replications, at least 5); a rehearsal a prediction or its event log.',
  )
}
