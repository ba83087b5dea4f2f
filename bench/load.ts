import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LoadCall, lookForK6, runInstance, spawnK6, UsageWatch, workOf } from '../src/load/index.ts'
import { loadScenario } from '../src/scenario/index.ts'
import { loadTarget } from '../src/target/index.ts'
import { type Benchmark, Skipped } from './benchmark.ts'

const SECONDS = 8
/** Dossiers a second, of which each makes one call: within what the machine is to be asked for. */
const RATE = 700

const surroundings = { env: process.env, platform: process.platform, arch: process.arch }

/** A server that takes every dossier and does nothing else. */
async function nullServer(): Promise<{ server: Server; url: string; taken: () => number }> {
  let taken = 0
  const server = createServer((request, answer) => {
    request.resume()
    request.on('end', () => {
      const isList = request.method === 'GET'
      if (!isList) taken++
      answer.writeHead(isList ? 200 : 201, { 'content-type': 'application/json' })
      answer.end(isList ? '{"total":0,"data":[]}' : '{"MaHoSo":"","NgayHenTra":""}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, taken: () => taken }
}

const target = (url: string) => ({
  ...(Object.fromEntries(
    ['portal', 'one-stop', 'messages'].map((name) => [name, { url, login: [{ kind: 'none' }] }]),
  ) as object),
})

/** Iterations a second of k6's own CPU time: at the same rate, so that neither is asked for more than it can do. */
async function round() {
  const k6 = await lookForK6(surroundings)
  if (!k6) throw new Skipped('k6 is not here; npx dientap doctor says how to get it')
  const folder = mkdtempSync(join(tmpdir(), 'dientap-bench-'))
  const { server, url, taken } = await nullServer()
  try {
    const plan = loadScenario('scenarios/rach-gia-2025-07.yaml')
    const files = loadTarget('stand-ins')
    const own = { ...files.own, systems: { ...files.own.systems, ...target(url) } }
    const work = await workOf(plan, {
      ...{ seed: 1, runId: 'bench', systems: undefined, secrets: () => undefined, target: { ...files, own } },
      ...{ ratePerSecond: RATE, peakFactor: 1, compression: 60, durationMs: SECONDS * 1000, noThink: true },
    })
    // One call a dossier, and nobody else: what is compared is an iteration.
    const dossiers = work.dossiers.map((each) => ({ ...each, calls: each.calls.slice(0, 1) }))
    const alone = { ...work, dossiers, plan: { ...work.plan, officials: [] } }
    const result = await runInstance(k6, alone, { folder: join(folder, 'plan'), surroundings })
    const [generator] = result.generators
    if (generator?.cpuShare == null) throw new Skipped('this platform does not say how much CPU a process took')
    const figure = taken() / (generator.cpuShare * availableParallelism() * (result.tookMs / 1000))
    const before = taken()
    const script = join(folder, 'shortest.ts')
    writeFileSync(
      script,
      shortest(
        dossiers.map(({ calls: [call] }) => call),
        work.plan.citizenVusAtFirst,
        url,
      ),
    )
    let watch: UsageWatch | undefined
    const startedMs = performance.now()
    await spawnK6(k6, ['--no-thresholds', script], surroundings, {
      onStarted: (pid) => {
        watch = new UsageWatch(pid)
      },
    })
    const share = watch?.stop().cpuShare ?? Number.NaN
    const against = (taken() - before) / (share * availableParallelism() * ((performance.now() - startedMs) / 1000))
    return { figure, against, ratio: figure / against }
  } finally {
    server.closeAllConnections()
    server.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The shortest script that makes the same calls: all of them the same one, without a look at what comes back. */
function shortest(calls: readonly (LoadCall | undefined)[], vus: number, url: string): string {
  const call = calls.find((each) => each?.url.startsWith(url))
  return `
    import http from 'k6/http'
    export const options = { scenarios: { calls: {
      executor: 'constant-arrival-rate', rate: ${RATE}, timeUnit: '1s', duration: '${SECONDS}s',
      preAllocatedVUs: ${vus}, maxVUs: ${vus},
    } } }
    const headers = ${JSON.stringify(call?.headers)}
    export default function (): void { http.post('${call?.url}', '${call?.body?.replaceAll("'", '')}', { headers }) }
  `
}

export const load: Benchmark = {
  what: 'dossiers of load',
  reference: 'shortest k6 script, same calls',
  unit: 'a CPU second of k6',
  bound: { text: '≥ 0.8', keeps: (ratio) => ratio >= 0.8 },
  round,
}
