import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Entry } from '../../src/operation/index.ts'
import { rehearse, standInSecrets, standInTarget, startStandIns } from '../../src/rehearse/index.ts'
import type { PlantedFault } from '../../src/systems/index.ts'
import { Tally } from '../../src/verdict/index.ts'
import { childCommand } from '../systems/centre.ts'
import { lineWard } from './line-ward.ts'

/** Rehearses the ward; every official is logged in as themselves. */
async function rehearsed(faults: readonly PlantedFault[] = []) {
  const plan = lineWard()
  const folder = mkdtempSync(join(tmpdir(), 'dientap-line-'))
  const secrets = standInSecrets(() => undefined)
  const systems = await startStandIns(plan, { database: { kind: 'sqlite', folder }, childCommand, secrets })
  const tally = new Tally(plan)
  const reasons: Record<string, number> = {}
  const record = (entry: Readonly<Entry>): void => {
    if (entry.reason !== '') {
      const reason = `${entry.operation} ${entry.reason}`
      reasons[reason] = (reasons[reason] ?? 0) + 1
    }
    tally.record(entry)
  }
  try {
    for (const fault of faults) await systems.plant(fault)
    const signal = new AbortController().signal
    const target = standInTarget()
    const end = await rehearse(plan, { seed: 11, runId: 'line', target, systems, secrets, journal: { record }, signal })
    tally.close(end.untilMs)
    const census = await systems.drain()
    const byState = Object.fromEntries(census.map(({ system, byState: states }) => [system, states]))
    return { end, counts: tally.counts(), reasons, byState }
  } finally {
    await systems.stop()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

describe('a rehearsal of a ward with civil status, land, residence, health insurance and population', () => {
  it('asks every line system as each official, and all count the same dossiers', async () => {
    const { end, counts, reasons, byState } = await rehearsed()
    expect(end.stopped).toBeUndefined()
    expect(reasons).toEqual({})
    expect(counts.received).toBe(90)
    expect(counts.finished).toBeGreaterThan(75)
    expect(end.census).toEqual([
      { system: 'portal', counts: expect.anything() },
      { system: 'one-stop', counts: expect.objectContaining(counts) },
    ])
    const births = byState['civil-status']?.signed ?? 0
    expect(births).toBeGreaterThan(15)
    expect(byState.population).toEqual({ living: births })
    // What came in on the last day is under way when the run ends.
    for (const leg of ['residence', 'health-insurance']) {
      const { done = 0, received = 0, ...others } = byState[leg] ?? {}
      expect([leg, done + received, others]).toEqual([leg, births, {}])
      expect(done).toBeGreaterThan(births - 5)
    }
    expect(byState.land?.DA_GIAI_QUYET).toBeGreaterThan(15)
  })

  it('meets what is planted in them, and every dossier goes on by the way that is left', async () => {
    const { counts, reasons, byState } = await rehearsed([
      { id: 'a', system: 'civil-status', kind: 'search-missing' },
      { id: 'b', system: 'civil-status', kind: 'data-refused', share: 0.5 },
      { id: 'c', system: 'land', kind: 'partial-coverage', share: 0.5 },
      { id: 'd', system: 'payment', kind: 'callback-lost', share: 0.5 },
    ])
    expect(counts.finished).toBeGreaterThan(75)
    expect(Object.keys(reasons).sort()).toEqual([
      'civil-status.enter data-refused',
      'civil-status.search not-implemented',
      'land.look-up not-covered',
      'one-stop.confirm-payment payment-missing',
    ])
    // Half of the births and plots, each refused once; the help desk enters what the desk could not.
    const signed = byState['civil-status']?.signed ?? 0
    expect(signed).toBeGreaterThan(15)
    expect(reasons['civil-status.enter data-refused']).toBeLessThan(signed)
    expect(reasons['land.look-up not-covered']).toBeLessThan(byState.land?.DA_GIAI_QUYET ?? 0)
    // Payments of which no call-back came are found by holding the books against each other.
    expect(reasons['one-stop.confirm-payment payment-missing']).toBeGreaterThan(3)
    expect(reasons['one-stop.confirm-payment payment-missing']).toBeLessThan(byState.land?.DA_GIAI_QUYET ?? 0)
    expect(byState['civil-status']?.extract).toBeUndefined()
  })
})
