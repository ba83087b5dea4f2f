import { describe, expect, it } from 'vitest'
import type { LoadWork } from '../../../src/load/index.ts'
import { PlateauCounts } from '../../../src/load/knee/counts.ts'
import type { Told } from '../../../src/load/measure/lines.ts'

const START_MS = 1_000_000
/** Two dossiers of two calls, ten seconds of which four are warm-up. */
const work = {
  plan: {
    startMs: START_MS,
    ...{ compression: 1, durationMs: 10_000 },
    operations: [{ name: 'portal.submit' }, { name: 'one-stop.sign' }, { name: 'one-stop.todo' }],
  },
  dossiers: [
    { atMs: 1000, calls: [{}, {}] },
    { atMs: 5000, calls: [{}, {}] },
  ],
} as unknown as LoadWork

const call = (dossier: number, at: number, operation: number, atMs: number, tookMs: number, outcome = 'ok'): Told => ({
  kind: 'call',
  ...{ dossier, call: at, operation, tookUs: tookMs * 1000, status: 200, atMs: START_MS + atMs, lateMs: 0, note: '' },
  outcome: outcome as 'ok',
})

function readingOf(told: readonly Told[]) {
  const counts = new PlateauCounts(work, 4000)
  for (const each of told) counts.take(each)
  return counts.reading()
}

describe('what is counted of a plateau', () => {
  it('leaves its warm-up out', () => {
    const { operations, begun, callsPerSecond } = readingOf([
      { kind: 'begun', dossier: 0, lateMs: 900 },
      call(0, 0, 0, 1000, 50),
      { kind: 'begun', dossier: 1, lateMs: 2 },
      call(1, 0, 0, 5000, 60),
    ])
    expect(begun).toBe(1)
    expect(operations).toEqual([{ operation: 'portal.submit', calls: 1, errors: 0, p95Ms: 60, meanMs: 60 }])
    expect(callsPerSecond).toBeCloseTo(1 / 6)
  })

  it('counts a call that waits beyond the end with all that it waited, and not as answered', () => {
    const { operations, callsPerSecond } = readingOf([call(1, 1, 1, 9000, 8000)])
    expect(operations[0]?.p95Ms).toBeCloseTo(8000, -1)
    expect(callsPerSecond).toBe(0)
  })

  it('tells the calls of each system, looks at lists among them', () => {
    const { systems } = readingOf([call(1, 0, 0, 5000, 10), call(1, 1, 1, 5100, 10), call(-1, -1, 2, 5200, 10)])
    expect(systems).toEqual([
      { system: 'one-stop', callsPerSecond: 2 / 6 },
      { system: 'portal', callsPerSecond: 1 / 6 },
    ])
  })

  it('counts as backlog what began and is not finished, less what was finished of earlier ones', () => {
    expect(readingOf([{ kind: 'begun', dossier: 1, lateMs: 0 }, call(1, 0, 0, 5000, 10)]).backlog).toBe(1)
    expect(readingOf([call(0, 1, 1, 4500, 10)]).backlog).toBe(-1)
    expect(readingOf([call(0, 1, 1, 4500, 10, 'http-5xx')]).finished).toBe(0)
  })

  it('takes a system’s no for an answer, and neither for an error nor for work left over', () => {
    const begun: Told = { kind: 'begun', dossier: 1, lateMs: 0 }
    const refused = readingOf([begun, call(1, 0, 0, 5000, 10, 'http-4xx')])
    expect(refused).toMatchObject({ backlog: 0, refused: 1, operations: [{ errors: 0 }] })
    const tooMany = { ...call(1, 0, 0, 5000, 10, 'http-4xx'), status: 429 } as Told
    expect(readingOf([begun, tooMany])).toMatchObject({ backlog: 1, refused: 0, operations: [{ errors: 1 }] })
  })
})
