import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { doerText } from '../../src/report/doer.ts'
import { number } from '../../src/report/figures.ts'
import { limitText } from '../../src/report/limit-text.ts'
import { measureText } from '../../src/report/measure-text.ts'
import { readShippedScenario, shippedScenarios } from '../../src/scenario/index.ts'
import { simulated } from './sample.ts'

describe('A Vietnamese reader meets', () => {
  it('officials and agencies by what they are called', () => {
    expect(
      ['clerk-2', 'bank-officer-1', 'citizen', 'Tax office', 'UBND thị xã'].map((by) => doerText(by, 'vi')),
    ).toEqual(['cán bộ tiếp nhận 2', 'cán bộ tín dụng 1', 'người dân', 'Cơ quan thuế', 'UBND thị xã'])
    expect(['citizen', 'Tax office'].map((by) => doerText(by, 'en'))).toEqual(['citizen', 'Tax office'])
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

  it('every figure by which a shipped scenario measures a difficulty', () => {
    const result = simulated()
    const measures = shippedScenarios().flatMap((name) => {
      const { difficulties = [] } = parse(readShippedScenario(name), { merge: true })
      return difficulties.map(({ measure }: { measure: string }): string => measure)
    })
    expect(measures.length).toBeGreaterThan(20)
    expect(measures.filter((path) => measureText(result, path, 'vi') === path)).toEqual([])
  })

  it('no minus before nothing', () => {
    expect([number(-0.04, 'vi', 1), number(-0.06, 'vi', 1)]).toEqual(['0,0', '-0,1'])
  })
})
