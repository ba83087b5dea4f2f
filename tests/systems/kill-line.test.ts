import { setTimeout as after } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { type LaunchOptions, launchSystems, type RunningSystems } from '../../src/systems/index.ts'
import { freshDirectory, launchOptions, removeDirectories } from './centre.ts'
import { killAtRandom } from './killing.ts'
import { declaration, LINKED_BIRTH, world } from './line-world.ts'
import { type PostgresServer, startPostgres } from './postgres.ts'

let server: PostgresServer | undefined
afterAll(async () => {
  await server?.stop()
  removeDirectories()
})

const WORKERS = 6
const systemsOfTheLine = ['civil-status', 'population', 'residence', 'health-insurance'] as const
type Line = (typeof systemsOfTheLine)[number]

interface CivilRecord {
  readonly result: {
    readonly record: { readonly registrationNo: string; readonly personalNo: string }
    readonly legs: readonly { readonly state: string }[]
  }
}

/** Asks the line systems, which are where they were once they are started again. */
class Caller {
  readonly #urls: RunningSystems['urls']
  #calls = 0

  constructor({ urls }: RunningSystems) {
    this.#urls = urls
  }

  /** Asks until there is an answer: the same call each time. Every third hangs up once, often after it was carried out. */
  async ask(system: Line, path: string, body: object, call: string): Promise<void> {
    let patienceMs = ++this.#calls % 3 === 0 ? 1 + (this.#calls % 7) : 60_000
    for (;;) {
      try {
        const answer = await fetch(`${this.#urls[system]}${path}`, {
          method: 'POST',
          signal: AbortSignal.timeout(patienceMs),
          headers: {
            'content-type': 'application/json',
            'x-dientap-call': call,
            'x-dientap-at': '2025-07-01T08:00:00.000+07:00',
          },
          body: JSON.stringify(body),
        })
        expect([answer.status, call, answer.ok ? '' : await answer.text()]).toEqual([answer.status, call, ''])
        await answer.text()
        return
      } catch (error) {
        // The process is gone, or went while it answered.
        if (!(error instanceof TypeError || error instanceof DOMException)) throw error
        patienceMs = 60_000
        await after(5)
      }
    }
  }

  async read<T>(system: Line, path: string): Promise<T> {
    return (await (await fetch(`${this.#urls[system]}${path}`)).json()) as T
  }
}

/** Takes linked births through entry, approval, signature and both legs until told to stop. */
async function drive(caller: Caller, isOver: () => boolean, done: string[]): Promise<void> {
  while (!isOver()) {
    const body = declaration({ serviceCode: LINKED_BIRTH })
    const { requestNo } = body
    const whom = { govAgencyCode: body.govAgencyCode, fullName: body.fullName }
    await caller.ask('civil-status', '/v1/records', body, `${requestNo}.enter`)
    await caller.ask('civil-status', `/v1/records/${requestNo}/approve`, {}, `${requestNo}.approve`)
    await caller.ask('civil-status', `/v1/records/${requestNo}/sign`, {}, `${requestNo}.sign`)
    await caller.ask('residence', `/v1/sub-dossiers/${requestNo}/register`, whom, `${requestNo}.register`)
    await caller.ask('health-insurance', `/v1/sub-dossiers/${requestNo}/issue-card`, whom, `${requestNo}.issue`)
    done.push(requestNo)
  }
}

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1)
const sorted = (numbers: readonly number[]): number[] => numbers.toSorted((a, b) => a - b)

describe.each([
  ['SQLite', 3, async (): Promise<LaunchOptions['database']> => ({ kind: 'sqlite', folder: freshDirectory() })],
  [
    'PostgreSQL',
    4,
    async (): Promise<LaunchOptions['database']> => {
      server = await startPostgres()
      return { kind: 'postgres', url: server.url, prefix: 'kill_line' }
    },
  ],
])('the line systems on %s, killed with -9 at random moments', (_, seed, database) => {
  it('lose no declaration, register none twice, and tell each other everything once', async () => {
    const options = launchOptions({ systems: systemsOfTheLine, world, database: await database() })
    const systems = await launchSystems({ ...options, checkAnswers: false })
    const caller = new Caller(systems)
    const done: string[] = []
    let isOver = false
    const workers = Array.from({ length: WORKERS }, () => drive(caller, () => isOver, done))
    await killAtRandom(systems, seed, systemsOfTheLine)
    isOver = true
    await Promise.all(workers)
    const censuses = await systems.drain()

    const n = done.length
    expect(n).toBeGreaterThan(WORKERS)
    const byState = Object.fromEntries(censuses.map((census) => [census.system, census.byState]))
    expect(byState).toEqual({
      'civil-status': { signed: n },
      population: { living: n },
      residence: { done: n },
      'health-insurance': { done: n },
    })
    expect(censuses.map(({ outboxPending, inboxHeld }) => outboxPending + inboxHeld)).toEqual([0, 0, 0, 0])

    // Every number was given once, without a gap, and both legs told how they ended.
    const registered: number[] = []
    const personal: number[] = []
    const residence: number[] = []
    for (const requestNo of done) {
      const { result } = await caller.read<CivilRecord>('civil-status', `/v1/records/${requestNo}`)
      const { registrationNo, personalNo } = result.record
      registered.push(Number(registrationNo.split('/')[0]))
      personal.push(Number(personalNo.slice(-6)))
      expect(result.legs.map(({ state }) => state)).toEqual(['done', 'done'])
      const leg = await caller.read<{ resultNo: string }>('residence', `/v1/sub-dossiers/${requestNo}`)
      residence.push(Number(leg.resultNo.split('-')[2]))
    }
    expect(sorted(registered)).toEqual(upTo(n))
    expect(sorted(personal)).toEqual(upTo(n))
    expect(sorted(residence)).toEqual(upTo(n))
    await systems.stop()
  }, 120_000)
})
