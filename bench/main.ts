/**
 * `npm run bench -- NAME [--json] [--rounds n]`: a figure of Dientap against a reference, both measured in the same run.
 * A ratio is comparable between machines where a time is not.
 */
import { parseArgs } from 'node:util'
import Table from 'cli-table3'
import type { Benchmark } from './benchmark.ts'
import { rehearse } from './rehearse.ts'
import { startup } from './startup.ts'

const benchmarks: Readonly<Record<string, Benchmark>> = { rehearse, startup }

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, rounds: { type: 'string', default: '3' } },
})
const name = positionals[0] ?? ''
const benchmark = benchmarks[name]
if (!benchmark) {
  console.error(`Which benchmark? One of: ${Object.keys(benchmarks).join(', ')}`)
  process.exitCode = 2
} else {
  const rounds = []
  for (let round = 0; round < Number(values.rounds); round++) rounds.push(await benchmark.round())
  const middle = rounds.toSorted((a, b) => a.ratio - b.ratio)[Math.floor(rounds.length / 2)]
  const { what, reference, unit, bound } = benchmark
  if (values.json) {
    console.log(
      JSON.stringify({ name, ...middle, bound, ok: middle && bound.keeps(middle.ratio), rounds: rounds.length }),
    )
  } else {
    const table = new Table({
      style: { head: [], border: [] },
      head: ['round', `${what}, ${unit}`, `${reference}, ${unit}`, 'ratio'],
    })
    rounds.forEach(({ figure, against, ratio }, index) => {
      table.push([index + 1, figure.toFixed(1), against.toFixed(1), ratio.toFixed(3)])
    })
    console.log(table.toString())
    console.log(`median ratio ${middle?.ratio.toFixed(3)}; wanted: ${bound.text}`)
  }
}
