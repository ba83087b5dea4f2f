import { Draws } from '../chance/index.ts'
import { ModelledSystems, Operation, PLAYED_REPLICATION } from '../operation/index.ts'
import { loadScenario } from '../scenario/index.ts'
import { assemble, predict, Tally } from '../verdict/index.ts'
import type { RunArguments } from './commands/command.ts'
import { finishRun, reportFiles } from './finish-run.ts'
import { host } from './host.ts'
import { progress } from './progress.ts'
import { both, RunFolder } from './run-folder.ts'
import { seedOf, wholeNumber } from './seed.ts'
import { version } from './version.ts'

/** Simulates the period once with its event log, and many times for the prediction. */
export function runSimulate(args: RunArguments & { readonly replications: number }): void {
  const plan = loadScenario(args.scenario)
  const seed = seedOf(args.seed, plan.scenario.seed)
  const replications = wholeNumber('--replications', args.replications, 2, 1_000_000)
  const startedAt = host.now()
  const startedMs = performance.now()
  const folder = RunFolder.create(args.out, plan.scenario.name, 'simulate', startedAt)
  const talk = !args.json && !args.quiet
  if (talk) host.tell(`${plan.scenario.title.en}\n  ${plan.scenario.title.vi}\n  seed ${seed}, run ${folder.id}`)

  const draws = new Draws(seed, PLAYED_REPLICATION)
  const tally = new Tally(plan)
  const log = folder.eventLog(plan)
  const operation = new Operation(plan, draws, new ModelledSystems(plan, draws), both(tally, log))
  while (operation.advance());
  log.close()

  const bar = progress('prediction', replications, talk)
  const prediction = predict(plan, { seed, replications, onProgress: (done) => bar.update(done) })
  bar.stop()
  const result = assemble({
    plan,
    run: {
      id: folder.id,
      clock: 'simulate',
      dientap: version(),
      startedAt: startedAt.toISOString(),
      tookMs: Math.round(performance.now() - startedMs),
      seed,
      stopped: null,
    },
    tally,
    untilMs: plan.toMs,
    systems: undefined,
    lag: null,
    prediction,
    files: [...reportFiles(), 'events.ndjson'],
  })
  finishRun(result, folder, args)
}
