import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { StandInName } from '../src/schema/index.ts'
import type { DatabasePlace } from '../src/systems/index.ts'
import type { Benchmark, Peer } from './benchmark.ts'
import { requestsPerSecond } from './client/raw.ts'
import { launchStandIns, registration, submission } from './client/stand-ins.ts'

const REQUESTS = 40_000
/** By then both are compiled. */
const WARM_UP = 20_000
const SLICES = 10
const CONNECTIONS = 64

const path = (file: string): string => fileURLToPath(new URL(file, import.meta.url))

/** A server under load, request by request from where it was left. */
class Loaded {
  readonly #url: string
  readonly #request: (n: number) => string
  #sent = 0
  #tookMs = 0
  #counted = 0

  constructor(url: string, request: (n: number) => string) {
    this.#url = url
    this.#request = request
  }

  /** Sends so many, and counts them once the server is warm. */
  async send(requests: number, isCounted = true): Promise<void> {
    const first = this.#sent
    this.#sent += requests
    const request = (n: number) => this.#request(first + n)
    const perSecond = await requestsPerSecond(this.#url, { request, requests, connections: CONNECTIONS, status: 201 })
    if (!isCounted) return
    this.#counted += requests
    this.#tookMs += (requests / perSecond) * 1000
  }

  get perSecond(): number {
    return (this.#counted / this.#tookMs) * 1000
  }
}

async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'dientap-bench-'))
  try {
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @param options.isAlone the other is gone: messages for it are written, and kept */
async function withStandIn<T>(
  name: StandInName,
  database: DatabasePlace,
  { isAlone = false },
  use: (url: string) => Promise<T>,
): Promise<T> {
  const running = await launchStandIns(['one-stop', 'portal'], database)
  try {
    for (const { name: other, pid } of running.systems) if (isAlone && other !== name) process.kill(pid, 'SIGKILL')
    return await use(running.urls[name] ?? '')
  } finally {
    await running.stop()
  }
}

/** Bare Fastify with an insert for each POST. */
async function withReference<T>(folder: string, use: (url: string) => Promise<T>): Promise<T> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', path('./reference/bare-fastify.ts'), join(folder, 'bare.sqlite')],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  const ended = new Promise((resolve) => child.once('exit', resolve))
  try {
    const url = await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stdout }).once('line', resolve)
      child.once('exit', () => reject(new Error('the reference did not start')))
    })
    return await use(url)
  } finally {
    child.stdin.end()
    await ended
  }
}

/** Requests a second once the server is warm. */
async function measured(url: string, request: (n: number) => string, requests: number): Promise<number> {
  const server = new Loaded(url, request)
  await server.send(WARM_UP, false)
  await server.send(requests)
  return server.perSecond
}

const sqlite = (folder: string): DatabasePlace => ({ kind: 'sqlite', folder })

/** The same on PostgreSQL, where there is one: of the package that the tests use. */
async function onPostgres(): Promise<Peer> {
  const name = 'one-stop on PostgreSQL'
  let server: { url: string; stop(): Promise<void> }
  try {
    const { startPostgres } = await import('../tests/systems/postgres.ts')
    server = await startPostgres({ isDurable: true })
  } catch (error) {
    return { name, skipped: error instanceof Error ? error.message : String(error) }
  }
  try {
    const database: DatabasePlace = { kind: 'postgres', url: server.url, prefix: 'bench' }
    const figure = await withStandIn('one-stop', database, { isAlone: true }, (url) =>
      measured(url, registration, REQUESTS / 8),
    )
    return { name, figure }
  } finally {
    await server.stop()
  }
}

/**
 * POSTs a second that the one-stop centre takes in, against bare Fastify with one insert for each. Each is checked,
 * written with its message for the portal and with its answer; the portal is not there, so that the processors are left
 * to the stand-in and the client, as they are to the reference.
 */
export const systems: Benchmark = {
  what: 'one-stop, POST of a dossier',
  reference: 'bare Fastify with one insert',
  unit: 'requests/s',
  bound: { text: 'at least 0.5', keeps: (ratio) => ratio >= 0.5 },
  round: () =>
    withFolder((folder) =>
      withReference(folder, (referenceUrl) =>
        withStandIn('one-stop', sqlite(folder), { isAlone: true }, async (url) => {
          const [standIn, bare] = [new Loaded(url, registration), new Loaded(referenceUrl, registration)]
          for (const each of [standIn, bare]) await each.send(WARM_UP, false)
          // In turns, so that whatever else the machine does weighs on both alike.
          for (let slice = 0; slice < SLICES; slice++) {
            for (const each of [standIn, bare]) await each.send(REQUESTS / SLICES)
          }
          const [figure, against] = [standIn.perSecond, bare.perSecond]
          return { figure, against, ratio: figure / against }
        }),
      ),
    ),
  async peers() {
    const at = (name: StandInName, request: (n: number) => string) =>
      withFolder((folder) => withStandIn(name, sqlite(folder), {}, (url) => measured(url, request, REQUESTS)))
    const reporting = await at('one-stop', registration)
    const handing = await at('portal', submission)
    return [
      { name: 'one-stop that reports to a portal on the same machine', figure: reporting },
      { name: 'portal that hands each dossier over before it answers', figure: handing },
      await onPostgres(),
    ]
  },
}
