import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Fault } from '../../src/faults/index.ts'
import { InstanceCounts, type InstanceResult, mergeInstances } from '../../src/load/measure/instance.ts'
import { Lines } from '../../src/load/measure/lines.ts'
import { writePlan } from '../../src/load/run-instance.ts'
import type { LoadWork } from '../../src/load/work/build.ts'
import { Histogram } from '../../src/verdict/index.ts'
import { temporary } from '../cli/command.ts'

function measured(text: string, pieces = 1): InstanceResult {
  const counts = new InstanceCounts(['portal.submit', 'one-stop.todo'])
  const lines = new Lines((told) => counts.take(told))
  const length = Math.ceil(text.length / pieces)
  for (let at = 0; at < text.length; at += length) lines.add(text.slice(at, at + length))
  return { version: 1, runId: 'r', ...counts.state(), generators: [], tookMs: 1, interrupted: false }
}

const brokenOff = (dossier: number, lateMs: number) => `@b\t${dossier}\t${lateMs}\n`
const call = (dossier: number, kind: string, tookUs: number, atMs: number, lateMs: number, at = 0) =>
  `@c\t${dossier}\t${at}\t0\t${kind}\t${tookUs}\t201\t${atMs}\t${lateMs}\t20250703101500\n`
const look = '@c\t-1\t-1\t1\tok\t900\t200\t5\t0\t\n'

const first = call(0, 'ok', 1500, 10, 2) + look + call(2, 'timed-out', 1_000_000, 30, 0, 1) + brokenOff(3, 7)
const second = call(1, 'connection-refused', 0, 20, 400) + look

describe('what a k6 tells', () => {
  it('is read the same however it is cut into pieces', () => {
    expect(measured(first, 17)).toEqual(measured(first))
    expect(measured(first).happenings).toEqual([
      [0, 0, 0, 1500, 201, 10, '20250703101500'],
      [2, 1, 4, 1_000_000, 201, 30, ''],
    ])
  })

  it('says of each dossier once that it began, with its first call or where k6 broke that off', () => {
    const late = new Histogram()
    for (const lateMs of [2, 7]) late.record(lateMs * 1000)
    expect(measured(first)).toMatchObject({ begun: 2, lateUs: late.state() })
  })

  it('is kept apart from what k6 itself says', () => {
    expect(measured(`Request Failed\nsomething odd\n${first}`).said).toEqual(['something odd'])
  })

  it('adds up to what one would have told, in any order', () => {
    const { happenings, operations, begun: both, lateUs } = mergeInstances([measured(first), measured(second)])
    expect({ happenings, operations, begun: both, lateUs }).toEqual(
      (({ happenings, operations, begun, lateUs }) => ({ happenings, operations, begun, lateUs }))(
        mergeInstances([measured(second), measured(first)]),
      ),
    )
    const whole = mergeInstances([measured(first + second)])
    expect(operations).toEqual(whole.operations)
    expect(happenings).toEqual(whole.happenings)
    expect([both, lateUs]).toEqual([whole.begun, whole.lateUs])
    expect(operations[0]?.outcomes).toEqual({ ok: 1, 'timed-out': 1, 'connection-refused': 1 })
  })

  it('of another run is not added', () => {
    expect(() => mergeInstances([measured(first), { ...measured(second), runId: 'other' }])).toThrow(RangeError)
    expect(() => mergeInstances([])).toThrow(RangeError)
  })

  it('keeps quantiles of all calls, failed ones too', () => {
    const took = new Histogram()
    const [submit] = measured(first).operations
    if (submit) took.add(submit.tookUs)
    expect(took.quantile(1)).toBe(1_000_000)
  })
})

describe('what k6 is to read', () => {
  it('that can’t be written is the place’s fault, and no mistake of Dientap', () => {
    const file = join(temporary(), 'file')
    writeFileSync(file, '')
    const work = { plan: {}, dossiers: [] } as unknown as LoadWork
    expect(() => writePlan(work, join(file, 'k6'))).toThrow(Fault)
    expect(() => writePlan(work, join(file, 'k6'))).toThrow(/^Can’t write what k6 is to read to .*ENOTDIR/)
  })
})
