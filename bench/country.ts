import { fileURLToPath } from 'node:url'
import { checkScenario, readScenarioFile } from '../src/scenario/index.ts'
import { playersOf, simulate } from '../src/simulate/index.ts'
import type { Benchmark } from './benchmark.ts'

const THREADS = 2
const MOST_SECONDS = 60
const MOST_MIB = 1024
/** Cases a second that Prosimos 2.1 states for cases of six tasks, on one core: a figure to think of, not a peer in this run. */
const PROSIMOS_CASES = 375

const source = readScenarioFile(fileURLToPath(new URL('../scenarios/whole-country-2025-07.yaml', import.meta.url)))

/**
 * July 2025 in all 3,321 units on two threads, from the text of the scenario to its figures. The ratio is the larger
 * of time and peak memory, each against its bound: 1 is the edge.
 */
export const country: Benchmark = {
  what: `whole country, ${THREADS} threads`,
  reference: 'at most',
  unit: 's',
  bound: { text: `at most 1: within ${MOST_SECONDS} s and ${MOST_MIB} MiB`, keeps: (ratio) => ratio <= 1 },
  async round() {
    const from = performance.now()
    const { plan } = checkScenario(source.text, source.file)
    if (!plan) throw new Error('the scenario of the whole country is not valid')
    const players = playersOf(THREADS)
    let dossiers = 0
    let steps = 0
    try {
      const { played } = await simulate(
        players,
        { plan, source, seed: plan.scenario.seed, steadyState: false },
        {
          replications: 0,
          precision: undefined,
          played: true,
          signal: new AbortController().signal,
          onProgress(done) {
            dossiers = done.dossiers
            steps = done.steps
          },
        },
      )
      if (!played) throw new Error('the whole country was not played to its end')
    } finally {
      await players.close()
    }
    const figure = (performance.now() - from) / 1000
    // Worker threads are part of this process; on Linux the figure is in KiB.
    const peakMib = process.resourceUsage().maxRSS / 1024
    const perSecond = (count: number) => Math.round(count / figure).toLocaleString('en')
    console.error(
      `${dossiers.toLocaleString('en')} dossiers, ${perSecond(dossiers)} a second (Prosimos 2.1 states ${PROSIMOS_CASES} cases); ` +
        `${perSecond(steps)} steps a second; peak ${Math.round(peakMib)} MiB`,
    )
    return { figure, against: MOST_SECONDS, ratio: Math.max(figure / MOST_SECONDS, peakMib / MOST_MIB) }
  },
}
