import { describe, expect, it } from 'vitest'
import { loadScenario } from '../../src/scenario/index.ts'
import type { EventKind } from '../../src/schema/index.ts'
import { scenarioFile } from '../../src/selftest/index.ts'
import { StepTimes } from '../../src/selftest/step-times.ts'

const plan = loadScenario(scenarioFile('tandem'))
const minute = 60_000
const [enter, sign] = [0, 1]

/** Step times after these events: minute, event, slot, step, unit. */
function timesAfter(...events: readonly (readonly [number, EventKind, number, number, number?])[]): StepTimes {
  const times = new StepTimes(plan)
  for (const [atMin, event, slot, step, atUnit = 0] of events) {
    times.record({
      atMs: plan.fromMs + atMin * minute,
      event,
      unit: atUnit,
      atUnit,
      dossier: slot,
      leg: 0,
      slot,
      stream: 0,
      workflow: 0,
      step,
      by: 0,
      state: 1,
      procedure: 0,
      channel: 0,
      site: 0,
      tripMs: 0,
      over: false,
      dueMs: Number.NaN,
      operation: '',
      tookMs: 0,
      reason: '',
    })
  }
  return times
}

describe('the times at a step', () => {
  it('are from joining the line to the beginning of the work, and to its end', () => {
    const times = timesAfter(
      [0, 'queued', 1, enter],
      [0, 'begun', 1, enter],
      [1, 'queued', 2, enter],
      [4, 'ended', 1, enter],
      [4, 'begun', 2, enter],
      [9, 'ended', 2, enter],
    )
    expect(times.meanWaitMin('enter')).toBe(1.5)
    expect(times.meanStayMin('enter')).toBe(6)
    expect(times.withinShare(0, 'enter')).toBe(0.5)
    expect(times.withinShare(3, 'enter')).toBe(1)
    expect(times.endedPerHour('enter')).toBeCloseTo(2 / 720, 12)
  })

  it('are kept apart by step and by unit', () => {
    const times = timesAfter(
      [0, 'queued', 1, enter],
      [2, 'begun', 1, enter],
      [5, 'queued', 1, sign],
      [6, 'begun', 1, sign],
      [0, 'queued', 2, enter, 1],
      [9, 'begun', 2, enter, 1],
    )
    expect([times.meanWaitMin('enter'), times.meanWaitMin('sign')]).toEqual([2, 1])
    expect([times.withinShare(5, 'enter', 0), times.withinShare(5, 'enter', 1)]).toEqual([1, 0])
  })

  it('run on while work is interrupted', () => {
    const times = timesAfter(
      [0, 'queued', 1, enter],
      [1, 'begun', 1, enter],
      [2, 'interrupted', 1, enter],
      [6, 'resumed', 1, enter],
      [8, 'ended', 1, enter],
    )
    expect([times.meanWaitMin('enter'), times.meanStayMin('enter')]).toEqual([1, 8])
  })

  it('are none where nobody was served', () => {
    const times = timesAfter([0, 'queued', 1, enter])
    expect([times.meanWaitMin('enter'), times.meanStayMin('enter'), times.withinShare(1, 'enter')]).toEqual([
      null,
      null,
      null,
    ])
  })

  it('refuse a step that the scenario does not have', () => {
    expect(() => timesAfter().meanWaitMin('reject')).toThrow('there is no step reject')
  })
})
