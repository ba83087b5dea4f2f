import { setTimeout as after } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { type LaunchOptions, launchSystems } from '../../src/systems/index.ts'
import type { SystemClient } from '../../src/target/index.ts'
import { freshDirectory, launchOptions, openClient, removeDirectories, values } from './centre.ts'
import { killAtRandom } from './killing.ts'
import { type PostgresServer, startPostgres } from './postgres.ts'

let server: PostgresServer | undefined
afterAll(async () => {
  await server?.stop()
  removeDirectories()
})

const WORKERS = 8
/** What is done with each dossier, in order. */
const steps = ['portal.submit', 'one-stop.intake', 'one-stop.hand-over', 'one-stop.process', 'one-stop.sign'] as const

interface Row {
  readonly referenceUid: string
  readonly dossierNo: string
  readonly state: number
  readonly sequence: number
}

/** Takes dossiers through all steps until told to stop; a call that gets no answer is sent again as the same call. */
async function drive(client: SystemClient, worker: number, isOver: () => boolean, done: string[]): Promise<void> {
  for (let n = 0; !isOver(); n++) {
    const id = `w${worker}-${n}`
    for (const step of steps) {
      const call = values(id, '2025-07-01T08:00', { channel: 'online', callId: `${id} ${step}` })
      for (;;) {
        const { answer } = await client.call(step, call)
        if (answer.ok) break
        // The one-stop centre may not have heard of it yet, or not be there.
        expect(['unreachable', 'connection-cut', 'timed-out', 'unknown-dossier'], `${id} ${step}`).toContain(
          answer.reason,
        )
        await after(5)
      }
    }
    done.push(id)
  }
}

const linesOf = async (url: string | undefined, token: string): Promise<string[]> => {
  const answer = await fetch(`${url}/control/dossiers`, { headers: { authorization: `Bearer ${token}` } })
  return (await answer.text()).trim().split('\n')
}

async function listed(url: string | undefined): Promise<Row[]> {
  const rows: Row[] = []
  for (let start = 0; ; start += 1000) {
    const answer = await fetch(`${url}/o/rest/v2/dossiers?start=${start}&end=${start + 1000}`)
    const { data } = (await answer.json()) as { data: Row[] }
    rows.push(...data)
    if (data.length < 1000) return rows
  }
}

describe.each([
  ['SQLite', 1, async (): Promise<LaunchOptions['database']> => ({ kind: 'sqlite', folder: freshDirectory() })],
  [
    'PostgreSQL',
    2,
    async (): Promise<LaunchOptions['database']> => {
      server = await startPostgres()
      return { kind: 'postgres', url: server.url, prefix: 'kill' }
    },
  ],
])('processes on %s that are killed with -9 at random moments', (_, seed, database) => {
  it('lose no accepted dossier and do nothing twice', async () => {
    const systems = await launchSystems({ ...launchOptions(), database: await database(), checkAnswers: false })
    const client = await openClient(systems.urls)
    const done: string[] = []
    let isOver = false
    const workers = Array.from({ length: WORKERS }, (__, worker) => drive(client, worker, () => isOver, done))
    await killAtRandom(systems, seed, ['portal', 'one-stop'])
    isOver = true
    await Promise.all(workers)
    const [portal, oneStop] = await systems.drain()

    expect(done.length).toBeGreaterThan(WORKERS)
    expect(portal).toMatchObject({ outboxPending: 0, byState: { 9: done.length } })
    expect(oneStop).toMatchObject({ outboxPending: 0, byState: { 9: done.length } })
    const everywhere = done.map((id) => JSON.stringify([id, 9])).toSorted()
    expect((await linesOf(systems.urls.portal, systems.token)).toSorted()).toEqual(everywhere)
    expect((await linesOf(systems.urls['one-stop'], systems.token)).toSorted()).toEqual(everywhere)

    // Each of the five steps changed each dossier once, and each reception took one number: no gap, none twice.
    const rows = await listed(systems.urls['one-stop'])
    expect(new Set(rows.map(({ sequence }) => sequence))).toEqual(new Set([steps.length]))
    const numbers = rows.map(({ dossierNo }) => Number(dossierNo.split('-')[2])).sort((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: done.length }, (__, index) => index + 1))
    await client.close()
    await systems.stop()
  }, 120_000)
})
