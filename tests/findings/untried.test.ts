import { expect, it } from 'vitest'
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
