import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Entry } from '../../src/operation/index.ts'
import { type Rehearsed, rehearse, standInSecrets, standInTarget, startStandIns } from '../../src/rehearse/index.ts'
import { neededBy } from '../../src/rehearse/stand-ins.ts'
import type { Plan } from '../../src/scenario/index.ts'
import type { SecretSource } from '../../src/target/index.ts'
import { Tally } from '../../src/verdict/index.ts'
import { planOf, smallScript } from '../operation/scripts/small-script.ts'
import { childCommand } from '../systems/centre.ts'
import { threeWards } from './three-wards.ts'

/** Rehearses against the stand-ins, which ask everybody to log in. */
async function rehearsed(
  plan: Plan,
  secrets: SecretSource,
): Promise<{ end: Rehearsed; tally: Tally; reasons: Set<string> }> {
  const folder = mkdtempSync(join(tmpdir(), 'dientap-stand-ins-'))
  const systems = await startStandIns(plan, { database: { kind: 'sqlite', folder }, childCommand, secrets })
  const tally = new Tally(plan)
  const reasons = new Set<string>()
  const journal = {
    record: (entry: Readonly<Entry>) => {
      if (entry.reason !== '') reasons.add(`${entry.operation} ${entry.reason}`)
      tally.record(entry)
    },
  }
  try {
    const end = await rehearse(plan, {
      seed: 11,
      runId: 'three-wards',
      target: standInTarget(),
      systems,
      secrets,
      journal,
      signal: new AbortController().signal,
    })
    tally.close(end.untilMs)
    return { end, tally, reasons }
  } finally {
    await systems.stop()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

describe('the stand-ins that a scenario needs', () => {
  it('are those that keep dossiers, those that are called, and the document system where meetings resolve', () => {
    const plan = threeWards(['opencps', 'opencps', 'opencps'])
    expect(neededBy(plan)).not.toContain('documents')
    const script = planOf(
      smallScript({
        steps: [
          { name: 'close', actor: { role: 'clerk' }, does: { kind: 'meeting', meeting: 'members', act: 'close' } },
        ],
      }),
    )
    expect(neededBy({ ...plan, scripts: script.scripts })).toEqual(expect.arrayContaining(['meetings', 'documents']))
  })
})

describe('a rehearsal of three wards against the stand-ins', () => {
  it('goes through the dialect of each ward’s centre, and both systems count what the run counts', async () => {
    const { end, tally, reasons } = await rehearsed(
      threeWards(['opencps', 'igate', 'new-portal']),
      standInSecrets(() => undefined),
    )
    expect(end.stopped).toBeUndefined()
    expect([...reasons]).toEqual([])
    const counts = tally.counts()
    expect(counts.received).toBe(180)
    expect(end.census).toEqual([
      { system: 'portal', counts: expect.objectContaining(counts) },
      { system: 'one-stop', counts: expect.objectContaining(counts) },
    ])
  })

  it('has every official logged in as themselves, and both systems count what the run counts', async () => {
    const { end, tally, reasons } = await rehearsed(
      threeWards(['opencps', 'opencps', 'opencps']),
      standInSecrets(() => undefined),
    )
    expect(end.stopped).toBeUndefined()
    expect([...reasons]).toEqual([])
    const counts = tally.counts()
    expect(counts.received).toBe(180)
    expect(end.census).toEqual([
      { system: 'portal', counts: expect.objectContaining(counts) },
      { system: 'one-stop', counts: expect.objectContaining(counts) },
    ])
  })
})
