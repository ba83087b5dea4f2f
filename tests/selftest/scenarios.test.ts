import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { formatInstant, parseLocal } from '../../src/calendar/index.ts'
import { checkScenario, formatProblem, loadScenario } from '../../src/scenario/index.ts'
import { calendarInvariance } from '../../src/selftest/calendar-invariance.ts'
import { sizingRule } from '../../src/selftest/cases/several-officials.ts'
import { erlang } from '../../src/selftest/formulas/index.ts'
import { Given } from '../../src/selftest/given.ts'
import { caseNames, cases, scenarioFile, suiteFolder } from '../../src/selftest/index.ts'

const files = readdirSync(suiteFolder).filter((file) => file.endsWith('.yaml'))
const names = files.map((file) => file.replace('.yaml', ''))
const givenOf = (name: string) => new Given(loadScenario(scenarioFile(name)).scenario)

describe('the scenarios of the suite', () => {
  it('are one for each case, and no other', () => {
    expect([...names].sort()).toEqual([...cases.map(({ name }) => name), ...calendarInvariance.scenarios].sort())
    expect(new Set(caseNames).size).toBe(caseNames.length)
  })

  it.each(names)('%s is an ordinary scenario in which nothing is to be mended or doubted', (name) => {
    const file = scenarioFile(name)
    const { plan, problems, warnings } = checkScenario(readFileSync(file, 'utf8'), file)
    expect([...problems, ...warnings].map(formatProblem)).toEqual([])
    expect(plan?.scenario.name).toBe(`selftest-${name}`)
  })

  it('have seeds of their own, so that no two cases share their chances', () => {
    const seeds = names
      .filter((name) => !calendarInvariance.scenarios.some((each) => each === name))
      .map((name) => loadScenario(scenarioFile(name)).scenario.seed)
    expect(new Set(seeds).size).toBe(seeds.length)
  })

  it('of the sizing case have the fewest officials that Erlang C allows, and one fewer', () => {
    const given = givenOf('sizing')
    const { share, waitMin } = sizingRule
    const demand = { ratePerMin: given.ratePerMin(), serviceMin: given.exponentialMin('serve') }
    const least = erlang.leastServers(demand, waitMin, share)
    expect([given.officials('clerk', 0), given.officials('clerk', 1)]).toEqual([least, least - 1])
  })

  it('of the calendar case have the same arrivals in working time, the same chances, and other calendars', () => {
    const [round, office] = calendarInvariance.scenarios.map((name) => loadScenario(scenarioFile(name)))
    if (!round || !office) throw new Error('there are two scenarios')
    const times = (plan: typeof round) => (plan.streams[0]?.recorded ?? []).map(({ atMs }) => atMs)
    const calendar = office.units[0]?.calendar
    expect(times(office).map(formatInstant)).toEqual(
      times(round).map((atMs) => formatInstant(calendar?.add(office.fromMs, atMs - round.fromMs) ?? 0)),
    )
    expect(times(office).length).toBe(1000)
    expect(office.scenario.seed).toBe(round.scenario.seed)
    expect(office.workflows).toEqual(round.workflows)
    expect(calendar?.isOpen(parseLocal('2026-04-05'))).toBe(false)
    expect(round.units[0]?.calendar.isOpen(parseLocal('2026-04-05'))).toBe(true)
  })
})

describe('what a case reads from its scenario', () => {
  it('is the arrival rate, by stream', () => {
    const given = givenOf('priorities')
    expect(given.periodMin).toBe(43_200)
    expect([given.ratePerMin(), given.ratePerMin('urgent')]).toEqual([0.1, 0.06])
  })

  it('is shares of all dossiers, where the file has shares of what is left', () => {
    const [back, ended, onward] = givenOf('network').outcomeShares('process')
    expect(back).toBeCloseTo(0.1, 12)
    expect(ended).toBeCloseTo(0.1, 12)
    expect(onward).toBeCloseTo(0.8, 12)
  })

  it('is refused where the formula supposes something else', () => {
    expect(() => givenOf('md1').exponentialMin('serve')).toThrow('fixed, not exponential')
    expect(() => givenOf('dm1').ratePerMin()).toThrow('renewal, not poisson')
    expect(() => givenOf('mm1').traitShare('difficult')).toThrow('no trait difficult')
  })
})
