import { describe, expect, it } from 'vitest'
import { type Conserved, conforms, type Prediction, RunResult, type TargetBound } from '../../src/schema/index.ts'
import { meets } from '../../src/verdict/figures.ts'
import { assemble, type Measured } from '../../src/verdict/index.ts'
import { minimalPlan, type Story, tallyOf, time } from './entries.ts'

const plan = minimalPlan()
const early: Story = {
  arrived: '07T08:00',
  begun: '07T08:30',
  received: '07T08:40',
  due: '09T09:00',
  last: ['08T16:59', 9],
}
const late: Story = { ...early, last: ['10T07:01', 9] }
const stories = (earlyOnes: number, lateOnes: number) => [
  ...Array.from({ length: earlyOnes }, () => early),
  ...Array.from({ length: lateOnes }, () => late),
]

function measured(told: readonly Story[], more: Partial<Measured> = {}, stopped: string | null = null): Measured {
  const clock = more.systems === undefined ? 'simulate' : 'rehearse'
  return {
    plan,
    run: { id: 'r1', clock, dientap: '0.1.0', startedAt: '2025-07-01T00:00:00Z', tookMs: 5, seed: 7, stopped },
    tally: tallyOf(plan, told),
    untilMs: plan.toMs,
    systems: undefined,
    lag: null,
    prediction: null,
    files: ['events.ndjson'],
    ...more,
  }
}
const counted = (finished: number, open = 0): Conserved => ({
  received: finished + open,
  finished,
  refused: 0,
  withdrawn: 0,
  open,
})

describe('a bound', () => {
  const bound = (more: Partial<TargetBound>): TargetBound => ({ indicator: 'onTimeRate', ...more })

  it('is kept at the bound itself and on the good side of it', () => {
    expect([0.94, 0.95, 0.96].map((value) => meets(bound({ atLeast: 0.95 }), value))).toEqual([false, true, true])
    expect([29, 30, 31].map((value) => meets(bound({ atMost: 30 }), value))).toEqual([true, true, false])
    expect([1, 2, 3, 4].map((value) => meets(bound({ atLeast: 2, atMost: 3 }), value))).toEqual([
      false,
      true,
      true,
      false,
    ])
  })

  it('is never kept where nothing was measured', () => {
    expect([bound({ atLeast: 0 }), bound({ atMost: 1 }), bound({})].map((each) => meets(each, null))).toEqual([
      false,
      false,
      false,
    ])
  })
})

describe('the verdict', () => {
  it('is PASS when every target is met: 19 of 20 on time for 95 %', () => {
    const { verdict } = assemble(measured(stories(19, 1)))
    expect(verdict).toEqual({
      status: 'PASS',
      reasons: [],
      targets: [{ target: { indicator: 'onTimeRate', atLeast: 0.95 }, value: 0.95, met: true }],
    })
  })

  it('is FAIL when a target is missed: 18 of 19', () => {
    expect(assemble(measured(stories(18, 1))).verdict).toMatchObject({
      status: 'FAIL',
      reasons: [],
      targets: [{ met: false }],
    })
  })

  it('is FAIL, not PASS, when there is nothing to measure a target by', () => {
    expect(assemble(measured([])).verdict).toMatchObject({ status: 'FAIL', targets: [{ value: null, met: false }] })
  })

  it('judges no target that its clock does not measure, and is that of the others', () => {
    const both = minimalPlan([
      'onTimeRate, atLeast: 0.95',
      'turnedAway, atMost: 0 }\n  - { indicator: onTimeRate, atLeast: 0.95',
    ])
    const verdictOf = (onTime: number, late: number) =>
      assemble({ ...measured(stories(onTime, late)), plan: both, unmeasured: ['turnedAway'] }).verdict
    expect(verdictOf(19, 1)).toMatchObject({ status: 'PASS', targets: [{ value: null, met: null }, { met: true }] })
    expect(verdictOf(18, 1)).toMatchObject({ status: 'FAIL', targets: [{ met: null }, { met: false }] })
  })

  it('judges a target of one channel by its dossiers alone', () => {
    const online = minimalPlan(['onTimeRate, atLeast: 0.95', 'onTimeRate, channel: online, atLeast: 0.95'])
    const told = [...stories(19, 0), { ...late, channel: 1 }]
    expect(assemble({ ...measured(told), plan: online }).verdict).toMatchObject({
      status: 'FAIL',
      targets: [{ value: 0 }],
    })
  })

  it('is INVALID, whatever the targets say, when the run was stopped', () => {
    const { verdict } = assemble(measured(stories(20, 0), {}, 'Interrupted'))
    expect(verdict).toMatchObject({
      status: 'INVALID',
      reasons: [{ kind: 'stopped', values: { why: 'Interrupted' } }],
      targets: [{ met: true }],
    })
  })

  it('is INVALID when the count of a system differs from the harness', () => {
    const systems = [
      { system: 'one-stop', counts: counted(20) },
      { system: 'portal', counts: counted(19, 1) },
    ]
    const { verdict, conservation } = assemble(measured(stories(20, 0), { systems }))
    expect(verdict.status).toBe('INVALID')
    expect(verdict.reasons).toEqual([
      { kind: 'counts-differ', values: { count: 'finished', harness: 20, system: 'portal', theirs: 19 } },
      { kind: 'counts-differ', values: { count: 'open', harness: 0, system: 'portal', theirs: 1 } },
    ])
    expect(conservation).toMatchObject({ holds: false, harness: counted(20), systems })
  })

  it('is INVALID when a system has lost a dossier between its states', () => {
    const systems = [{ system: 'portal', counts: { ...counted(20), received: 21 } }]
    expect(assemble(measured(stories(20, 0), { systems })).verdict.reasons).toEqual([
      { kind: 'unbalanced', values: { whose: 'portal', received: 21, sum: 20 } },
      { kind: 'counts-differ', values: { count: 'received', harness: 20, system: 'portal', theirs: 21 } },
    ])
  })

  it('is INVALID when a rehearsal could not ask the systems, but a simulation has none to ask', () => {
    const told = measured(stories(20, 0))
    expect(assemble(told).verdict.status).toBe('PASS')
    const { verdict } = assemble({ ...told, run: { ...told.run, clock: 'rehearse' } })
    expect(verdict).toMatchObject({ status: 'INVALID', reasons: [{ kind: 'not-counted', values: {} }] })
  })

  it('is PASS again when harness and systems agree', () => {
    const systems = [{ system: 'portal', counts: counted(20) }]
    const result = assemble(measured(stories(20, 0), { systems }))
    expect([result.verdict.status, result.conservation.holds]).toEqual(['PASS', true])
  })
})

describe('a result', () => {
  it('has the published shape', () => {
    expect(conforms(RunResult, assemble(measured(stories(19, 1))))).toBe(true)
    expect(conforms(RunResult, assemble(measured([])))).toBe(true)
  })

  it('has every table of the tally, the last self-test and the warnings', () => {
    const told = measured(stories(19, 1))
    const { tally } = told
    const result = assemble(told)
    expect([result.units, result.provinces, result.steps, result.staff]).toEqual([
      ...[tally.units(), tally.provinces(), tally.steps(), tally.staff()],
    ])
    expect([result.visits, result.paper, result.legs]).toEqual([tally.visits(), tally.paper(), tally.legs()])
    expect(result.units[0]).toMatchObject({ code: '30742', received: 20, overdue: 1 })
    expect([result.selftest, result.warnings]).toEqual([null, []])
    const selftest = { status: 'passed', cases: 40, at: '2025-07-01T00:00:00Z', dientap: '0.1.0' } as const
    const more = assemble({ ...told, selftest, warnings: ['more work than officials'] })
    expect([more.selftest, more.warnings]).toEqual([selftest, ['more work than officials']])
    expect(conforms(RunResult, more)).toBe(true)
  })

  it('counts the working days that were run, and dossiers finished by each', () => {
    const { throughput } = assemble(measured(stories(19, 1)))
    expect(throughput).toMatchObject({ workingDays: 5, perWorkingDay: 4 })
    expect(throughput.byDay).toEqual([
      { date: '2025-07-07', received: 20, finished: 0, open: 20 },
      { date: '2025-07-08', received: 0, finished: 19, open: 1 },
      { date: '2025-07-10', received: 0, finished: 1, open: 0 },
    ])
    const untilMs = time('08T17:00')
    const tally = tallyOf(plan, stories(1, 0), untilMs)
    expect(assemble(measured([], { tally, untilMs })).throughput).toMatchObject({ workingDays: 2, perWorkingDay: 0.5 })
  })

  it('sets what a rehearsal measured beside the prediction, and leaves a simulation its own', () => {
    const prediction: Prediction = {
      replications: 2,
      rows: [
        { indicator: 'onTimeRate', mean: 0.97, ci95: [0.96, 0.98], pi95: [0.95, 0.99], measured: null, inside: null },
        { indicator: 'finished', mean: 25, ci95: [24, 26], pi95: [21, 29], measured: null, inside: null },
        { indicator: 'operationErrorRate', mean: 0, ci95: [0, 0], pi95: [0, 0], measured: null, inside: null },
      ],
      targets: [],
      allTargets: { probability: 1, ci95: [0.16, 1] },
      steadyState: null,
    }
    const systems = [{ system: 'portal', counts: counted(20) }]
    const rehearsed = assemble(measured(stories(19, 1), { prediction, systems })).prediction
    expect(rehearsed?.rows.map((row) => [row.measured, row.inside])).toEqual([
      [0.95, true],
      [20, false],
      [null, null],
    ])
    expect(assemble(measured(stories(19, 1), { prediction })).prediction).toEqual(prediction)
  })
})
