import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type LoadWork, lookForK6, runInstance, spawnK6, workOf } from '../src/load/index.ts'
import { loadScenario } from '../src/scenario/index.ts'
import { loadTarget } from '../src/target/index.ts'
import { type Benchmark, Skipped } from './benchmark.ts'

const SECONDS = 5
/** Dossiers a second, of which each makes one call: more than any machine can do, so that each does what it can. */
const RATE = 16_000
/** As many are under way at once. */
const VUS = 64

const surroundings = { env: process.env, platform: process.platform, arch: process.arch }

/** The server that does nothing, in a process of its own. */
async function nullServer() {
  const server = fork(fileURLToPath(new URL('reference/null-server.ts', import.meta.url)))
  const told = async (): Promise<unknown> => (await once(server, 'message'))[0]
  const url = String(await told())
  const taken = async (): Promise<number> => {
    server.send('taken')
    return Number(await told())
  }
  return { url, taken, end: () => server.kill() }
}

const target = (url: string) => ({
  ...(Object.fromEntries(
    ['portal', 'one-stop', 'messages'].map((name) => [name, { url, login: [{ kind: 'none' }] }]),
  ) as object),
})

/** Iterations a second, of each as many as it can. */
async function round() {
  const k6 = await lookForK6(surroundings)
  if (!k6) throw new Skipped('k6 is not here; npx dientap doctor says how to get it')
  const folder = mkdtempSync(join(tmpdir(), 'dientap-bench-'))
  const server = await nullServer()
  const perSecond = async (run: () => Promise<unknown>): Promise<number> => {
    const before = await server.taken()
    await run()
    return ((await server.taken()) - before) / SECONDS
  }
  try {
    const work = await firstCalls(server.url)
    const figure = await perSecond(() => runInstance(k6, work, { folder: join(folder, 'plan'), surroundings }))
    writeFileSync(join(folder, 'calls.json'), JSON.stringify(work.dossiers.map(({ calls: [call] }) => call)))
    writeFileSync(join(folder, 'shortest.ts'), SHORTEST)
    const against = await perSecond(() =>
      spawnK6(k6, ['--no-thresholds', join(folder, 'shortest.ts')], surroundings, {}),
    )
    return { figure, against, ratio: figure / against }
  } finally {
    server.end()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The shipped scenario's dossiers, each with its first call alone: what is compared is an iteration. */
async function firstCalls(url: string): Promise<LoadWork> {
  const files = loadTarget('stand-ins')
  const own = { ...files.own, systems: { ...files.own.systems, ...target(url) } }
  const work = await workOf(loadScenario('scenarios/rach-gia-2025-07.yaml'), {
    ...{ seed: 1, runId: 'bench', systems: undefined, secrets: () => undefined, target: { ...files, own } },
    ...{ ratePerSecond: RATE, peakFactor: 1, compression: 60, durationMs: SECONDS * 1000, noThink: true },
  })
  return {
    ...work,
    dossiers: work.dossiers.map((each) => ({ ...each, calls: each.calls.slice(0, 1) })),
    plan: { ...work.plan, officials: [], citizenVus: VUS },
  }
}

/** The shortest script that makes the same calls, each once; it does not look at what comes back. */
const SHORTEST = `
  import { SharedArray } from 'k6/data'
  import exec from 'k6/execution'
  import http from 'k6/http'
  const calls = new SharedArray('calls', () => JSON.parse(open('./calls.json')))
  export const options = { scenarios: { calls: {
    executor: 'constant-arrival-rate', rate: ${RATE}, timeUnit: '1s', duration: '${SECONDS}s',
    preAllocatedVUs: ${VUS}, maxVUs: ${VUS},
  } } }
  export default function (): void {
    const { method, url, headers, body } = calls[exec.scenario.iterationInTest]
    http.request(method, url, body, { headers })
  }
`

export const load: Benchmark = {
  what: 'iterations of load',
  reference: 'shortest k6 script, same calls',
  unit: 's',
  bound: { text: '≥ 0.8', keeps: (ratio) => ratio >= 0.8 },
  round,
}
