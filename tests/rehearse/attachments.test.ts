import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { rehearse, standInSecrets, standInTarget, startStandIns } from '../../src/rehearse/index.ts'
import type { PlantedFault } from '../../src/systems/index.ts'
import { childCommand } from '../systems/centre.ts'
import { lineWard } from './line-ward.ts'

const MIB = 1024 * 1024
const refusal: PlantedFault = { id: 'big', system: 'portal', kind: 'attachment-refused', more: { overBytes: MIB } }

/** Citizens who declare online attach a paper. @returns how uploads went, by reason: "" for those that were taken */
async function uploads(faults: readonly PlantedFault[]): Promise<Record<string, number>> {
  const plan = lineWard((text) =>
    text
      .replace('dossiers: 90', 'dossiers: 30')
      .replaceAll('operation: portal.submit, state: 1, to: intake', 'operation: portal.submit, state: 1, to: attach')
      .replaceAll(
        '      receive: ',
        '      attach: { by: citizen, takes: { kind: fixed, min: 2 }, outcomes: [{ operation: portal.upload, ifFails: { to: intake }, to: intake }] }\n      receive: ',
      ),
  )
  const folder = mkdtempSync(join(tmpdir(), 'dientap-attachments-'))
  const secrets = standInSecrets(() => undefined)
  const systems = await startStandIns(plan, { database: { kind: 'sqlite', folder }, childCommand, secrets })
  const counts: Record<string, number> = {}
  try {
    for (const fault of faults) await systems.plant(fault)
    await rehearse(plan, {
      ...{ seed: 11, runId: 'attachments', target: standInTarget(), systems, secrets },
      journal: {
        record({ operation, reason }) {
          if (operation === 'portal.upload') counts[reason] = (counts[reason] ?? 0) + 1
        },
      },
      signal: new AbortController().signal,
    })
    return counts
  } finally {
    await systems.stop()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

describe('attachments in a rehearsal', () => {
  it('go up where the workflow says so, and the refusal of a big one is seen', async () => {
    const taken = await uploads([])
    expect(Object.keys(taken)).toEqual([''])
    expect(taken['']).toBeGreaterThan(8)
    expect(await uploads([refusal])).toEqual({ 'attachment-refused': taken[''] })
  })
})
