import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { checkScenario, loadCatalogue, type Plan, readScenarioFile } from '../src/scenario/index.ts'
import type { Scenario } from '../src/schema/index.ts'
import { playersOf, simulate } from '../src/simulate/index.ts'
import type { Benchmark } from './benchmark.ts'

/** Dossiers of a run, in how many units: first more units, then larger ones. */
const sizes = [
  { units: 1, dossiers: 1_000 },
  { units: 4, dossiers: 10_000 },
  { units: 40, dossiers: 100_000 },
  { units: 400, dossiers: 1_000_000 },
  { units: 3_321, dossiers: 10_000_000 },
] as const
/** The model of one unit is that of Rạch Giá, which has 13 officials for 2,800 dossiers. */
const DOSSIERS_OF_MODEL = 2_800

const { file, text } = readScenarioFile(fileURLToPath(new URL('../scenarios/rach-gia-2025-07.yaml', import.meta.url)))

/** Units that are all as Rạch Giá, with more or fewer officials where there are more or fewer dossiers. */
function planOf(units: number, dossiers: number): Plan {
  const scenario = parse(text) as Scenario
  const [model] = scenario.units
  if (!model) throw new Error('the scenario has no unit')
  const each = Math.round(dossiers / units)
  const scale = Math.max(1, each / DOSSIERS_OF_MODEL)
  const { code: _, organisationId: __, ...rest } = model
  const codes = [...loadCatalogue().units.keys()].slice(0, units)
  const staff = rest.staff.map((group) => ({ ...group, count: Math.ceil(group.count * scale) }))
  scenario.units = [{ ...rest, staff, each: { codes } }]
  scenario.demand.volume = { kind: 'fixed', dossiers: each }
  scenario.basis = scenario.basis.filter(({ path }) => path !== 'units.0.organisationId')
  const { plan, problems } = checkScenario(JSON.stringify(scenario), file)
  if (!plan) throw new Error(problems[0]?.message)
  return plan
}

/** Microseconds a dossier, in this thread. */
async function perDossier(plan: Plan, replications: number): Promise<number> {
  let dossiers = 0
  const from = performance.now()
  await simulate(
    playersOf(1),
    { plan, source: undefined, seed: 7, steadyState: false },
    {
      replications,
      precision: undefined,
      played: false,
      signal: new AbortController().signal,
      onProgress(done) {
        dossiers = done.dossiers
      },
    },
  )
  return ((performance.now() - from) * 1000) / dossiers
}

/** So many dossiers before anything is measured: the machine's code is compiled by then. */
const WARM_UP = 60_000
/** Small runs are repeated until they have so many, so that they can be measured at all. */
const LEAST = 60_000

/** Time a dossier takes in runs from a thousand to ten million dossiers: the slowest size ÷ the fastest. */
export const linear: Benchmark = {
  what: 'slowest size',
  reference: 'fastest size',
  unit: 'µs a dossier',
  bound: { text: 'at most 1.3', keeps: (ratio) => ratio <= 1.3 },
  async round() {
    await perDossier(planOf(4, 10_000), WARM_UP / 10_000)
    const times: number[] = []
    for (const { units, dossiers } of sizes) {
      const time = await perDossier(planOf(units, dossiers), Math.max(1, LEAST / dossiers))
      times.push(time)
      console.error(`${dossiers.toLocaleString('en')} dossiers in ${units} units: ${time.toFixed(2)} µs each`)
    }
    const figure = Math.max(...times)
    const against = Math.min(...times)
    return { figure, against, ratio: figure / against }
  },
}
