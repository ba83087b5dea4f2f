import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { number } from '../../src/report/figures.ts'
import { limitText } from '../../src/report/limit-text.ts'
import { doerName, measureText } from '../../src/report/words/index.ts'
import { readShippedScenario, shippedScenarios } from '../../src/scenario/index.ts'

describe('A Vietnamese reader meets', () => {
  it('officials and agencies by what they are called', () => {
    expect(
      ['clerk-2', 'bank-officer-1', 'citizen', 'Tax office', 'UBND thị xã'].map((by) => doerName(by, 'vi')),
    ).toEqual(['Cán bộ tiếp nhận 2', 'Cán bộ tín dụng 1', 'người dân', 'Cơ quan thuế', 'UBND thị xã'])
    expect(['clerk-2', 'citizen', 'Tax office'].map((by) => doerName(by, 'en'))).toEqual([
      'clerk-2',
      'citizen',
      'Tax office',
    ])
  })

  it('what is waited for by its words', () => {
    expect(limitText({ kind: 'account', name: 'civil-status.sign' }, 'vi')).toBe(
      'chưa ai được cấp tài khoản ký số hộ tịch',
    )
    expect(limitText({ kind: 'equipment', name: 'mobile-kit' }, 'vi')).toBe(
      'thiết bị đang được dùng: bộ thiết bị lưu động',
    )
    expect(limitText({ kind: 'agency', name: 'Land Registration Office' }, 'vi')).toBe(
      'cơ quan khác: Văn phòng Đăng ký đất đai',
    )
  })

  it('what a difficulty is measured by', () => {
    const scenarios = shippedScenarios().map((name) => parse(readShippedScenario(name), { merge: true }))
    const measures: string[] = scenarios.flatMap(({ difficulties = [] }) =>
      difficulties.map(({ measure }: { measure: string }) => measure),
    )
    expect(measures.length).toBeGreaterThan(20)
    expect(measures.filter((path) => measureText(path, 'vi', () => 'Bàn giao') === path)).toEqual([])
    expect(measureText('indicators.civil_status.overdue', 'vi', String)).toBe('Đã giải quyết, quá hạn (Hộ tịch)')
    expect(measureText('steps.ask-superior.ended', 'vi', String)).toBe('Hỏi ý kiến cấp trên: số lượt xong')
    expect(measureText('operations.province.hand-over.errors', 'vi', String)).toBe(
      'province.hand-over (chuyển hồ sơ lên tỉnh): lượt gọi lỗi',
    )
    expect(measureText('paper.steps', 'en', String)).toBe('paper.steps')
  })

  it('no minus before nothing', () => {
    expect([number(-0.04, 'vi', 1), number(-0.06, 'vi', 1)]).toEqual(['0,0', '-0,1'])
  })
})
