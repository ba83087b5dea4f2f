import { expect, it } from 'vitest'
import { checkScenario, readShippedScenario } from '../../src/scenario/index.ts'
import { findingsOf } from './found.ts'

it('One more of the same is one finding, called by what did the harm: absent leaders, not busy ones', {
  timeout: 120_000,
}, async () => {
  const name = 'lao-cai-equipment-budget'
  const source = { file: `${name}.yaml`, text: readShippedScenario(name) }
  const { plan } = checkScenario(source.text, source.file)
  const { findings } = await findingsOf({ plan: plan ?? expect.fail(), source })
  const ofLeaders = findings.filter(
    ({ where, kind }) => where.roles?.includes('leader') && (kind === 'too-few' || kind === 'stand-in'),
  )
  expect(ofLeaders.map(({ kind }) => kind)).toEqual(['stand-in'])
  expect(findings[0]).toBe(ofLeaders[0])
  expect(findings[0]?.remedy.changes.map(({ path }) => path)).toContain('units.2.staff.3.count')
})
