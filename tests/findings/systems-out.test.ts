import { expect, it } from 'vitest'
import { checkScenario, readShippedScenario } from '../../src/scenario/index.ts'
import { findingsOf } from './found.ts'

it.each([
  ['huu-lung-portal-outage', 'systems that citizens at home could not reach either', 'system-out', 'line-lost'],
  [
    'an-giang-lost-connection',
    'the line of the office, as citizens at home reach the portal',
    'line-lost',
    'system-out',
  ],
])('What is out in %s: %s', { timeout: 120_000 }, async (name, _, right, wrong) => {
  const source = { file: `${name}.yaml`, text: readShippedScenario(name) }
  const { plan } = checkScenario(source.text, source.file)
  const { findings } = await findingsOf({ plan: plan ?? expect.fail(), source })
  const kinds: string[] = findings.map(({ kind }) => kind)
  expect(kinds[0]).toBe(right)
  expect(kinds).not.toContain(wrong)
})
