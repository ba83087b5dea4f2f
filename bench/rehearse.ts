import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Pool } from 'undici'
import { rehearse as replay, standInSecrets, standInTarget, startStandIns } from '../src/rehearse/index.ts'
import { loadScenario } from '../src/scenario/index.ts'
import type { RunningSystems } from '../src/systems/index.ts'
import type { TargetRequest } from '../src/target/index.ts'
import type { Benchmark } from './benchmark.ts'

const plan = loadScenario(fileURLToPath(new URL('../scenarios/rach-gia-2025-07.yaml', import.meta.url)))
const main = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url))

/** Runs something against freshly started stand-ins with empty databases. */
async function withStandIns<T>(use: (systems: RunningSystems) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'dientap-bench-'))
  const childCommand = { file: process.execPath, args: ['--disable-warning=ExperimentalWarning', main, 'serve'] }
  const systems = await startStandIns(plan, { database: { kind: 'sqlite', folder }, childCommand })
  try {
    return await use(systems)
  } finally {
    await systems.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The rehearsal itself: calls a second, mean calls under way, and the calls in the order sent. */
function rehearsed(): Promise<{ callsPerSecond: number; meanInFlight: number; calls: TargetRequest[] }> {
  return withStandIns(async (systems) => {
    const calls: TargetRequest[] = []
    const { lag, stopped } = await replay(plan, {
      seed: plan.scenario.seed,
      runId: 'bench',
      target: standInTarget(),
      systems,
      secrets: standInSecrets(() => undefined),
      journal: { record() {} },
      signal: new AbortController().signal,
      onCall: (request) => calls.push(request),
    })
    if (stopped) throw stopped
    return { callsPerSecond: lag.callsPerSecond, meanInFlight: lag.meanInFlight, calls }
  })
}

/** The same calls by a bare pool, `concurrency` at a time, each dossier's in their order; calls a second. */
function bare(calls: readonly TargetRequest[], concurrency: number): Promise<number> {
  return withStandIns(async (systems) => {
    const pools = new Map(systems.systems.map(({ name, url }) => [name, new Pool(url)]))
    const last = new Map<string, Promise<void>>()
    const send = async ({ system, method, path, headers, body }: TargetRequest): Promise<void> => {
      const response = await (pools.get(system) as Pool).request({
        method,
        path,
        headers,
        ...(body === undefined ? {} : { body }),
      })
      await response.body.text()
    }
    let next = 0
    const worker = async (): Promise<void> => {
      for (let call = calls[next++]; call; call = calls[next++]) {
        const request = call
        const key = dossierOf(request)
        const done = (last.get(key) ?? Promise.resolve()).then(() => send(request))
        last.set(key, done)
        await done
      }
    }
    const from = performance.now()
    await Promise.all(Array.from({ length: concurrency }, worker))
    const tookMs = performance.now() - from
    await Promise.all([...pools.values()].map((pool) => pool.close()))
    return (calls.length / tookMs) * 1000
  })
}

/** The dossier id stands in the path of a later call and in the body of the first. */
function dossierOf({ path, body }: TargetRequest): string {
  return /\d{5}-\d{6,}/.exec(`${path} ${body ?? ''}`)?.[0] ?? ''
}

/** HTTP calls a second of a rehearsal, against a bare pool that makes the same calls with the same concurrency. */
export const rehearse: Benchmark = {
  what: 'rehearse',
  reference: 'bare undici pool',
  unit: 'calls/s',
  bound: { text: 'at least 0.6', keeps: (ratio) => ratio >= 0.6 },
  async round() {
    const { callsPerSecond, meanInFlight, calls } = await rehearsed()
    const against = await bare(calls, Math.ceil(meanInFlight))
    return { figure: callsPerSecond, against, ratio: callsPerSecond / against }
  },
}
