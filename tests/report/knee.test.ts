import { describe, expect, it } from 'vitest'
import { formats, type Language } from '../../src/report/index.ts'
import type { KneePlateau, KneeResult, RunResult } from '../../src/schema/index.ts'
import { rehearsed } from './sample.ts'

const plateau = (rate: number, verdict: KneePlateau['verdict']): KneePlateau => ({
  ...{ rate, verdict, missed: verdict === 'failed' ? 'latency' : null, reason: null },
  operation: verdict === 'failed' ? 'civil-status.search' : null,
  ...{ finishedPerSecond: rate, callsPerSecond: 6 * rate, concurrency: 2, slowestP95Ms: 320, errorRate: 0.002 },
  systems: [{ system: 'one-stop', callsPerSecond: 5 * rate }],
  ...{ begun: 90, backlog: 1, cpuShare: 0.05 },
})

const found: KneeResult = {
  limit: 'systems',
  bounds: { p95Ms: 500, errorRate: 0.01, backlogShare: 0.05 },
  ...{ plateauS: 12, warmUpS: 3, tolerance: 0.05, held: 8.5, failed: 8.9, heldCallsPerSecond: 51 },
  heldSystems: [{ system: 'one-stop', callsPerSecond: 42.5 }],
  ...{ mostCallsPerSecond: 52.2, mostFinishedPerSecond: 8.6, givesInFirst: 'civil-status.search' },
  ...{ peakPerHour: 18_000, headRoom: 1.7, headRoomFailed: 1.78, headRoomWanted: 1 },
  usl: {
    alone: { value: 40, low: 38, high: 42 },
    contention: { value: 0.5, low: 0.4, high: 0.6 },
    coherency: { value: 0, low: 0, high: 0.001 },
    mostThroughput: { value: null, low: 50, high: null },
    ...{ bestConcurrency: null, r2: 0.95 },
  },
  plateaus: [plateau(8.5, 'held'), plateau(8.9, 'failed'), plateau(8.9, 'held'), plateau(8.5, 'held')],
}

function searched(knee: Partial<KneeResult> = {}, status: RunResult['verdict']['status'] = 'PASS'): RunResult {
  const result = rehearsed()
  return {
    ...result,
    run: { ...result.run, clock: 'load' },
    prediction: null,
    verdict: { status, reasons: [], targets: [] },
    load: {
      ...{
        durationS: 12,
        compression: 1,
        thinking: false,
        offeredPerSecond: 8.5,
        offered: 102,
        begun: 102,
        dropped: 0,
      },
      ...{
        finishedPerSecond: 8.4,
        callsPerSecond: 50,
        peakFrom: '2025-07-01T08:00:00+07:00',
        peakPerHour: 18_000,
        timesPeak: 1.7,
        lagP99Ms: 2,
        lagMostMs: 3,
      },
      ...{ operations: [], generators: [], calibration: null, distortion: null, said: [] },
      knee: { ...found, ...knee },
    },
  }
}

const markdown = (result: RunResult, language: Language = 'en') => formats.markdown.render(result, language)

describe('the report on the knee', () => {
  it('says in one sentence how much is carried, how sure that is, and what gives in first', () => {
    expect(markdown(searched())).toContain(
      '**PASS**: the systems carry 1.70 times the scenario’s peak hour (8.50 dossiers a second, held in 2 of 2 trials), and the limit lies between 1.70 and 1.78 times: the lowest rate that missed a target is 8.90 dossiers a second (in 1 of 2 trials), and it is civil-status.search that gives in first; at least 1.00 times is asked for.',
    )
    expect(markdown(searched(), 'vi')).toContain(
      'hệ thống chịu được gấp 1,70 lần giờ cao điểm của kịch bản (8,50 hồ sơ mỗi giây, đạt 2 trong 2 lần thử), giới hạn nằm giữa 1,70 và 1,78 lần',
    )
  })

  it('says so where no rate failed, none held, or the search was stopped', () => {
    const endless = searched({ failed: null, headRoomFailed: null, givesInFirst: null, limit: 'most-rate' })
    expect(markdown(endless)).toContain('or more: no rate that was tried missed a target; at least')
    expect(markdown(endless)).toContain('(--max-rate): the systems may carry more.')
    const nothing = searched({ held: null, failed: 0.02, headRoom: 0, heldCallsPerSecond: null }, 'FAIL')
    expect(markdown(nothing)).toContain('**FAIL**: no rate held the targets; the lowest that was tried is 0.02')
    expect(markdown(searched({ limit: 'stopped' }))).toContain('so that rate may have held only once')
  })

  it('shows every plateau, on the terminal too', () => {
    const rows = formats.terminal.render(searched(), 'en', { width: 200 }).split('\n')
    expect(rows.filter((row) => /^8\.[59]0 .*(held|slow: civil-status\.search)$/.test(row))).toHaveLength(4)
  })

  it('is a test in JUnit XML, failed where the head-room is too small', () => {
    expect(formats.junit.render(searched(), 'en')).toMatch(/<testcase name="The knee"[^>]*(\/>|><\/testcase>)/)
    const short = formats.junit.render(searched({ headRoomWanted: 2 }, 'FAIL'), 'en')
    expect(short).toMatch(/<testcase name="The knee"[^>]*>\s*<failure type="target"/)
  })
})
