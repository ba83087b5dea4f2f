import { describe, expect, it } from 'vitest'
import { checkScenario } from '../../src/scenario/index.ts'
import { minimalWith, planOf } from './minimal.ts'
import { expectOnly } from './only-problem.ts'

const own = (lines: string) => ['workflows:\n', `procedures:\n${lines}workflows:\n`] as const
const spoken = ['basis:\n', 'basis:\n  - { path: procedures, kind: assumption, source: for the test }\n'] as const
const asked = [
  '    - { code: "1.004873", weight: 1, workflow: simple }',
  '    - { code: van-ban-den, weight: 1, workflow: simple }',
] as const
const document =
  '  van-ban-den: { title: { vi: Văn bản đến, en: Incoming document }, field: certification, limit: { kind: working-days, days: 2 } }\n'

describe('a procedure of the scenario’s own', () => {
  it('may be one that the catalogue does not have', () => {
    const { procedures } = planOf(minimalWith(own(document), asked, spoken))
    expect(procedures[1]).toMatchObject({
      code: 'van-ban-den',
      nameVi: 'Văn bản đến',
      field: 'certification',
      limit: { kind: 'working-time', workingHours: 16 },
      limitSourced: true,
      documents: [],
    })
  })

  it('may say what is different here about one of the catalogue: a wrong limit, for example', () => {
    const text = minimalWith(own('  "1.004873": { limit: { kind: working-hours, hours: 4 } }\n'), spoken)
    const [, before] = planOf(minimalWith()).procedures
    const [, after] = planOf(text).procedures
    expect(after).toEqual({ ...before, limit: { kind: 'working-time', workingHours: 4 }, limitSourced: true })
  })

  it('must be described whole where the catalogue does not have it', () =>
    expectOnly({
      changes: [own('  van-ban-den: { field: certification }\n')],
      at: 'van-ban-den: {',
      message: /"van-ban-den" lacks title, limit/,
    }))

  it('is doubtful when nobody asks for it', () => {
    const { warnings } = checkScenario(minimalWith(own(document), spoken), 'a.yaml')
    expect(warnings.map(({ message }) => message)).toContain('nobody asks for procedure "van-ban-den"')
  })
})
