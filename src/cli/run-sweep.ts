import { join } from 'node:path'
import Table from 'cli-table3'
import { Fault } from '../faults/index.ts'
import type { RunResult } from '../schema/index.ts'
import {
  nameOf,
  type Precision,
  playersOf,
  predictionFrom,
  type Simulated,
  type Sweep,
  type SweepRow,
  simulate,
  sweepCsv,
  targetNames,
  type Variant,
  type Variation,
  variantsOf,
} from '../simulate/index.ts'
import { assemble } from '../verdict/index.ts'
import type { OutputArguments } from './commands/command.ts'
import { host } from './host.ts'
import type { OpenedScenario } from './open-scenario.ts'
import { progress } from './progress.ts'
import { RunFolder } from './run-folder.ts'
import { seedOf } from './seed.ts'
import { replicationsOf, type SimulateArguments, threadsOf } from './simulate-options.ts'
import { told } from './simulate-progress.ts'
import { version } from './version.ts'

interface SweepOptions {
  readonly precision: Precision | undefined
  readonly variations: readonly Variation[]
}

/** Simulates every variant of a scenario and sets them side by side. */
export async function runSweep(
  args: SimulateArguments,
  opened: OpenedScenario,
  { precision, variations }: SweepOptions,
): Promise<void> {
  const { scenario } = opened.plan
  const seed = seedOf(args.seed, scenario.seed)
  const replications = precision && args.replications === undefined ? 0 : replicationsOf(args.replications, opened.plan)
  const variants = variantsOf(opened.source, variations)
  const threads = threadsOf(args.threads, opened.plan, replications * variants.length)
  const startedAt = host.now()
  const startedMs = performance.now()
  const folder = RunFolder.create(args.out, scenario.name, 'sweep', startedAt)
  const talk = !args.json && !args.quiet
  if (talk) {
    for (const { changes, warnings } of variants) {
      const own = warnings.filter((warning) => !opened.warnings.includes(warning))
      for (const warning of own) host.tell(`${nameOf(changes)}: warning: ${warning}`)
    }
    host.tell(`${scenario.title.en}\n  ${variants.length} variants, seed ${seed}, run ${folder.id}`)
  }
  const interrupt = new AbortController()
  const stopListening = host.onInterrupt(() => interrupt.abort())
  const players = playersOf(threads)
  const bar = progress('sweep     ', variants.length, talk)
  const run = (stopped: string | null): RunResult['run'] => ({
    id: folder.id,
    clock: 'simulate',
    dientap: version(),
    startedAt: startedAt.toISOString(),
    tookMs: Math.round(performance.now() - startedMs),
    seed,
    stopped,
  })
  const rows: SweepRow[] = []
  try {
    for (const [index, variant] of variants.entries()) {
      const { plan, source } = variant
      const subject = { plan, source, seed: args.seed ?? plan.scenario.seed, steadyState: args.steadyState }
      const simulated = await simulate(players, subject, {
        replications,
        precision,
        played: true,
        signal: interrupt.signal,
        onProgress: (done) =>
          bar.update(index + done.tasks / done.ofTasks, `${nameOf(variant.changes)}  ${told(done)}`),
      })
      // Half a variant would stand beside whole ones as if it were their like.
      if (interrupt.signal.aborted) break
      rows.push(rowOf(variant, simulated, run(null)))
    }
  } finally {
    bar.stop()
    await players.close()
    stopListening()
  }
  const stopped = interrupt.signal.aborted ? `interrupted after ${rows.length} of ${variants.length} variants` : null
  finishSweep(sweepOf(opened, run(stopped), replications, rows), folder, args)
  if (stopped !== null) throw new Fault('interrupted', stopped, `What was done until then is in ${folder.path}.`)
}

/** What was simulated of one variant, judged. */
export function rowOf(variant: Variant, { played, outcomes }: Simulated, run: RunResult['run']): SweepRow {
  const { plan, changes } = variant
  if (!played) throw new Error('a variant was not played')
  const prediction = predictionFrom(plan, outcomes)
  const result = assemble({
    plan,
    run,
    tally: played,
    untilMs: plan.toMs,
    systems: undefined,
    lag: null,
    prediction,
    files: [],
  })
  return { changes, sha256: plan.sha256, verdict: result.verdict, prediction }
}

export function sweepOf(
  { plan: { scenario } }: Pick<OpenedScenario, 'plan'>,
  run: RunResult['run'],
  replications: number,
  variants: readonly SweepRow[],
): Sweep {
  const { name, title } = scenario
  return { version: 1, run, scenario: { name, title }, replications, variants }
}

/** Writes sweep.json and sweep.csv and shows the table. A sweep looks about: missed targets are no failure of it. */
export function finishSweep(sweep: Sweep, folder: RunFolder, args: OutputArguments): void {
  const json = `${JSON.stringify(sweep, null, 2)}\n`
  folder.write('sweep.json', json)
  folder.write('sweep.csv', sweepCsv(sweep))
  if (args.json) host.say(json.trimEnd())
  else if (args.quiet) host.say(join(folder.path, 'sweep.json'))
  else host.say(`${tableOf(sweep)}\nAll figures: ${join(folder.path, 'sweep.csv')}, ${join(folder.path, 'sweep.json')}`)
}

/** Indicators shown on the terminal; all stand in the files. */
const shown = ['onTimeRate', 'waitP90Min', 'turnaroundP90Hours', 'finished', 'open'] as const

function tableOf(sweep: Sweep): string {
  const targets = targetNames(sweep)
  const table = new Table({
    style: { head: [], border: [] },
    head: ['Variant', 'Verdict', ...shown, ...targets.map((name) => `P(${name})`)],
    wordWrap: true,
  })
  for (const { changes, verdict, prediction } of sweep.variants) {
    table.push([
      changes.map(({ path, value }) => `${path} = ${String(value)}`).join('\n'),
      verdict.status,
      ...shown.map((name) => {
        const row = prediction?.rows.find(({ indicator }) => indicator === name)
        return row ? `${figure(name, row.mean)}\n${figure(name, row.ci95[0])} – ${figure(name, row.ci95[1])}` : '–'
      }),
      ...targets.map((_, index) => {
        const probability = prediction?.targets[index]?.probability
        return probability === undefined ? '–' : `${(100 * probability).toFixed(0)} %`
      }),
    ])
  }
  return `${table.toString()}\nMean and its 95 % interval over ${sweep.variants[0]?.prediction?.replications ?? 0} replications; all variants have the same chances.`
}

function figure(indicator: string, value: number): string {
  return indicator.endsWith('Rate')
    ? `${(100 * value).toFixed(2)} %`
    : value.toLocaleString('en', { maximumFractionDigits: 1 })
}
