/**
 * `npm run bench -- NAME [--json] [--rounds n]`: a figure of Dientap against a reference, both measured in the same run.
 * A ratio is comparable between machines where a time is not.
 */
import { parseArgs } from 'node:util'
import Table from 'cli-table3'
import { type Benchmark, type Peer, Skipped } from './benchmark.ts'
import { compare } from './compare.ts'
import { country } from './country.ts'
import { kernel } from './kernel.ts'
import { knee } from './knee.ts'
import { linear } from './linear.ts'
import { load } from './load.ts'
import { rehearse } from './rehearse.ts'
import { startup } from './startup.ts'
import { systems } from './systems.ts'
import { systemsMemory } from './systems-memory.ts'
import { timers } from './timers.ts'

const benchmarks: Readonly<Record<string, Benchmark>> = {
  compare,
  country,
  kernel,
  knee,
  linear,
  load,
  rehearse,
  startup,
  systems,
  'systems-memory': systemsMemory,
  timers,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, rounds: { type: 'string' } },
})
const name = positionals[0] ?? ''
const chosen = benchmarks[name]
if (!chosen) {
  console.error(`Which benchmark? One of: ${Object.keys(benchmarks).join(', ')}`)
  process.exitCode = 2
} else {
  try {
    await measure(chosen)
  } catch (error) {
    if (!(error instanceof Skipped)) throw error
    console.log(values.json ? JSON.stringify({ name, skipped: error.message }) : `SKIPPED: ${error.message}`)
  }
}

async function measure({ what, reference, unit, bound, rounds: usual = 3, round, peers }: Benchmark): Promise<void> {
  const rounds = []
  for (let count = 0; count < Number(values.rounds ?? usual); count++) rounds.push(await round())
  const middle = rounds.toSorted((a, b) => a.ratio - b.ratio)[Math.floor(rounds.length / 2)]
  const others = (await peers?.()) ?? []
  if (values.json) {
    const ok = bound.ofEach ? rounds.every(({ ratio }) => bound.keeps(ratio)) : middle && bound.keeps(middle.ratio)
    console.log(
      JSON.stringify({ name, ...middle, bound, ok, rounds: bound.ofEach ? rounds : rounds.length, peers: others }),
    )
    return
  }
  const table = new Table({
    style: { head: [], border: [] },
    head: ['round', `${what}, ${unit}`, `${reference}, ${unit}`, 'ratio', ...(bound.ofEach ? ['error'] : [])],
  })
  rounds.forEach(({ figure, against, ratio, name: which }, index) => {
    const error = bound.ofEach ? [`${((ratio - 1) * 100).toFixed(1)} %`] : []
    table.push([which ?? index + 1, figure.toFixed(1), against.toFixed(1), ratio.toFixed(3), ...error])
  })
  console.log(table.toString())
  const kept = rounds.filter(({ ratio }) => bound.keeps(ratio)).length
  const outcome = bound.ofEach
    ? `${kept} of ${rounds.length} rounds kept it`
    : `median ratio ${middle?.ratio.toFixed(3)}`
  console.log(`${outcome}; wanted: ${bound.text}`)
  for (const peer of others) console.log(describePeer(peer, unit, middle?.against))
}

function describePeer(peer: Peer, unit: string, against = Number.NaN): string {
  if ('skipped' in peer) return `${peer.name}: skipped, ${peer.skipped}`
  return `${peer.name}: ${peer.figure.toFixed(1)} ${unit}, ratio ${(peer.figure / against).toFixed(3)}`
}
