import { describe, expect, it } from 'vitest'
import { formats } from '../../src/report/index.ts'
import type { Finding, RunResult } from '../../src/schema/index.ts'
import { rehearsed } from './sample.ts'

const nothing = { mean: 0, ci95: [0, 0], pi95: [0, 0] } satisfies {
  mean: number
  ci95: [number, number]
  pi95: [number, number]
}

const finding: Finding = {
  kind: 'no-account',
  cause: 'accounts',
  severity: 'stop',
  title: { vi: 'Lãnh đạo chưa có tài khoản', en: 'The leader has no account' },
  where: { units: ['30742'], accounts: ['civil-status.sign'] },
  evidence: {
    ...{ cases: 46, of: 0, hours: 1583.2, mostHours: 60, unfinished: 0 },
    ...{ from: '2025-07-07T08:00:00.000+07:00', to: null, dossiers: ['30742-000007', '30742-000010'] },
  },
  effect: { late: 41, hours: 1583.2, sentAway: 0 },
  remedy: {
    title: { vi: 'Cấp tài khoản', en: 'Grant the account' },
    ...{ takesDays: 3, changes: [], source: { vi: 'Giả định.', en: 'Assumed.' } },
  },
  owner: { vi: 'Sở Tư pháp', en: 'Department of Justice' },
  due: '2025-06-27',
  gain: {
    ...{ pairs: 20, beyond: 0, of: 1, units: 1, sentAway: nothing, turnaroundHours: nothing },
    late: { mean: 35.2, ci95: [33.1, 37.3], pi95: [27, 43.4] },
    overrunHours: { mean: 513.4, ci95: [481, 544], pi95: [368, 657] },
    asNext: 'distinguishable',
  },
}

function withFindings(): RunResult {
  return {
    ...rehearsed(),
    findings: [finding, { ...finding, severity: 'watch', gain: null }],
    lateness: {
      ...{ rule: 'factor-separation', pairs: 10, overrunHours: 100, together: 0, rest: 5 },
      causes: [
        { finding: 0, hours: 80, share: 85 },
        { finding: 1, hours: 5, share: 10 },
      ],
      interactions: [{ findings: [0, 1], hours: 10 }],
    },
  }
}

describe('Findings', () => {
  it('say what is wrong, who mends it by when, and what that buys, with its intervals', () => {
    const text = formats.markdown.render(withFindings(), 'en')
    expect(text).toContain('## Findings: what broke, who mends it, what that buys')
    expect(text).toContain('STOP: The leader has no account. Remedy: Grant the account. Owner: Department of Justice.')
    expect(text).toContain('Due: 27 June 2025.')
    expect(text).toContain('It buys: 35.2 (33.1 – 37.3; one period: 27.0 – 43.4) fewer overdue dossiers; ')
    expect(text).toContain('513 (481 – 544; one period: 368 – 657) fewer hours of overrun.')
    expect(text).toContain(
      'Evidence: 46 cases, 1,583 working hours, 41 dossiers overdue; see 30742-000007, 30742-000010.',
    )
    expect(text).toContain('What it buys was not worked out.')
  })

  it('say what a remedy makes worse, and where it is not shown to buy anything', () => {
    const gain = { ...finding.gain, overrunHours: nothing } as NonNullable<Finding['gain']>
    const some = { mean: 20, ci95: [18, 22], pi95: [7, 33] } satisfies typeof nothing
    const harm = { mean: -3, ci95: [-4, -2], pi95: [-10, 4] } satisfies typeof nothing
    const findings = [
      { ...finding, gain: { ...gain, late: harm, sentAway: some } },
      { ...finding, gain: { ...gain, late: nothing } },
    ]
    const english = formats.markdown.render({ ...withFindings(), findings }, 'en')
    expect(english).toContain(
      'fewer citizens sent away; but 3.0 (2.0 – 4.0; one period: -4.0 – 10.0) more overdue dossiers.',
    )
    expect(english).toContain('No gain in overdue dossiers or turnaround is shown.')
    const vietnamese = formats.markdown.render({ ...withFindings(), findings }, 'vi')
    expect(vietnamese).toContain('nhưng thêm 3,0 (2,0 – 4,0; một kỳ: -4,0 – 10,0) hồ sơ quá hạn.')
    expect(vietnamese).toContain('Chưa thấy bớt hồ sơ quá hạn hay giờ giải quyết.')
  })

  it('speak Vietnamese as well', () => {
    const text = formats.markdown.render(withFindings(), 'vi')
    expect(text).toContain(
      'PHẢI KHẮC PHỤC TRƯỚC KHI VẬN HÀNH. Lãnh đạo chưa có tài khoản. Việc cần làm: Cấp tài khoản. Cơ quan thực hiện: Sở Tư pháp. Hạn: 27/06/2025. Lợi ích: ',
    )
    expect(text).toContain('bớt 35,2 (33,1 – 37,3; một kỳ: 27,0 – 43,4) hồ sơ quá hạn')
  })

  it('come with the overrun by cause, which adds up', () => {
    const text = formats.markdown.render(withFindings(), 'en')
    for (const row of [
      '| 1 | 80.0 | 85.0 |',
      '| Interaction 1 × 2 | 10.0 |',
      '| What is left | 5.0 | 5.0 |',
      '| Whole | 100.0 | 100.0 |',
    ])
      expect(text).toContain(row)
  })

  it('are left out where there are none', () => {
    expect(formats.markdown.render(rehearsed(), 'en')).not.toContain('Findings')
  })
})
