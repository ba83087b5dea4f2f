import { basename } from 'node:path'
import { assertRehearsable, needsStandIns, rehearse, standInSecrets, startStandIns } from '../rehearse/index.ts'
import type { Plan } from '../scenario/index.ts'
import type { Prediction } from '../schema/index.ts'
import { predict } from '../simulate/index.ts'
import type { RunningSystems } from '../systems/index.ts'
import { loadTarget, resolveHost, type TargetFiles } from '../target/index.ts'
import { assemble, CallTimes, Tally } from '../verdict/index.ts'
import type { RunArguments } from './commands/command.ts'
import { finishRun, reportFiles, stoppedAt } from './finish-run.ts'
import { host } from './host.ts'
import { keepScenario } from './kept-scenario.ts'
import { lastSelftest } from './last-selftest.ts'
import { PROFILE, writeProfile } from './measured-systems.ts'
import { type OpenedScenario, openScenario } from './open-scenario.ts'
import { postgresAt } from './postgres-at.ts'
import { progress } from './progress.ts'
import { both, EVENT_LOG, RunFolder } from './run-folder.ts'
import { seedOf } from './seed.ts'
import { replicationsOf, threadsOf } from './simulate-options.ts'
import { version } from './version.ts'

export interface RehearseArguments extends RunArguments {
  readonly replications?: number
  readonly target: string
  readonly database?: string
}

/** Predicts the scenario's period, replays it against the systems of a target, and judges what was measured. */
export async function runRehearse(args: RehearseArguments): Promise<void> {
  const talk = !args.json && !args.quiet
  const opened = openScenario(args.scenario, talk, args.without)
  const { plan, warnings } = opened
  const target = loadTarget(args.target)
  const outside = {
    surroundings: { nowMs: () => host.now().getTime(), resolve: resolveHost },
    secrets: standInSecrets(secretOf),
  }
  assertRehearsable(plan, target, outside)
  const seed = seedOf(args.seed, plan.scenario.seed)
  const replications = replicationsOf(args.replications, plan)
  const postgres = args.database === undefined ? undefined : postgresAt(args.database)
  const startedAt = host.now()
  const folder = RunFolder.create(args.out, plan.scenario.name, 'rehearse', startedAt)
  const kept = keepScenario(folder, opened)
  if (talk) announce(plan, seed, folder)

  const prediction = replications === 0 ? null : await predictAhead(opened, seed, replications, talk)
  const interrupt = new AbortController()
  const stopListening = host.onInterrupt(() => interrupt.abort())
  const tally = new Tally(plan)
  const times = new CallTimes()
  const log = folder.eventLog(plan)
  const systems = needsStandIns(plan, target)
    ? await startStandIns(plan, {
        seed,
        database: postgres ?? { kind: 'sqlite', folder: folder.path },
        childCommand: host.childCommand('serve'),
        secrets: outside.secrets,
      })
    : undefined
  const bar = progress('replay    ', plan.toMs - plan.fromMs, talk)
  try {
    for (const notice of systems?.notices ?? []) host.tell(notice)
    if (talk && postgres) host.tell(`  databases in the schemas ${postgres.prefix}_*`)
    if (talk) announceSystems(target, systems)
    const rehearsed = await rehearse(plan, {
      seed,
      runId: folder.id,
      target,
      systems,
      ...outside,
      journal: both(both(tally, times), log),
      signal: interrupt.signal,
      onProgress: (nowMs) => bar.update(nowMs - plan.fromMs),
    })
    bar.stop()
    log.close()
    const untilMs = Math.floor(rehearsed.untilMs)
    tally.close(untilMs)
    const result = assemble({
      plan,
      run: {
        id: folder.id,
        clock: 'rehearse',
        dientap: version(),
        startedAt: startedAt.toISOString(),
        tookMs: Math.round(rehearsed.tookMs),
        seed,
        stopped: rehearsed.stopped?.message ?? null,
        ...stoppedAt(plan, untilMs),
      },
      tally,
      untilMs,
      systems: rehearsed.census,
      lag: rehearsed.lag,
      prediction,
      selftest: lastSelftest(args.out),
      warnings,
      files: [...reportFiles(), ...kept, EVENT_LOG, PROFILE, ...databases(systems)],
    })
    writeProfile(folder, times.profile({ run: folder.id, clock: 'rehearse', scenario: plan.scenario.name }))
    finishRun(result, folder, args)
    if (rehearsed.stopped) throw rehearsed.stopped
  } finally {
    bar.stop()
    await systems?.stop()
    stopListening()
  }
}

/** Target files name secrets by names that begin with DIENTAP_; their schema sees to that. */
export function secretOf(name: string): string | undefined {
  return host.secret(name as `DIENTAP_${string}`)
}

/** Which systems are asked, where, and who allowed it where they are not on this machine. */
export function announceSystems({ own, dialects }: TargetFiles, standIns: RunningSystems | undefined): void {
  for (const { name, url, pid } of standIns?.systems ?? []) host.tell(`  ${name.padEnd(9)} ${url}  process ${pid}`)
  for (const { name: file, systems, authorisation } of [own, ...dialects.values()]) {
    for (const [name, { url }] of Object.entries(systems ?? {})) {
      if (url !== undefined) host.tell(`  ${name.padEnd(9)} ${url}  target ${file}`)
    }
    if (authorisation) {
      const { by, document, until, ratePerSecond } = authorisation
      host.tell(`  authorised by ${by} (${document}) until ${until}, at most ${ratePerSecond} requests a second`)
    }
  }
}

export function databases(systems: RunningSystems | undefined): string[] {
  return (systems?.systems ?? []).flatMap(({ databasePath }) =>
    databasePath === undefined ? [] : [basename(databasePath)],
  )
}

function announce(plan: Plan, seed: number, folder: RunFolder): void {
  const { title, period } = plan.scenario
  host.tell(`${title.en}\n  ${title.vi}\n  ${period.from} to ${period.to}, seed ${seed}, run ${folder.id}`)
}

async function predictAhead(
  { plan, source }: OpenedScenario,
  seed: number,
  replications: number,
  talk: boolean,
): Promise<Prediction | null> {
  const bar = progress('prediction', 1, talk)
  try {
    const threads = threadsOf(undefined, plan, replications)
    return await predict(plan, { seed, replications, threads, source, onProgress: (share) => bar.update(share) })
  } finally {
    bar.stop()
  }
}
