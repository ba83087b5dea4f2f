import { describe, expect, it } from 'vitest'
import { HourlyLimits } from '../../src/limits/index.ts'
import type { Bottlenecks } from '../../src/schema/index.ts'
import { growthOf } from '../../src/simulate/index.ts'
import { tallyOfLog } from '../../src/verdict/index.ts'
import { comeAt, counter, desk, done, type Given, playedOnce } from '../operation/rich/figures-of.ts'

function looked(given: Given): Bottlenecks {
  const { plan, lines } = playedOnce(given)
  const hours = new HourlyLimits(plan, plan.scenario.seed)
  tallyOfLog(plan, lines, plan.toMs, { also: hours })
  hours.close(plan.toMs)
  return hours.result()
}

const eight = { volume: comeAt(8, 'monday', '08:00') }

describe('what limits a unit in an hour', () => {
  it('is what most wait for then, with how many, and how busy the role was', () => {
    // One is served in each half hour: 7 and 6 wait from 08:00, 5 and 4 from 09:00.
    const { byHour, units } = looked({ steps: { receive: counter(30, done) }, demand: eight })
    expect(byHour.slice(0, 2)).toEqual([
      {
        unit: '30742',
        hour: '2025-07-07T08:00',
        queue: 6.5,
        kind: 'busy',
        name: 'clerk',
        waiting: 6.5,
        utilisation: 1,
      },
      {
        unit: '30742',
        hour: '2025-07-07T09:00',
        queue: 4.5,
        kind: 'busy',
        name: 'clerk',
        waiting: 4.5,
        utilisation: 1,
      },
    ])
    expect(units[0]?.limits).toEqual([{ kind: 'busy', name: 'clerk', hours: 4, waitingHours: 14 }])
  })

  it('is of office hours: nothing is looked at over night', () => {
    const { units } = looked({ steps: { receive: counter(1, done) } })
    // Five days of 07:00–11:30 and 13:30–17:00 touch nine hours each.
    expect(units[0]).toMatchObject({ hours: 45, queueMean: 0, limits: [] })
  })

  it('is the equipment, where there is less of it than officials', () => {
    const unit = { equipment: { scanner: 1 }, staff: [{ role: 'clerk', count: 8 }] }
    const { units } = looked({
      steps: { receive: { ...counter(30, done), equipment: ['scanner'] } },
      unit,
      demand: eight,
    })
    expect(units[0]?.limits.map(({ kind, name }) => [kind, name])).toEqual([['equipment', 'scanner']])
  })

  it('is first the round and then who signs', () => {
    const steps = { sign: { ...desk(10, done), rounds: ['09:00'] } }
    expect(looked({ steps, demand: eight }).byHour.map(({ hour, kind }) => [hour.slice(11), kind])).toEqual([
      ['08:00', 'round'],
      ['09:00', 'busy'],
      ['10:00', 'busy'],
    ])
  })

  it('is a system that is out, and not one that says no to single calls', () => {
    const when = { from: '2025-07-07T08:00', to: '2025-07-07T10:00' }
    const failing = (fault: string) =>
      looked({
        steps: { receive: counter(7, { operation: 'one-stop.receive', ...done }) },
        demand: { volume: comeAt(40, 'monday', '08:00') },
        incidents: [{ kind: 'system-fault', name: 'failing', system: 'one-stop', fault, share: 0.5, ...when }],
      }).units[0]?.limits.map(({ kind }) => kind)
    expect(failing('server-error')).toContain('system')
    expect(failing('garbage')).toEqual(['busy'])
  })

  it('stands beside how long the queue was at each utilisation', () => {
    const { roles } = looked({ steps: { receive: counter(30, done) }, demand: eight })
    expect(roles.at(-1)).toMatchObject({ role: 'clerk', utilisationFrom: 0.95, hours: 5 })
    expect(roles[0]).toMatchObject({ role: 'clerk', utilisationFrom: 0, queueMean: 0 })
  })
})

describe('when demand grows', () => {
  const options = { seed: 1, replications: 4, signal: new AbortController().signal, onProgress: () => {} }
  const given: Given = {
    steps: { receive: counter(4, { state: 2, to: 'process' }), process: { ...desk(20, done), role: 'specialist' } },
    unit: {
      staff: [
        { role: 'clerk', count: 2 },
        { role: 'specialist', count: 1 },
      ],
    },
    demand: { volume: { kind: 'poisson', dossiers: 105 } },
  }

  it('who is busiest gives first, and more so the more it grows', async () => {
    const { plan } = playedOnce(given)
    const growth = await growthOf(plan, options)
    const firsts = growth?.rows.map(({ limits }) => limits.find(({ gives }) => gives))
    expect(growth?.rows.map((row) => row.growth)).toEqual([0, 0.1, 0.25, 0.5])
    expect(firsts?.[0]).toBeUndefined()
    expect(firsts?.slice(2).map((limit) => limit?.name)).toEqual(['specialist', 'specialist'])
    expect(firsts?.[3]?.more).toBeGreaterThan(firsts?.[2]?.more as number)
    expect(growth?.rows[0]?.limits.every(({ more }) => more === 0)).toBe(true)
  })

  it('arrivals read from a file are refused: they can’t', async () => {
    const { plan } = playedOnce(given)
    const recorded = plan.streams.map((stream) => ({
      ...stream,
      given: { ...stream.given, volume: { kind: 'file' as const, file: 'x.csv' } },
    }))
    await expect(growthOf({ ...plan, streams: recorded }, options)).rejects.toMatchObject({ code: 'usage' })
  })
})
