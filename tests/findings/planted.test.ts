import { describe, expect, it } from 'vitest'
import { indexOfDossier } from '../../src/people/index.ts'
import { type FaultName, faults, kindOf, withFaults } from './base.ts'
import { findingsOf } from './found.ts'

const names = Object.keys(faults) as FaultName[]
const healthy = findingsOf(withFaults())

describe('Of one planted fault', () => {
  it.each(names)('“%s” is found first, and is gone with the fault', async (name) => {
    const { findings } = await findingsOf(withFaults(name))
    const [first, ...others] = findings
    expect(first?.kind).toBe(kindOf[name])
    expect(others.map(({ kind }) => kind)).not.toContain(kindOf[name])
    expect((await healthy).findings.map(({ kind }) => kind)).not.toContain(kindOf[name])
    // Whom it harms, and that mending it helps them, is shown.
    const gain = first?.gain
    expect(Math.max(gain?.late.ci95[0] ?? 0, gain?.sentAway.ci95[0] ?? 0)).toBeGreaterThan(0)
    expect(first?.remedy.changes).not.toEqual([])
  })

  it('the evidence names dossiers of the event log and when it was', async () => {
    const { findings } = await findingsOf(withFaults('no signing account'))
    const { evidence, where, cause, severity } = findings[0] ?? expect.fail()
    expect({ cause, severity }).toEqual({ cause: 'accounts', severity: 'stop' })
    expect(where).toMatchObject({ units: ['30742'], accounts: ['civil-status.sign'], roles: ['leader'] })
    for (const dossier of evidence.dossiers) expect(indexOfDossier(dossier)).toBeLessThan(300)
    expect(evidence.cases).toBeGreaterThan(20)
    expect(String(evidence.from)).toMatch(/^2025-07-(1[0-6]|0)/)
  })
})

describe('The healthy ward', () => {
  it('is short of nothing: only rules that could be quicker are named', async () => {
    const { findings, lateness } = await healthy
    expect(findings.map(({ kind, severity }) => [kind, severity])).toEqual([['signature-rounds', 'watch']])
    expect(lateness).toBeNull()
  })
})
