import { describe, expect, it } from 'vitest'
import { type Allowed, changesBetween, objectionsTo } from '../../src/compare/index.ts'
import { rehearsed } from '../report/sample.ts'

const nothing: Allowed = { unpaired: false, scenario: false, prediction: false }
type Run = Parameters<typeof objectionsTo>[0]

const base: Run = rehearsed()

function with_(change: { run?: object; scenario?: object; verdict?: object }): Run {
  return {
    run: { ...base.run, ...change.run },
    scenario: { ...base.scenario, ...change.scenario },
    verdict: { ...base.verdict, ...change.verdict },
  } as Run
}

const whys = (after: Run, allowed = nothing, changes = changesBetween({ a: 1 }, { a: 2 })) =>
  objectionsTo(base, after, changes, allowed).map(({ why }) => why)

describe('two runs', () => {
  it('of one scenario, clock and seed can be compared', () => {
    expect(whys(with_({}))).toEqual([])
  })

  it.each([
    ['seed', with_({ run: { seed: 4 } }), /seed/, 'unpaired'],
    ['scenario', with_({ scenario: { sha256: 'other' } }), /scenarios differ, in a: 1 → 2/, 'scenario'],
    ['clock', with_({ run: { clock: 'simulate' } }), /by the clock "rehearse", .* by "simulate"/, 'prediction'],
  ] as const)('of another %s can’t, unless that is said to be meant', (_, after, why, allowed) => {
    expect(whys(after)).toEqual([expect.stringMatching(why)])
    expect(whys(after, { ...nothing, [allowed]: true })).toEqual([])
  })

  it.each([
    ['period', with_({ scenario: { to: '2025-08-31' } })],
    ['units', with_({ scenario: { units: [] } })],
    ['clock, load', with_({ run: { clock: 'load' } })],
    [
      'verdict INVALID',
      with_({ verdict: { status: 'INVALID', reasons: [{ kind: 'stopped', values: { why: 'interrupted' } }] } }),
    ],
  ])('of another %s never can', (_, after) => {
    expect(whys(after, { unpaired: true, scenario: true, prediction: false })).toHaveLength(1)
  })

  it('are told every reason at once, each with what to do', () => {
    const objections = objectionsTo(base, with_({ run: { seed: 4 }, scenario: { sha256: 'x' } }), [], nothing)
    expect(objections.map(({ hint }) => hint)).toEqual(
      ['--allow-scenario', '--unpaired'].map((flag) => expect.stringContaining(flag)),
    )
  })

  it('of one clock are not a prediction and a measurement', () => {
    expect(whys(with_({}), { ...nothing, prediction: true })).toHaveLength(1)
  })
})

describe('what two scenarios differ in', () => {
  it('is told by path, whatever the order of keys', () => {
    expect(changesBetween({ a: { b: 1, c: [1, 2] } }, { a: { c: [1, 3], b: 1 } })).toEqual([
      { path: 'a.c.1', before: 2, after: 3 },
    ])
  })

  it('goes by name where a list has names: taking one away moves none of the others', () => {
    const [cut, away] = [
      { name: 'cut', min: 1 },
      { name: 'away', min: 2 },
    ]
    expect(changesBetween({ incidents: [cut, away] }, { incidents: [away] })).toEqual([
      { path: 'incidents.cut', before: cut, after: undefined },
    ])
  })

  it('leaves out what is only told', () => {
    expect(changesBetween({ basis: [1], title: 'x', a: 1 }, { basis: [2], title: 'y', a: 1 })).toEqual([])
  })
})
