import { describe, expect, it } from 'vitest'
import { formats, type Language } from '../../src/report/index.ts'
import { type ConformanceResult, conforms, RunResult } from '../../src/schema/index.ts'
import { markdownTable, rowsOf } from './reading.ts'
import { rehearsed } from './sample.ts'

type Counts = ConformanceResult['total']
type Trace = ConformanceResult['trace'][number]

function counts(more: Partial<Counts>): Counts {
  const none = { steps: 0, done: 0, late: 0, skipped: 0, failed: 0, notReached: 0 }
  return {
    ...none,
    outOfOrder: 0,
    evidenceMissing: 0,
    extra: 0,
    onPaper: 0,
    entered: 0,
    conforming: 0,
    conformance: 0,
    ...more,
  }
}

const owner = { role: 'Chủ tịch UBND' }
const where = { script: 'trial', block: 'session' }
const titles: Readonly<Record<string, { vi: string; en: string }>> = {
  letter: { vi: 'Văn bản đến', en: 'Incoming letter' },
  minutes: { vi: 'Biên bản', en: 'Minutes' },
}

function trace(step: string, more: Partial<Trace>): Trace {
  return {
    ...{ unit: '30742', ...where, step, outcome: 'done', outOfOrder: false, extra: 0, evidenceMissing: [] },
    ...{ readyAt: '2025-07-01T08:00:00.000+07:00', begunAt: null, endedAt: '2025-07-01T08:20:00.000+07:00' },
    ...{ usedMin: 20, allowedMin: null, by: 'clerk-1', dossier: null, failures: [], remedies: [] },
    ...{ onPaper: false, enteredAt: null },
    ...more,
  }
}

/** A script of two steps in one unit. All numbers are made up. */
function scripted(letter: Partial<Trace> = {}, minutes: Partial<Trace> = {}, total: Partial<Counts> = {}): RunResult {
  const sum = counts({ steps: 2, done: 2, conforming: 2, conformance: 1, ...total })
  const step = (name: string) => ({
    ...where,
    step: name,
    title: titles[name] ?? { vi: name, en: name },
    owner,
    units: 1,
  })
  const conformance: ConformanceResult = {
    total: sum,
    blocks: [{ ...where, title: { vi: 'Phiên họp', en: 'Session' }, owner, units: 1, ...sum }],
    units: [{ code: '30742', ...sum }],
    steps: ['letter', 'minutes'].map((name) => ({ ...step(name), ...counts({ steps: 1 }) })),
    trace: [trace('letter', letter), trace('minutes', minutes)],
    leftOut: 0,
  }
  const result = { ...rehearsed(), conformance }
  if (!conforms(RunResult, result)) throw new Error('no result')
  return result
}

const markdown = (result: RunResult, language: Language = 'en') => formats.markdown.render(result, language)
const terminal = (result: RunResult) => formats.terminal.render(result, 'en', { width: 300 })

describe('the conformance of a script', () => {
  it('is not spoken of without scripts', () => {
    for (const text of [markdown(rehearsed()), terminal(rehearsed())]) expect(text).not.toContain('onformance')
  })

  it('without deviations is one sentence and the blocks with their owners', () => {
    for (const text of [markdown(scripted()), terminal(scripted())]) {
      expect(text).toContain('2 of 2 steps were done in time, in order and with evidence: 100.0 %.')
      expect(text).toContain('No step deviates from its script.')
    }
    const table = markdownTable(markdown(scripted()), 'Conformance with the scripts')
    expect(table[0]).toEqual(['Script / block', 'Owner', 'Steps', 'Done', 'Conformance'])
    expect(rowsOf(table, 'Session')).toEqual([['Chủ tịch UBND', '2', '2', '100.0 %']])
    expect(markdown(scripted(), 'vi')).toContain('Có 2 trên 2 bước thực hiện đúng thời gian, đúng trình tự')
  })

  it('tells of each deviation: owner, request, answer, dossier and what was done about it', () => {
    const failures = [
      { operation: 'documents.receive', reason: 'no-account', status: 403, times: 2 },
      { operation: null, reason: 'not-in-time', status: null, times: 1 },
    ]
    const remedies = [
      { remedy: 'retry', who: '', times: 2 },
      { remedy: 'escalate', who: 'Sở Tư pháp', times: 1 },
    ]
    const letter: Partial<Trace> = { outcome: 'failed', dossier: '30742-S000001', failures, remedies, usedMin: null }
    const minutes: Partial<Trace> = {
      ...{ outcome: 'late', usedMin: 20.5, allowedMin: 15, outOfOrder: true, extra: 2 },
      evidenceMissing: ['minutes', 'photograph'],
    }
    const result = scripted(letter, minutes, {
      done: 0,
      late: 1,
      failed: 1,
      outOfOrder: 1,
      conforming: 0,
      conformance: 0,
    })
    const text = terminal(result)
    expect(text).toContain('documents.receive: no-account (403) ×2; not there in time; 30742-S000001')
    expect(text).toContain('tried again ×2; escalated to Sở Tư pháp')
    expect(text).toContain('20.5 min, 15 allowed; out of order; missing: minutes, photograph; extra: 2')
    expect(text).toMatch(/^Incoming letter +Chủ tịch UBND +failed/m)
    // Only columns that hold something.
    expect(text).toMatch(/^Script \/ block +Owner +Steps +Done +Late +Failed +Out of order +Conformance/m)
    const vi = markdown(result, 'vi')
    expect(vi).toContain('documents.receive: no-account (403) ×2; chưa có khi hết thời gian; 30742-S000001')
    expect(vi).toContain('20,5 phút, cho phép 15')
    expect(vi).toContain('| **không làm được** |')
  })

  it('tells the whole course in the document, with who did what and when', () => {
    const table = markdownTable(markdown(scripted({}, { by: 'citizen', allowedMin: 30 }), 'vi'), 'Diễn biến kịch bản')
    expect(rowsOf(table, 'Văn bản đến')).toEqual([
      ['01/07/2025 08:00', '01/07/2025 08:20', '20', '–', 'Cán bộ tiếp nhận 1', '–', 'xong'],
    ])
    expect(rowsOf(table, 'Biên bản')[0]?.slice(3, 5)).toEqual(['30', 'người dân'])
    expect(terminal(scripted())).not.toContain('Course of the scripts')
  })

  it('names the units that conform least, and no more deviations than one can read', () => {
    const result = scripted()
    const held = result.conformance as ConformanceResult
    const many = Array.from({ length: 30 }, (_, at) => String(10_000 + at))
    held.units = many.map((code, at) => ({ code, ...counts({ steps: 2, conforming: 2, conformance: at / 30 }) }))
    held.trace = many.map((unit) => trace('letter', { unit, outcome: 'skipped' }))
    held.total = counts({ steps: 60, skipped: 30, conforming: 30, conformance: 0.5 })
    held.leftOut = 30
    const text = markdown(result)
    expect(text).toContain('Shown: 20 of 30 steps that deviate; result.json has more.')
    expect(text).toContain('| 10000 | 2 |')
    expect(text).not.toContain('| 10025 | 2 |')
    expect(text).not.toContain('Course of the scripts')
  })
})
