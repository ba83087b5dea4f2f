import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { dossierId } from '../src/people/index.ts'
import { startStandIns } from '../src/rehearse/index.ts'
import { loadScenario } from '../src/scenario/index.ts'
import type { StandInName } from '../src/schema/index.ts'
import type { DatabasePlace } from '../src/systems/index.ts'
import type { Benchmark, Peer } from './benchmark.ts'
import { type Load, post, requestsPerSecond } from './raw-client.ts'

const REQUESTS = 20_000
const WARM_UP = 4000
const CONNECTIONS = 64
const CALL_ID_LENGTH = 24

const path = (file: string): string => fileURLToPath(new URL(file, import.meta.url))
const plan = loadScenario(path('../scenarios/rach-gia-2025-07.yaml'))
const childCommand = {
  file: process.execPath,
  args: ['--disable-warning=ExperimentalWarning', path('../src/cli/main.ts'), 'serve'],
}
const unit = plan.units[0] as (typeof plan.units)[number]

/** What every request to a stand-in says of itself, as in a rehearsal. */
const headers = (n: number): Record<string, string> => ({
  'x-dientap-run': 'bench',
  'x-dientap-call': `bench-${n}`.padEnd(CALL_ID_LENGTH, '.'),
  'x-dientap-at': '2025-07-01T08:03:11.250+07:00',
  'x-dientap-by': 'clerk-1',
})

const registration = (n: number): string =>
  post(
    '/o/rest/v2/dossiers',
    headers(n),
    JSON.stringify({
      referenceUid: dossierId(unit.code, n),
      serviceCode: '1.001193',
      govAgencyCode: unit.organisationId,
      applicantName: 'Nguyễn Thị Ánh Tuyết',
      applicantIdType: 'CCCD',
      applicantIdNo: '091812345678',
      viaPostal: 0,
      documents: ['Tờ khai đăng ký khai sinh', 'Giấy chứng sinh'],
    }),
  )

const submission = (n: number): string =>
  post(
    '/api/dossiers',
    headers(n),
    JSON.stringify({
      MaThamChieu: dossierId(unit.code, n),
      MaDonVi: unit.organisationId,
      MaTTHC: '1.001193',
      ChuHoSo: 'Nguyễn Thị Ánh Tuyết',
      SoDinhDanh: '091812345678',
      TaiLieuNop: ['Tờ khai đăng ký khai sinh', 'Giấy chứng sinh'],
    }),
  )

/** Requests a second once the server is warm. */
async function measured(url: string, request: (n: number) => string, requests = REQUESTS): Promise<number> {
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

/** A stand-in of which the others run too, so that its messages for them are written and sent. */
async function standIn(
  name: StandInName,
  systems: readonly StandInName[],
  database: DatabasePlace,
  request: (n: number) => string,
  requests?: number,
): Promise<number> {
  const running = await startStandIns(plan, { database, childCommand, systems })
  try {
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
      return await measured(url, registration)
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
    return { name, figure: await standIn('one-stop', ['one-stop', 'portal'], database, registration, REQUESTS / 4) }
  } finally {
    await server.stop()
  }
}

/** POSTs a second that the one-stop centre takes in, against bare Fastify with one insert for each. */
export const systems: Benchmark = {
  what: 'one-stop, POST of a dossier',
  reference: 'bare Fastify with one insert',
  unit: 'requests/s',
  bound: { text: 'at least 0.5', keeps: (ratio) => ratio >= 0.5 },
  async round() {
    const against = await bare()
    // With a portal to report to: each dossier is written, and its message, and the message is sent.
    const figure = await withFolder((folder) =>
      standIn('one-stop', ['one-stop', 'portal'], sqlite(folder), registration),
    )
    return { figure, against, ratio: figure / against }
  },
  async peers() {
    const alone = await withFolder((folder) => standIn('one-stop', ['one-stop'], sqlite(folder), registration))
    const handing = await withFolder((folder) => standIn('portal', ['one-stop', 'portal'], sqlite(folder), submission))
    return [
      { name: 'one-stop without a portal to report to', figure: alone },
      { name: 'portal that hands each dossier over before it answers', figure: handing },
      await onPostgres(),
    ]
  },
}
