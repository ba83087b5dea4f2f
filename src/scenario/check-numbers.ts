import { channels, type Duration, type IndicatorName, type Scenario, systemNames } from '../schema/index.ts'
import type { ProblemList } from './problem-list.ts'
import type { Path } from './source-document.ts'

const SHARE_TOLERANCE = 1e-6
const rates: readonly IndicatorName[] = ['onTimeRate', 'progressRate', 'operationErrorRate']

/** What one number says of another: bounds of a duration, shares that make a whole, bounds of a target. */
export function checkNumbers(list: ProblemList, scenario: Scenario): void {
  for (const system of systemNames)
    checkDuration(list, ['systems', system, 'latency'], scenario.systems[system].latency)
  for (const [name, workflow] of Object.entries(scenario.workflows ?? {})) {
    for (const [step, { takes }] of Object.entries(workflow.steps)) {
      checkDuration(list, ['workflows', name, 'steps', step, 'takes'], takes)
    }
  }
  const total = channels.reduce((sum, channel) => sum + scenario.demand.channels[channel], 0)
  if (Math.abs(total - 1) > SHARE_TOLERANCE) {
    list.error(
      ['demand', 'channels'],
      `the shares of the channels make ${Number(total.toFixed(6))}, not 1`,
      undefined,
      'key',
    )
  }
  checkTargets(list, scenario)
}

/** Also used for the catalogue's workflows. */
export function checkDuration(list: ProblemList, at: Path, duration: Duration): void {
  const bounds = boundsOf(duration)
  for (const [index, [key, value]] of bounds.entries()) {
    const lower = bounds[index - 1]
    if (lower && value < lower[1])
      list.error([...at, key], `${key} (${value}) must not be below ${lower[0]} (${lower[1]})`)
  }
}

/** The keys that must not descend, in their order. */
function boundsOf(duration: Duration): readonly (readonly [string, number])[] {
  switch (duration.kind) {
    case 'triangular':
      return [
        ['lowMin', duration.lowMin],
        ['modeMin', duration.modeMin],
        ['highMin', duration.highMin],
      ]
    case 'uniform':
      return [
        ['lowMin', duration.lowMin],
        ['highMin', duration.highMin],
      ]
    case 'fixed':
    case 'exponential':
    case 'lognormal':
      return []
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
