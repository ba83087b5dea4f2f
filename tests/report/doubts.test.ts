import { describe, expect, it } from 'vitest'
import { doubtText } from '../../src/report/doubts.ts'
import type { Doubt } from '../../src/schema/index.ts'

/** Each with the values that its maker gives. */
const doubts: Record<Doubt['kind'], Doubt['values']> = {
  stopped: { why: 'Interrupted' },
  'not-counted': {},
  unbalanced: { whose: 'harness', received: 2800, sum: 2799 },
  'counts-differ': { count: 'open', harness: 3, system: 'portal', theirs: 4 },
  'nothing-offered': {},
  dropped: { dropped: 7, offered: 1200 },
  exhausted: { vus: 2000 },
  'generator-died': { how: 'SIGKILL' },
  'generator-busy': { share: 0.93, most: 0.8 },
  late: { p99: 721, most: 250 },
  'close-to-limit': { asked: 100, reached: 80.5 },
  'not-measured': { indicator: 'waitP90Min', channel: 'direct' },
  'no-target': {},
  'generator-gave-out': {},
  'nothing-measured': {},
  'search-unfinished': {},
}

describe('why a measurement can’t be trusted', () => {
  it.each(Object.entries(doubts))('is said in both languages, with every value in its place: %s', (kind, values) => {
    const [vi = '', en = ''] = (['vi', 'en'] as const).map((language) =>
      doubtText({ kind: kind as Doubt['kind'], values }, language),
    )
    expect(`${vi} ${en}`).not.toMatch(/[{}]|undefined|–/)
    expect(vi).not.toBe(en)
  })

  it('is written as its language writes numbers and names', () => {
    const said = (kind: Doubt['kind'], language: 'vi' | 'en') => doubtText({ kind, values: doubts[kind] }, language)
    expect(said('generator-busy', 'vi')).toBe('bộ tạo tải chiếm 93 % năng lực bộ xử lý của máy này (tối đa 80 %)')
    expect(said('not-measured', 'vi')).toBe('không đo được gì cho chỉ tiêu Thời gian chờ p90, trực tiếp')
    expect(said('unbalanced', 'vi')).toMatch(/^Bộ diễn tập: tiếp nhận 2\.800 hồ sơ/)
    expect(said('counts-differ', 'en')).toBe('open: the harness counts 3, the database of Portal 4')
  })
})
