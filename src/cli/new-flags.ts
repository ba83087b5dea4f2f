import {
  bounds,
  findScript,
  findUnits,
  knownPopulation,
  type Language,
  type Read,
  readChannels,
  readDate,
  readLastDay,
  readPercent,
  readStaff,
  readWhole,
  type StaffCounts,
  unitWords,
} from '../draft/index.ts'
import { Fault } from '../faults/index.ts'
import type { Channel } from '../schema/index.ts'
import { pathProblem } from './new-file.ts'

/** Options of `new` as yargs hands them over: as they were typed. */
export interface NewArguments {
  readonly unit?: readonly string[]
  readonly from?: string
  readonly to?: string
  readonly population?: readonly string[]
  readonly perMonth?: readonly string[]
  readonly staff?: readonly string[]
  readonly counters?: readonly string[]
  readonly channels?: string
  readonly script?: readonly string[]
  readonly onTime?: string
  readonly waitMin?: string
  readonly out?: string
  readonly force: boolean
  readonly lang: Language
}

/** What the options say, read; undefined where they say nothing. Lists of figures have one for each unit, or one for all. */
export interface Wanted {
  readonly units: readonly string[] | undefined
  readonly from: string | undefined
  readonly to: string | undefined
  readonly population: readonly number[] | undefined
  readonly perMonth: readonly number[] | undefined
  readonly staff: readonly StaffCounts[] | undefined
  readonly counters: readonly number[] | undefined
  readonly channels: Readonly<Record<Channel, number>> | undefined
  readonly scripts: readonly string[] | undefined
  readonly onTime: number | undefined
  readonly waitMin: number | undefined
}

/** @throws Fault usage for the first option that is wrong; as pathProblem says for --out */
export function readFlags(args: NewArguments): Wanted {
  const units = args.unit && unitsOf(args.unit)
  const from = args.from === undefined ? undefined : must('--from', readDate(args.from))
  const to = args.to === undefined ? undefined : must('--to', lastDay(args.to, from))
  const figures = (name: string, typed: readonly string[] | undefined, within: { least: number; most: number }) =>
    typed && ofUnits(name, typed, units?.length, (one) => readWhole(one, within))
  const wanted = {
    ...{ units, from, to },
    population: figures('--population', args.population, bounds.population),
    perMonth: figures('--per-month', args.perMonth, bounds.perMonth),
    staff: args.staff && ofUnits('--staff', args.staff, units?.length, readStaff),
    counters: figures('--counters', args.counters, bounds.counters),
    channels: args.channels === undefined ? undefined : must('--channels', readChannels(args.channels)),
    scripts: args.script && [...new Set(args.script.map(scriptOf))],
    onTime: args.onTime === undefined ? undefined : must('--on-time', readPercent(args.onTime, bounds.onTime)),
    waitMin: args.waitMin === undefined ? undefined : must('--wait-min', readWhole(args.waitMin, bounds.waitMin)),
  }
  const seen = args.out === undefined ? undefined : pathProblem(args.out, args.force)
  if (seen) throw new Fault(seen.code, seen.problem.en, seen.hint)
  return wanted
}

/** The options without which nothing can be written and that are not there. */
export function missingFlags(wanted: Wanted): string[] {
  const { units, from, to, staff, population } = wanted
  const known = units?.every((code) => knownPopulation(code) !== undefined) === true
  const needed = { '--unit': units, '--from': from, '--to': to, '--population': population ?? (known || undefined) }
  return Object.entries({ ...needed, '--staff': staff }).flatMap(([name, value]) => (value === undefined ? [name] : []))
}

function lastDay(typed: string, from: string | undefined): Read<string> {
  return from === undefined ? readDate(typed) : readLastDay(typed, from)
}

function ofUnits<Value>(
  name: string,
  typed: readonly string[],
  units: number | undefined,
  read: (one: string) => Read<Value>,
): Value[] {
  if (units !== undefined && typed.length !== 1 && typed.length !== units)
    throw usage(
      `${name} is given ${typed.length} times, for ${units} unit${units === 1 ? '' : 's'}.`,
      'Give it once for all units, or once for each in the order of --unit.',
    )
  return typed.map((one) => must(name, read(one)))
}

function must<Value>(name: string, read: Read<Value>): Value {
  if ('value' in read) return read.value
  throw usage(`${name}: ${read.problem.en}`, 'See "dientap new --help"; nothing was written.')
}

function unitsOf(typed: readonly string[]): string[] {
  const codes = typed.map((one) => {
    const { kind, units } = findUnits(one)
    const [first] = units
    if (kind === 'found' && units.length === 1 && first) return first.code
    const list = units.map(unitWords).join('; ')
    if (kind === 'found') throw usage(`--unit: ${units.length} units are called "${one}".`, `Give the code: ${list}.`)
    throw usage(
      `--unit: no unit is called "${one}".`,
      units.length === 0 ? 'The units are listed in scenarios/catalogue/units.csv.' : `Did you mean ${list}?`,
    )
  })
  const twice = codes.find((code, index) => codes.indexOf(code) !== index)
  if (twice !== undefined) throw usage(`--unit: ${twice} stands twice.`, 'Name each unit once.')
  return codes
}

function scriptOf(name: string): string {
  const found = findScript(name)
  if (!('near' in found)) return found.name
  const hint = found.near.length === 0 ? `One of: ${found.all.join(', ')}.` : `Did you mean ${found.near.join(' or ')}?`
  throw usage(`--script: no shipped scenario ${name} has a script.`, hint)
}

function usage(message: string, hint: string): Fault {
  return new Fault('usage', message, hint)
}
