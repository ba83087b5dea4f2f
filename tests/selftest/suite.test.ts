import { describe, expect, it } from 'vitest'
import { loadScenario } from '../../src/scenario/index.ts'
import { calendarInvariance, compareCalendars } from '../../src/selftest/calendar-invariance.ts'
import { type Case, type CaseResult, cases, runCase, runSuite, scenarioFile } from '../../src/selftest/index.ts'

const named = (name: string): Case => {
  const found = cases.find((each) => each.name === name)
  if (!found) throw new Error(`there is no case ${name}`)
  return found
}

/** The case with its exact values planted wrong. */
function planted(name: string, factor: number): Case {
  const { figures, ...rest } = named(name)
  return { ...rest, figures: figures.map((figure) => ({ ...figure, exact: (given) => figure.exact(given) * factor })) }
}

describe('the suite', () => {
  it('gives the same figures again', () => {
    expect(runCase(named('md1'), true)).toEqual(runCase(named('md1'), true))
  })

  it('runs only the cases asked for, in its own order, and tells of each', () => {
    const told: string[] = []
    const results = runSuite({ quick: true, only: ['calendar', 'md1'], onCase: ({ name }) => told.push(name) })
    expect(results.map(({ name }) => name)).toEqual(['md1', 'calendar'])
    expect(told).toEqual(['md1', 'calendar'])
    expect(results.every(({ within }) => within)).toBe(true)
  })

  it.each([0.95, 1.05])('has md1 out when its exact value is planted wrong, times %f', (factor) => {
    expect(runCase(planted('md1', factor), false).within).toBe(false)
  })

  it('is sharp enough for that in its widest case too, M/M/3', () => {
    const { figures } = runCase(named('mmc'), false) as Extract<CaseResult, { kind: 'figures' }>
    for (const { exact, simulated, z, limit } of figures) {
      const reach = (limit * (simulated - exact)) / (z ?? Number.NaN)
      expect(Math.abs(simulated - 0.95 * exact)).toBeGreaterThan(reach)
      expect(Math.abs(simulated - 1.05 * exact)).toBeGreaterThan(reach)
    }
    expect(figures).toHaveLength(3)
  })

  it('has a figure out that is right but on the wrong side of its bound', () => {
    const { figures, ...rest } = named('sizing')
    const turned = figures.map((figure) => ({ ...figure, side: { of: 0.8, must: 'above' as const } }))
    const result = runCase({ ...rest, figures: turned }, true)
    expect(result).toMatchObject({ figures: [{ within: true }, { within: false }] })
  })
})

describe('the calendar case', () => {
  const [round, office] = calendarInvariance.scenarios.map((name) => loadScenario(scenarioFile(name)))
  if (!round || !office) throw new Error('there are two scenarios')

  it('compares every dossier at every step', () => {
    const { compared, largestMs } = compareCalendars(round, office, 1)
    expect(largestMs).toBe(0)
    // Each of the 1,000 arrives, and is queued, begun and ended at both steps at least.
    expect(compared).toBeGreaterThan(7000)
  })

  it('sees a difference of one millisecond in one service', () => {
    const workflows = office.workflows.map((workflow) => ({
      ...workflow,
      steps: workflow.steps.map((step) =>
        step.name === 'sign' ? { ...step, takes: { kind: 'exponential' as const, meanMin: 5.00001 } } : step,
      ),
    }))
    expect(compareCalendars(round, { ...office, workflows }, 1).largestMs).toBeGreaterThan(0)
  })

  it('has no common measure for runs that did not do the same', () => {
    expect(compareCalendars(round, { ...office, toMs: office.toMs - 20 * 86_400_000 }, 1).largestMs).toBe(
      Number.POSITIVE_INFINITY,
    )
  })
})
