import { describe, expect, it } from 'vitest'
import { number } from '../../src/report/figures.ts'
import { limitText } from '../../src/report/limit-text.ts'
import { doerName } from '../../src/report/words/index.ts'

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

  it('no minus before nothing', () => {
    expect([number(-0.04, 'vi', 1), number(-0.06, 'vi', 1)]).toEqual(['0,0', '-0,1'])
  })
})
