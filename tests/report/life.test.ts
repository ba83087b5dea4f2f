import { expect, it } from 'vitest'
import type { Life } from '../../src/explain/index.ts'
import { lifeSections, printed } from '../../src/report/index.ts'

const life: Life = {
  dossier: '31825-S000002',
  unit: { code: '31825', name: 'Phường Bạc Liêu' },
  procedure: null,
  channel: null,
  stream: '',
  appointment: null,
  finishedAt: null,
  state: 7,
  arrivedAt: null,
  untilAt: '2025-06-21T00:00:00.000+07:00',
  moments: [
    {
      ...{ kind: 'script', at: '2025-06-20T07:31:00.000+07:00', event: 'script-skipped' },
      ...{ script: 'trial-morning', step: 'direct-received', operation: '', status: null, reason: 'turned-away' },
      title: {
        script: { vi: 'Kịch bản buổi sáng', en: 'Script of the morning' },
        step: { vi: 'Hỏi cấp trên rồi tiếp nhận', en: 'Ask the superior, then receive' },
      },
    },
  ],
  legs: [],
  keptBy: [],
  workedMin: 0,
}

it('A life without an appointment says so once, and names steps of scripts by their titles', () => {
  const text = printed(lifeSections(life, { id: 'a-run', stopped: null }, 'vi'), { colour: false, width: 120 })
  expect(text.match(/Chưa có ngày hẹn trả/g)).toHaveLength(1)
  expect(text).toContain('kịch bản: Hỏi cấp trên rồi tiếp nhận')
  expect(text).toContain('Kịch bản buổi sáng · bỏ qua · người dân phải quay về vì hết chỗ chờ')
})
