import { DAY_MS, MINUTE_MS, parseLocal } from '../calendar/index.ts'
import { meanMinOf } from '../chance/index.ts'
import { type Duration, type IndicatorName, type Scenario, systemNames } from '../schema/index.ts'
import type { ProblemList } from './problem-list.ts'
import type { Path } from './source-document.ts'
import { streamsOf } from './streams.ts'

const rates: readonly IndicatorName[] = [
  'onTimeRate',
  'progressRate',
  'sameDayRate',
  'operationErrorRate',
  'conformance',
]

/** What one number says of another: bounds of durations, times that must pass, bounds of a target. */
export function checkNumbers(list: ProblemList, scenario: Scenario): void {
  const before = list.found.length
  checkDurations(list, [], scenario)
  // A duration that is wrong in itself has no mean.
  if (list.found.length === before) checkThatTimePasses(list, scenario)
  checkTargets(list, scenario)
}

/** Every duration at and below a place, wherever it stands; also used for the catalogue's workflows. */
export function checkDurations(list: ProblemList, at: Path, value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  if (isBounded(value)) {
    checkDuration(list, at, value)
    return
  }
  for (const [key, child] of Object.entries(value)) checkDurations(list, [...at, key], child)
}

type Bounded = Extract<Duration, { kind: 'uniform' | 'triangular' | 'empirical' }>

/** Of a value that has the scenario's shape: these kinds are kinds of durations and of nothing else. */
function isBounded(value: object): value is Bounded {
  return 'kind' in value && ['uniform', 'triangular', 'empirical'].includes(String(value.kind))
}

function checkDuration(list: ProblemList, at: Path, duration: Bounded): void {
  if (duration.kind === 'empirical') {
    checkWeights(list, at, duration)
    return
  }
  const bounds = boundsOf(duration)
  for (const [index, [key, value]] of bounds.entries()) {
    const lower = bounds[index - 1]
    if (lower && value < lower[1])
      list.error(
        [...at, key],
        `${key} (${value}) must not be below ${lower[0]} (${lower[1]})`,
        `in this order: ${bounds.map(([name]) => name).join(' ≤ ')}`,
      )
  }
}

/** The keys that must not descend, in their order. */
function boundsOf(duration: Exclude<Bounded, { kind: 'empirical' }>): readonly (readonly [string, number])[] {
  const low = ['lowMin', duration.lowMin] as const
  const high = ['highMin', duration.highMin] as const
  return duration.kind === 'uniform' ? [low, high] : [low, ['modeMin', duration.modeMin], high]
}

function checkWeights(
  list: ProblemList,
  at: Path,
  { valuesMin, weights }: Extract<Bounded, { kind: 'empirical' }>,
): void {
  if (weights === undefined) return
  if (weights.length !== valuesMin.length) {
    const message = `${weights.length} weights for ${valuesMin.length} values`
    list.error([...at, 'weights'], message, 'give one weight for each value, or leave the weights out', 'key')
  } else if (!weights.some((weight) => weight > 0)) {
    list.error([...at, 'weights'], 'no value has a weight above 0', 'give the values that occur a weight', 'key')
  }
}

/** NaN where the dates are none, which the check of times tells. */
function periodMinOf({ period }: Scenario): number {
  try {
    return (parseLocal(period.to) + DAY_MS - parseLocal(period.from)) / MINUTE_MS
  } catch {
    return Number.NaN
  }
}

const MOST_FAILURES = 100_000
const LEAST_AWAY_MIN = 1

/** What repeats itself at once, again and again, would never let the period go on. */
function checkThatTimePasses(list: ProblemList, scenario: Scenario): void {
  const periodMin = periodMinOf(scenario)
  for (const { at, stream } of streamsOf(scenario)) {
    if (stream.volume.kind === 'renewal') checkPasses([...at, 'volume', 'between'], stream.volume.between)
    const { patience } = stream
    if (patience && patience.comesBack > 0 && meanMinOf(patience.after) < LEAST_AWAY_MIN)
      list.error(
        [...at, 'patience', 'after'],
        'whoever comes back is away for a minute at least',
        'give the minutes until they come again, or "comesBack: 0"',
        'key',
      )
  }
  for (const name of systemNames) {
    const outages = scenario.systems[name]?.outages
    if (outages) checkFailures(['systems', name, 'outages', 'up'], outages.up)
  }
  scenario.units.forEach(({ staff }, unit) => {
    staff.forEach(({ breakdowns }, group) => {
      if (breakdowns) checkFailures(['units', unit, 'staff', group, 'breakdowns', 'up'], breakdowns.up)
    })
  })

  function checkPasses(at: Path, duration: Duration): void {
    if (!(meanMinOf(duration) > 0))
      list.error(at, 'this must last longer than no time at all', 'give it a length above 0, in minutes', 'key')
  }

  function checkFailures(at: Path, up: Duration): void {
    checkPasses(at, up)
    const failures = periodMin / meanMinOf(up)
    if (!(failures > MOST_FAILURES) || failures === Number.POSITIVE_INFINITY) return
    const figure = Math.round(failures).toLocaleString('en')
    const message = `this makes about ${figure} failures in the period; at most ${MOST_FAILURES.toLocaleString('en')} are possible`
    list.error(at, message, 'lengths are in minutes', 'key')
  }
}

function checkTargets(list: ProblemList, scenario: Scenario): void {
  scenario.targets.forEach((target, index) => {
    const at = ['targets', index]
    const { indicator, atLeast, atMost } = target
    if (atLeast === undefined && atMost === undefined) {
      list.error(at, `the target for ${indicator} has no bound`, 'add atLeast, atMost or both')
    }
    if (atLeast !== undefined && atMost !== undefined && atLeast > atMost) {
      list.error([...at, 'atMost'], `${indicator} cannot be at least ${atLeast} and at most ${atMost}`)
    }
    if (indicator === 'conformance' && !scenario.scripts?.length) {
      const hint = 'give the scenario "scripts", or take the target out'
      list.error([...at, 'indicator'], 'conformance is of scripts, and the scenario has none', hint)
    }
    if (!rates.includes(indicator)) return
    for (const key of ['atLeast', 'atMost'] as const) {
      const bound = target[key]
      if (bound === undefined || (bound >= 0 && bound <= 1)) continue
      const hint =
        bound > 1 && bound <= 100
          ? `a rate is a share of 1: ${bound} % is ${Number((bound / 100).toPrecision(12))}`
          : 'a rate is a share of 1'
      list.error([...at, key], `${indicator} lies between 0 and 1, so it cannot be held against ${bound}`, hint)
    }
  })
}
