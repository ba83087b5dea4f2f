import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findKnee, lookForK6, type MeasuredPlateau } from '../src/load/index.ts'
import { standInSecrets, startStandIns } from '../src/rehearse/index.ts'
import { loadScenario } from '../src/scenario/index.ts'
import { loadTarget } from '../src/target/index.ts'
import { type Benchmark, type Round, Skipped } from './benchmark.ts'

const path = (file: string): string => fileURLToPath(new URL(file, import.meta.url))
const LIMITED = 'one-stop'
const PLATEAU_MS = 12_000
const TOLERANCE = 0.05
const MAX_RATE = 100

/** Requests a second that the one-stop centre is given, and the seed of the dossiers; far enough apart to be no luck. */
const cases: readonly { readonly perSecond: number; readonly seed: number }[] = [
  { perSecond: 35, seed: 11 },
  { perSecond: 50, seed: 12 },
  { perSecond: 71, seed: 13 },
  { perSecond: 100, seed: 14 },
  { perSecond: 140, seed: 15 },
]

let next = 0

/** Searches the knee of stand-ins whose one-stop centre serves so many requests a second. */
async function foundAt(perSecond: number, seed: number): Promise<number> {
  const surroundings = { env: process.env, platform: process.platform, arch: process.arch }
  const k6 = await lookForK6(surroundings)
  if (!k6) throw new Skipped('no k6: docs/k6.md says how to get it')
  const plan = loadScenario(path('../scenarios/rach-gia-2025-07.yaml'))
  const folder = mkdtempSync(join(tmpdir(), 'dientap-knee-'))
  const secrets = standInSecrets(() => undefined)
  const systems = await startStandIns(plan, {
    secrets,
    database: { kind: 'sqlite', folder },
    childCommand: {
      file: process.execPath,
      args: ['--disable-warning=ExperimentalWarning', path('../src/cli/main.ts'), 'serve'],
    },
    capacities: { [LIMITED]: { perSecond } },
  })
  try {
    const { search, tookMs } = await findKnee(plan, {
      ...{ seed, runId: `knee-${seed}`, k6, surroundings, systems, folder },
      ...{ target: loadTarget('stand-ins'), secrets },
      ...{ signal: new AbortController().signal, calibrates: false },
      ...{ plateauMs: PLATEAU_MS, tolerance: TOLERANCE, startRate: 1, maxRate: MAX_RATE },
      onPlateau: tell,
    })
    console.error(`  ${search.limit}, ${search.plateaus.length} plateaus, ${Math.round(tookMs / 1000)} s`)
    const held = search.plateaus.filter(({ rate, held: isHeld, invalid }) => rate === search.held && isHeld && !invalid)
    return held.reduce((sum, each) => sum + limitedRate(each), 0) / Math.max(1, held.length)
  } finally {
    await systems.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function limitedRate({ reading }: MeasuredPlateau): number {
  return reading.systems.find(({ system }) => system === LIMITED)?.callsPerSecond ?? 0
}

function tell(plateau: MeasuredPlateau): void {
  const { rate, held, invalid, miss, reading } = plateau
  const how = invalid ?? (held ? 'held' : `${miss?.what}: ${miss?.operation}`)
  const slowest = Math.max(0, ...reading.operations.map(({ p95Ms }) => p95Ms))
  console.error(
    `  ${rate.toFixed(2)} dossiers/s: ${limitedRate(plateau).toFixed(1)} requests/s, slowest p95 ${slowest.toFixed(0)} ms, backlog ${reading.backlog} of ${reading.begun}: ${how}`,
  )
}

/** Requests a second of the one-stop centre at the highest rate that held, against the capacity that it was given. */
export const knee: Benchmark = {
  what: 'found at the knee',
  reference: 'configured capacity',
  unit: 'requests/s',
  bound: { text: '0.9 to 1.1 in every round', ofEach: true, keeps: (ratio) => Math.abs(ratio - 1) <= 0.1 },
  rounds: cases.length,
  async round(): Promise<Round> {
    const { perSecond, seed } = cases[next++ % cases.length] as (typeof cases)[number]
    console.error(`capacity ${perSecond}/s, seed ${seed}`)
    const figure = await foundAt(perSecond, seed)
    return { figure, against: perSecond, ratio: figure / perSecond, name: `seed ${seed}` }
  },
}
