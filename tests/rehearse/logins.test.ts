import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { Draws } from '../../src/chance/index.ts'
import { type Entry, ModelledSystems, Operation, PLAYED_REPLICATION } from '../../src/operation/index.ts'
import { rehearse, standInSecrets, standInTarget, startStandIns } from '../../src/rehearse/index.ts'
import type { Plan } from '../../src/scenario/index.ts'
import type { Incident, TargetFile } from '../../src/schema/index.ts'
import type { TargetFiles } from '../../src/target/index.ts'
import { childCommand } from '../systems/centre.ts'
import { threeWards } from './three-wards.ts'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

const plan = threeWards(['opencps', 'opencps', 'opencps'])
const failure: Incident = {
  kind: 'system-fault',
  name: 'no-login',
  system: 'identity',
  fault: 'login-failure',
  from: '2025-07-01T06:00',
  to: '2025-07-03T06:00',
}
const withIncident = (incident: Incident): Plan => ({ ...plan, scenario: { ...plan.scenario, incidents: [incident] } })

/** The shipped target, with another share of the visits that log in. */
function targetWith(oneIn: number): TargetFiles {
  const { own } = standInTarget()
  const login = own.systems?.portal?.login?.map((each) => (each.kind === 'oidc' ? { ...each, oneIn } : each)) ?? []
  const changed: TargetFile = { ...own, systems: { ...own.systems, portal: { ...own.systems?.portal, login } } }
  return { own: changed, dialects: new Map() }
}

interface Visits {
  /** Calls of citizens at the portal: how many, and why some failed. */
  readonly count: number
  readonly reasons: readonly string[]
  readonly logins: Readonly<Record<string, number>>
}

const isVisit = ({ operation }: Readonly<Entry>) => operation.startsWith('portal.')

async function rehearsed(given: Plan, target: TargetFiles): Promise<Visits> {
  const folder = mkdtempSync(join(tmpdir(), 'dientap-logins-'))
  folders.push(folder)
  const secrets = standInSecrets(() => undefined)
  const systems = await startStandIns(given, { database: { kind: 'sqlite', folder }, childCommand, secrets })
  const reasons: string[] = []
  let count = 0
  try {
    const { stopped } = await rehearse(given, {
      ...{ seed: 11, runId: 'logins', target, systems, secrets },
      journal: {
        record(entry) {
          if (!isVisit(entry)) return
          count++
          if (entry.reason !== '') reasons.push(entry.reason)
        },
      },
      signal: new AbortController().signal,
    })
    expect(stopped).toBeUndefined()
    const identity = (await systems.census()).find(({ system }) => system === 'identity')
    return { count, reasons, logins: identity?.byState ?? {} }
  } finally {
    await systems.stop()
  }
}

function simulated(given: Plan): string[] {
  const reasons: string[] = []
  const draws = new Draws(11, PLAYED_REPLICATION)
  const journal = { record: (entry: Readonly<Entry>) => void (isVisit(entry) && reasons.push(entry.reason)) }
  const operation = new Operation(given, draws, new ModelledSystems(given, draws), journal)
  while (operation.advance());
  return reasons.filter((reason) => reason !== '')
}

describe('citizens of a rehearsal', () => {
  it('log in with their own identity before they come to the portal', async () => {
    const { count, reasons, logins } = await rehearsed(plan, targetWith(1))
    expect(reasons).toEqual([])
    expect(count).toBeGreaterThan(50)
    expect(logins.done).toBeGreaterThan(count * 0.9)
    expect(logins.done).toBeLessThan(count * 1.1)
  })

  it('log in once for so many visits as the target file says', async () => {
    const { count, reasons, logins } = await rehearsed(plan, targetWith(10))
    expect(reasons).toEqual([])
    expect(logins.done).toBeGreaterThanOrEqual(Math.floor(count / 10) - 3)
    expect(logins.done).toBeLessThanOrEqual(Math.ceil(count / 10) + 3)
  })

  it('can’t come to the portal while the identity provider lets nobody in, as the simulation predicts', async () => {
    const { reasons, logins } = await rehearsed(withIncident(failure), targetWith(10))
    expect(new Set(reasons)).toEqual(new Set(['login-failed']))
    expect(logins.failed).toBe(reasons.length)
    const predicted = simulated(withIncident(failure))
    expect(new Set(predicted)).toEqual(new Set(['login-failed']))
    // All who try fail until it is over, though only one in ten logs in otherwise.
    expect(reasons.length).toBeGreaterThan(predicted.length * 0.9)
    expect(reasons.length).toBeLessThanOrEqual(predicted.length)
  })
})
