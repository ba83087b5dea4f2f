import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { rehearse, standInSecrets, standInTarget, startStandIns } from '../../src/rehearse/index.ts'
import type { Plan } from '../../src/scenario/index.ts'
import { Tally } from '../../src/verdict/index.ts'
import { childCommand } from '../systems/centre.ts'

const secrets = standInSecrets(() => undefined)

/** What a rehearsal against the stand-ins counts, to the end of the period. */
export async function rehearsed(plan: Plan): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'dientap-rehearsed-'))
  const systems = await startStandIns(plan, { database: { kind: 'sqlite', folder }, childCommand, secrets })
  const journal = new Tally(plan)
  try {
    const end = await rehearse(plan, {
      seed: plan.scenario.seed,
      runId: 'rehearsed',
      target: standInTarget(),
      systems,
      secrets,
      journal,
      signal: new AbortController().signal,
    })
    expect(end.stopped).toBeUndefined()
    journal.close(end.untilMs)
    return journal
  } finally {
    await systems.stop()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
