import { describe, expect, it } from 'vitest'
import { tellJournal } from '../../src/load/measure/events.ts'
import type { InstanceResult } from '../../src/load/measure/instance.ts'
import type { LoadWork } from '../../src/load/work/build.ts'
import { type Way, waysOf } from '../../src/load/work/ways.ts'
import { loadScenario } from '../../src/scenario/index.ts'
import { Tally } from '../../src/verdict/index.ts'

const MINUTE_MS = 60_000
/** A working morning. */
const ZERO_MS = Date.parse('2025-07-01T08:00:00+07:00')

describe('what a load tells of officials', () => {
  const plan = loadScenario('scenarios/rach-gia-2025-07.yaml')
  const way = waysOf(plan, plan.scenario.seed).find(
    ({ channel, calls }) => channel === 1 && calls.length === 6 && (calls[1]?.handleMs ?? 0) > 3 * MINUTE_MS,
  ) as Way
  const handleMin = (way.calls[1]?.handleMs ?? 0) / MINUTE_MS

  /** The reception of an online dossier, over half an hour after it came. */
  function reception(drive: { noThink: boolean; staffFactor: number }) {
    const work = { ways: [{ way, number: way.number }], plan: { ...drive, startMs: ZERO_MS } }
    const happenings = [0, 30].map((minutes, call) => [0, call, 0, 1000, 200, ZERO_MS + minutes * MINUTE_MS, ''])
    const tally = new Tally(plan)
    tellJournal(plan, work as unknown as LoadWork, { happenings } as unknown as InstanceResult, tally)
    tally.close(ZERO_MS + 60 * MINUTE_MS)
    return tally.steps().find(({ step }) => step === 'intake')
  }

  it('is that they worked as long as the scenario says, and the dossier waited until then', () => {
    const step = reception({ noThink: false, staffFactor: 1 })
    expect(step?.workMeanMin).toBeCloseTo(handleMin, 1)
    expect(step?.waitMeanMin).toBeCloseTo(30 - handleMin, 1)
  })

  it('is that each of twice as many takes half as long', () => {
    const step = reception({ noThink: false, staffFactor: 2 })
    expect(step?.workMeanMin).toBeCloseTo(handleMin / 2, 1)
    expect(step?.waitMeanMin).toBeCloseTo(30 - handleMin / 2, 1)
  })

  it('is that it waited all the time where they took none for their work', () => {
    expect(reception({ noThink: true, staffFactor: 1 })).toMatchObject({ workMeanMin: 0, waitMeanMin: 30 })
  })
})
