import { beforeAll, describe, expect, it } from 'vitest'
import { type Way, waysOf } from '../../src/load/work/ways.ts'
import { loadScenario, type Plan } from '../../src/scenario/index.ts'

describe('the ways of a scenario’s dossiers', () => {
  let plan: Plan
  let ways: Way[]
  beforeAll(() => {
    plan = loadScenario('scenarios/rach-gia-2025-07.yaml')
    ways = waysOf(plan, plan.scenario.seed)
  })

  it('are those of every dossier of the demand, each once', () => {
    expect(ways.length).toBe(2800)
    expect(new Set(ways.map(({ number }) => number)).size).toBe(2800)
  })

  it('begin with the citizen and go from clerk to specialist to leader and back', () => {
    const online = ways.find(({ channel, calls }) => channel === 1 && calls.length === 6)
    expect(online?.calls.map(({ call }) => [call.operation, call.by.replace(/-\d+$/, '')])).toEqual([
      ['portal.submit', 'citizen'],
      ['one-stop.intake', 'clerk'],
      ['one-stop.hand-over', 'clerk'],
      ['one-stop.process', 'specialist'],
      ['one-stop.sign', 'leader'],
      ['one-stop.return', 'clerk'],
    ])
    expect(online?.calls.map(({ state }) => state)).toEqual([1, 2, 4, 4, 9, 10])
    expect(online?.calls.map(({ over }) => over)).toEqual([false, false, false, false, false, true])
  })

  it('hold as many calls with the same outcomes under the same seed, and others under another', () => {
    const short = (all: readonly Way[]) => all.map(({ number, calls }) => [number, calls.map(({ call }) => call.by)])
    expect(short(waysOf(plan, plan.scenario.seed))).toEqual(short(ways))
    expect(short(waysOf(plan, 1))).not.toEqual(short(ways))
  })

  it('say how long a step takes in working time, without the wait before it', () => {
    const minutes = ways.flatMap(({ calls }) =>
      calls.flatMap(({ call, handleMs }) => (call.operation === 'one-stop.return' ? [handleMs / 60_000] : [])),
    )
    expect(Math.min(...minutes)).toBeGreaterThanOrEqual(1)
    expect(minutes.toSorted((a, b) => a - b)[Math.floor(minutes.length / 2)]).toBeLessThan(4)
  })
})
