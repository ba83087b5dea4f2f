import { expect, it } from 'vitest'
import { checkScenario, readShippedScenario } from '../../src/scenario/index.ts'
import { withFaults } from './base.ts'
import { findingsOf } from './found.ts'

it('What the scenario has nothing to change for is as urgent as what it did in the run', {
  timeout: 60_000,
}, async () => {
  // The portal is out in the run; its model in the scenario never is.
  const { plan: played } = withFaults('portal outage', 'ambiguous authority')
  const { findings, lateness } = await findingsOf(withFaults('ambiguous authority'), 1, 'quick', played)
  const at = findings.findIndex(({ kind }) => kind === 'system-out')
  const found = findings[at]
  expect(found).toMatchObject({ gain: null, remedy: { changes: [] } })
  expect(found?.effect.sentAway).toBeGreaterThan(15)
  expect(found?.severity).toBe('stop')
  expect(findings.slice(at + 1).map(({ severity }) => severity)).not.toContain('stop')
  expect(findings.slice(0, at).every(({ severity }) => severity === 'stop')).toBe(true)
  // Numbers of the attribution are places in the findings.
  for (const { finding } of lateness?.causes ?? []) expect(findings[finding]?.gain).not.toBeNull()
})

it('Calls that failed are told, though it is not shown that they cost anybody time', { timeout: 60_000 }, async () => {
  const name = 'lam-dong-2025-06-23'
  const source = { file: `${name}.yaml`, text: readShippedScenario(name) }
  const { plan } = checkScenario(source.text, source.file)
  const { findings } = await findingsOf({ plan: plan ?? expect.fail(), source })
  const found = findings.find(({ kind }) => kind === 'legacy-systems')
  expect(found).toMatchObject({ severity: 'watch', where: { operations: ['province.hand-over'] } })
  expect(found?.evidence.cases).toBeGreaterThan(10)
  // The share that is refused goes by the one-stop software of the unit, and is gone with the remedy.
  expect(found?.remedy.changes).toEqual([
    { path: 'systems.province.operations.province.hand-over.refuseShareOf', remove: true },
  ])
})
