import { Fault } from '../faults/index.ts'
import type { RunResult } from '../schema/index.ts'
import {
  expectedDossiers,
  type Players,
  type Precision,
  playersOf,
  playInOrder,
  predictionFrom,
  type Simulated,
  type Subject,
  simulate,
} from '../simulate/index.ts'
import { assemble, holdAgainst, Tally } from '../verdict/index.ts'
import { finishRun, reportFiles, stoppedAt } from './finish-run.ts'
import { host } from './host.ts'
import { keepScenario } from './kept-scenario.ts'
import { lastSelftest } from './last-selftest.ts'
import { measuredSystems } from './measured-systems.ts'
import { type OpenedScenario, openScenario } from './open-scenario.ts'
import { progress } from './progress.ts'
import { both, EVENT_LOG, RunFolder } from './run-folder.ts'
import { runManifest } from './run-manifest.ts'
import { runShard } from './run-shard.ts'
import { runSweep } from './run-sweep.ts'
import { seedOf } from './seed.ts'
import { readOptions, replicationsOf, type SimulateArguments, threadsOf } from './simulate-options.ts'
import { told } from './simulate-progress.ts'
import { version } from './version.ts'

/** Above so many expected dossiers the event log is left out unless it is asked for: it would have gigabytes. */
const MOST_LOGGED = 100_000

/** Simulates: one scenario, or variants of it, or a shard of either; or prints what plays the shards elsewhere. */
export async function runSimulate(args: SimulateArguments): Promise<void> {
  const options = readOptions(args)
  const talk = !args.json && !args.quiet
  const own = openScenario(args.scenario, talk, args.without)
  const measured = args.systemsFrom === undefined ? undefined : measuredSystems(own, args.systemsFrom)
  const opened = measured?.opened ?? own
  if (args.manifest !== undefined) runManifest(args, opened, options.shards ?? 1)
  else if (options.shard) await runShard(args, opened, options.shard, options.variations)
  else if (options.variations.length > 0) await runSweep(args, opened, options)
  else await runOne(args, opened, options.precision, measured?.against)
}

/** Plays the period once to be shown, and many times for the prediction. */
async function runOne(
  args: SimulateArguments,
  opened: OpenedScenario,
  precision: Precision | undefined,
  against: RunResult | undefined,
): Promise<void> {
  const { plan, source, warnings } = opened
  const seed = seedOf(args.seed, plan.scenario.seed)
  const replications = precision && args.replications === undefined ? 0 : replicationsOf(args.replications, plan)
  const threads = threadsOf(args.threads, plan, replications)
  const events = args.events ?? expectedDossiers(plan) <= MOST_LOGGED
  const startedAt = host.now()
  const startedMs = performance.now()
  const folder = RunFolder.create(args.out, plan.scenario.name, 'simulate', startedAt)
  const talk = !args.json && !args.quiet
  if (talk) {
    host.tell(`${plan.scenario.title.en}\n  ${plan.scenario.title.vi}\n  seed ${seed}, run ${folder.id}`)
    if (!events) {
      const expected = Math.round(expectedDossiers(plan)).toLocaleString('en')
      host.tell(
        `  no event log: ${args.events === false ? '' : `${expected} dossiers are expected; `}--events writes it`,
      )
    }
  }
  const kept = keepScenario(folder, opened)
  const interrupt = new AbortController()
  const stopListening = host.onInterrupt(() => interrupt.abort())
  const players = playersOf(threads)
  try {
    const subject = { plan, source, seed, steadyState: args.steadyState }
    const played = await play(players, subject, {
      replications,
      precision,
      folder: events ? folder : undefined,
      inTurn: threads === 1,
      signal: interrupt.signal,
      talk,
    })
    const stopped = interrupt.signal.aborted ? stoppedAfter(played.outcomes.length, replications) : null
    if (!played.tally) throw nothingDone(folder)
    if (precision) tellPrecision(precision, played)
    const prediction = predictionFrom(plan, played.outcomes)
    const run: RunResult['run'] = {
      id: folder.id,
      clock: 'simulate',
      dientap: version(),
      startedAt: startedAt.toISOString(),
      tookMs: Math.round(performance.now() - startedMs),
      seed,
      stopped,
      ...stoppedAt(plan, played.untilMs),
    }
    finishRun(
      assemble({
        plan,
        run,
        tally: played.tally,
        untilMs: played.untilMs,
        systems: undefined,
        lag: null,
        prediction: prediction && against ? holdAgainst(prediction, against) : prediction,
        selftest: lastSelftest(args.out),
        warnings,
        files: [...reportFiles(), ...kept, ...(events ? [EVENT_LOG] : [])],
      }),
      folder,
      args,
    )
    if (stopped !== null) throw new Fault('interrupted', stopped, `What was done until then is in ${folder.path}.`)
  } finally {
    await players.close()
    stopListening()
  }
}

interface PlayOptions {
  readonly replications: number
  readonly precision: Precision | undefined
  /** Where the event log is written; undefined: none is. */
  readonly folder: RunFolder | undefined
  /** First the event log, then the prediction; otherwise at once. */
  readonly inTurn: boolean
  readonly signal: AbortSignal
  readonly talk: boolean
}

interface PlayedOne extends Pick<Simulated, 'outcomes' | 'halfWidth'> {
  /** Undefined when nothing was finished that could be shown. */
  readonly tally: Tally | undefined
  readonly untilMs: number
}

async function play(players: Players, subject: Subject, options: PlayOptions): Promise<PlayedOne> {
  const { replications, precision, folder, signal } = options
  const bar = progress('simulation', 1, options.talk)
  const repeat = () =>
    simulate(players, subject, {
      replications,
      precision,
      played: folder === undefined,
      signal,
      onProgress: (done) => bar.update(done.tasks / done.ofTasks, told(done)),
    })
  try {
    if (!folder) {
      const { played, outcomes, halfWidth } = await repeat()
      return { tally: played, untilMs: subject.plan.toMs, outcomes, halfWidth }
    }
    const [logged, simulated] = options.inTurn
      ? [await playLogged(subject, folder, signal), await repeat()]
      : await Promise.all([playLogged(subject, folder, signal), repeat()])
    return { ...logged, outcomes: simulated.outcomes, halfWidth: simulated.halfWidth }
  } finally {
    bar.stop()
  }
}

async function playLogged({ plan, seed }: Subject, folder: RunFolder, signal: AbortSignal) {
  const tally = new Tally(plan, 'all')
  const log = folder.eventLog(plan)
  try {
    const untilMs = Math.floor(await playInOrder(plan, seed, both(tally, log), signal))
    tally.close(untilMs)
    return { tally, untilMs }
  } finally {
    log.close()
  }
}

function stoppedAfter(done: number, replications: number): string {
  return `interrupted after ${done} ${replications === 0 ? '' : `of ${replications} `}replications`
}

function nothingDone(folder: RunFolder): Fault {
  folder.remove()
  return new Fault('interrupted', 'Interrupted before the first replication was over', 'Nothing was written.')
}

function tellPrecision({ indicator, halfWidth: wanted }: Precision, { halfWidth, outcomes }: PlayedOne): void {
  if (halfWidth === undefined || halfWidth <= wanted) return
  const reached = Number.isFinite(halfWidth) ? `± ${halfWidth.toPrecision(3)}` : 'nothing at all'
  host.tell(`${indicator} is known to ${reached} after ${outcomes.length} replications, not to ± ${wanted} as asked.`)
}
