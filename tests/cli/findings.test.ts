import { expect, it } from 'vitest'
import type { RunResult } from '../../src/schema/index.ts'
import { dientap } from './command.ts'

const simulate = (...args: string[]) =>
  dientap(['simulate', 'phong-dien-2025-06-20', '--replications', '10', '--json', ...args])
const resultOf = ({ stdout }: { readonly stdout: string }) => JSON.parse(stdout) as RunResult

it('--findings says what broke, on one thread as on two; with "none", and without a prediction, nothing', {
  timeout: 120_000,
}, async () => {
  const [one, two, none, alone] = await Promise.all([
    simulate('--threads', '1'),
    simulate('--threads', '2'),
    simulate('--findings', 'none'),
    dientap(['simulate', 'phong-dien-2025-06-20', '--replications', '0', '--json']),
  ])
  const { findings, lateness, units } = resultOf(one)
  expect(resultOf(two)).toMatchObject({ findings, lateness })
  expect([resultOf(none), resultOf(alone)]).toMatchObject([{ findings: [] }, { findings: [] }])
  expect(findings[0]).toMatchObject({
    ...{ kind: 'no-account', cause: 'accounts', severity: 'stop', due: '2025-06-27' },
    where: { units: units.map(({ code }) => code), accounts: ['civil-status.approve', 'civil-status.sign'] },
  })
  expect(findings[0]?.title.vi).toBe(
    'Cả 5 đơn vị: chuyên viên, lãnh đạo chưa có tài khoản civil-status.approve (duyệt dữ liệu hộ tịch), civil-status.sign (ký số hộ tịch); hồ sơ dừng ở bước Phê duyệt trên hệ thống hộ tịch, Ký trên hệ thống hộ tịch',
  )
})
