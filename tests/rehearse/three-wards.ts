import { checkScenario, type Plan } from '../../src/scenario/index.ts'
import type { OneStopDialect } from '../../src/schema/index.ts'
import { rachGia } from './rach-gia-text.ts'

const basis = `basis:
${['period', 'calendar', 'units', 'demand', 'policies', 'systems', 'incidents', 'targets']
  .map((path) => `  - { path: ${path}, kind: assumption, source: { vi: "Bài thử.", en: "A test." } }`)
  .join('\n')}
`

/** Rạch Giá's first days in three wards whose centres speak a dialect each. */
export function threeWards(dialects: readonly [OneStopDialect, OneStopDialect, OneStopDialect]): Plan {
  const ward = (code: string, organisationId: string, oneStop: string) =>
    /^ {2}- code: "30742"\n[\s\S]*?(?=\ndemand:)/m
      .exec(rachGia)?.[0]
      .replace('"30742"', `"${code}"`)
      .replace(/organisationId: .*/, `organisationId: ${organisationId}\n    oneStop: ${oneStop}`) ?? ''
  const text = rachGia
    .replace(
      /^units:\n[\s\S]*?(?=\ndemand:)/m,
      `units:\n${ward('30742', '000.00.42.H01', dialects[0])}\n${ward('30760', '000.00.60.H01', dialects[1])}\n${ward('30766', '000.00.66.H01', dialects[2])}`,
    )
    .replace('dossiers: 2720', 'dossiers: 60')
    .replace('to: 2025-07-31', 'to: 2025-07-12')
    .replace(/^basis:[\s\S]*/m, basis)
    .replace(/ {2}- \{ kind: connection-lost.*\n/, '')
  const { plan, problems } = checkScenario(text, 'three-wards.yaml')
  if (!plan) throw new Error(problems.map(({ line, message }) => `${line}: ${message}`).join('\n'))
  return plan
}
