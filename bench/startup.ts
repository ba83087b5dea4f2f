import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Benchmark } from './benchmark.ts'

const TIMES = 15

/** Median wall-clock time of a command, ms. */
function medianMs(...args: string[]): number {
  const times = Array.from({ length: TIMES }, () => {
    const from = performance.now()
    const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' })
    if (status !== 0) throw new Error(`${args.join(' ')} ended with status ${status}`)
    return performance.now() - from
  })
  return times.sort((a, b) => a - b)[Math.floor(TIMES / 2)] ?? Number.NaN
}

/** How long `dientap --help` takes, against a Node that does nothing. */
export const startup: Benchmark = {
  what: 'dientap --help',
  reference: 'node -e 0',
  unit: 'ms',
  bound: { text: 'at most 3', keeps: (ratio) => ratio <= 3 },
  async round() {
    const figure = medianMs(fileURLToPath(new URL('../src/cli/dientap.cjs', import.meta.url)), '--help')
    const against = medianMs('-e', '0')
    return { figure, against, ratio: figure / against }
  },
}
