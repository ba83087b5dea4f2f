import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { formats, type Language } from '../../src/report/index.ts'
import { loadScenario } from '../../src/scenario/index.ts'
import type { DifficultyRow } from '../../src/schema/index.ts'
import { root } from '../repo/source.ts'
import { markdownTable } from './reading.ts'
import { rehearsed } from './sample.ts'

const shipped = readdirSync(join(root, 'scenarios'))
  .filter((file) => file.endsWith('.yaml'))
  .flatMap((file) => loadScenario(join(root, 'scenarios', file)).scenario.difficulties ?? [])

function figuresOf(measures: readonly string[], language: Language): string[] {
  const title = { vi: 'Khó khăn', en: 'Difficulty' }
  const difficulties = measures.map(
    (measure): DifficultyRow => ({ name: 'some', title, measure, value: 3, takenAway: false }),
  )
  const text = formats.markdown.render({ ...rehearsed(), difficulties }, language)
  const heading = language === 'vi' ? 'Khó khăn của kịch bản' : 'Difficulties of the scenario'
  return markdownTable(text, heading)
    .slice(1)
    .map((row) => row[1] ?? '')
}

describe('the figure of a difficulty', () => {
  it('is told in words, the row of its table first', () => {
    const measures = [
      'steps.sign.waitP90Min',
      'operations.portal.submit.errors',
      'paper.steps',
      'indicators.all.overdue',
    ]
    expect(figuresOf([...measures, 'indicators.civil_status.online.open', 'staff.clerk.overtimeHours'], 'vi')).toEqual([
      'Ký duyệt: thời gian chờ p90',
      'Nộp hồ sơ trực tuyến: lượt gọi lỗi',
      'Lượt xử lý làm trên giấy',
      'Đã giải quyết, quá hạn',
      'Hộ tịch, Trực tuyến: đang giải quyết khi kết thúc',
      'Cán bộ tiếp nhận: giờ làm ngoài giờ',
    ])
    expect(figuresOf(measures, 'en')).toEqual([
      'sign: wait p90',
      'portal.submit: failed calls',
      'Steps done on paper',
      'Finished and overdue',
    ])
  })

  it('has words in every shipped scenario, without a name of the program in Vietnamese', () => {
    // Those of scripts have the titles of the scripts: conformance.test.ts.
    const measures = shipped.map(({ measure }) => measure).filter((measure) => !measure.startsWith('conformance.'))
    expect(measures.length).toBeGreaterThan(20)
    for (const language of ['vi', 'en'] as const) {
      const told = figuresOf(measures, language)
      expect(told.filter((text, at) => text === measures[at])).toEqual([])
    }
    // A step or operation without Vietnamese words would show as its English name.
    expect(figuresOf(measures, 'vi').filter((text) => /[a-z][-._][a-z]|^[a-z]+:/i.test(text))).toEqual([])
  })

  it('for which there are no words is its path', () => {
    expect(figuresOf(['lag.callsPerSecond'], 'vi')).toEqual(['lag.callsPerSecond'])
  })
})
