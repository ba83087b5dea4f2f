import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { StandInName } from '../src/schema/index.ts'
import type { DatabasePlace } from '../src/systems/index.ts'
import type { Benchmark, Peer } from './benchmark.ts'
import { type Load, requestsPerSecond } from './client/raw.ts'
import { launchStandIns, registration, submission } from './client/stand-ins.ts'

const REQUESTS = 20_000
const WARM_UP = 4000
const CONNECTIONS = 64

const path = (file: string): string => fileURLToPath(new URL(file, import.meta.url))

/** Requests a second once the server is warm. */
async function measured(url: string, request: (n: number) => string, requests: number): Promise<number> {
  const load: Load = { request, requests: WARM_UP, connections: CONNECTIONS, status: 201 }
  await requestsPerSecond(url, load)
  return requestsPerSecond(url, { ...load, requests, request: (n) => request(WARM_UP + n) })
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
async function standIn(
  name: StandInName,
  database: DatabasePlace,
  request: (n: number) => string,
  { isAlone = false, requests = REQUESTS } = {},
): Promise<number> {
  const running = await launchStandIns(['one-stop', 'portal'], database)
  try {
    for (const { name: other, pid } of running.systems) if (isAlone && other !== name) process.kill(pid, 'SIGKILL')
    return await measured(running.urls[name] ?? '', request, requests)
  } finally {
    await running.stop()
  }
}

/** Bare Fastify with an insert for each POST. */
function bare(): Promise<number> {
  return withFolder(async (folder) => {
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
      return await measured(url, registration, REQUESTS)
    } finally {
      child.stdin.end()
      await ended
    }
  })
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
    const options = { isAlone: true, requests: REQUESTS / 4 }
    return { name, figure: await standIn('one-stop', database, registration, options) }
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
  async round() {
    const against = await bare()
    const figure = await withFolder((folder) => standIn('one-stop', sqlite(folder), registration, { isAlone: true }))
    return { figure, against, ratio: figure / against }
  },
  async peers() {
    const reporting = await withFolder((folder) => standIn('one-stop', sqlite(folder), registration))
    const handing = await withFolder((folder) => standIn('portal', sqlite(folder), submission))
    return [
      { name: 'one-stop that reports to a portal on the same machine', figure: reporting },
      { name: 'portal that hands each dossier over before it answers', figure: handing },
      await onPostgres(),
    ]
  },
}
