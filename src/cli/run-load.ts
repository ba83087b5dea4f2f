import { Fault } from '../faults/index.ts'
import { assertLoadable, type Drive, findK6, type K6, load, outputArguments } from '../load/index.ts'
import { assertRehearsable, needsStandIns, standInSecrets, startStandIns } from '../rehearse/index.ts'
import type { Plan } from '../scenario/index.ts'
import { loadTarget, resolveHost } from '../target/index.ts'
import { finishLoad, type LoadArguments } from './finish-load.ts'
import { reportFiles } from './finish-run.ts'
import { host } from './host.ts'
import { keepScenario } from './kept-scenario.ts'
import { PROFILE } from './measured-systems.ts'
import { openScenario } from './open-scenario.ts'
import { postgresAt } from './postgres-at.ts'
import { RunFolder } from './run-folder.ts'
import { runLoadCollect, runLoadManifest } from './run-load-cluster.ts'
import { announceSystems, databases, secretOf } from './run-rehearse.ts'
import { seedOf, wholeNumber } from './seed.ts'

/** Puts the scenario's dossiers on the systems of a target with real concurrency, and judges how they bore it. */
export async function runLoad(args: LoadArguments): Promise<void> {
  if (args.collect !== undefined) return runLoadCollect(args, args.collect)
  const talk = !args.json && !args.quiet
  assertNumbers(args)
  wholeNumber('--instances', args.instances, 1, MOST_INSTANCES)
  const opened = openScenario(args.scenario, talk, args.without)
  const { plan } = opened
  const target = loadTarget(args.target)
  const outside = {
    surroundings: { nowMs: () => host.now().getTime(), resolve: resolveHost },
    secrets: standInSecrets(secretOf),
  }
  assertLoadable(plan)
  assertRehearsable(plan, target, outside)
  const seed = seedOf(args.seed, plan.scenario.seed)
  const postgres = args.database === undefined ? undefined : postgresAt(args.database)
  const k6 = await findK6(host.surroundings, { tell: host.tell })
  const drive: Drive = {
    ...(args.rate === undefined ? {} : { ratePerSecond: args.rate }),
    peakFactor: args.peakFactor,
    compression: args.compression,
    durationMs: args.duration * 1000,
    noThink: !args.think,
  }
  if (args.manifest !== undefined) return runLoadManifest(args, { opened, target, ...outside, drive, seed, k6 })
  const ownOf = ownOptionsOf(args, k6)
  if (talk && args.dashboard) host.tell(`  dashboard of k6: ${ownOf(0).dashboardUrl}`)
  const startedAt = host.now()
  const folder = RunFolder.create(args.out, plan.scenario.name, 'load', startedAt)
  const kept = keepScenario(folder, opened)
  if (talk) announce(plan, seed, folder, k6)
  const interrupt = new AbortController()
  const stopListening = host.onInterrupt(() => interrupt.abort())
  const systems = needsStandIns(plan, target)
    ? await startStandIns(plan, {
        seed,
        database: postgres ?? { kind: 'sqlite', folder: folder.path },
        childCommand: host.childCommand('serve'),
        secrets: outside.secrets,
      })
    : undefined
  try {
    for (const notice of systems?.notices ?? []) host.tell(notice)
    if (talk) announceSystems(target, systems)
    const loaded = await load(plan, {
      seed,
      runId: folder.id,
      k6,
      surroundings: host.surroundings,
      target,
      systems,
      secrets: outside.secrets,
      outside: outside.surroundings,
      folder: folder.path,
      signal: interrupt.signal,
      calibrates: args.calibrate,
      ...drive,
      instances: args.instances,
      ownOf,
      onProgress: (what, calls) => {
        if (talk && calls === 0) host.tell(`  ${progressWords[what]}`)
      },
    })
    finishLoad(opened, loaded, folder, args, {
      startedAt,
      seed,
      files: [...reportFiles(), ...kept, PROFILE, ...databases(systems)],
    })
    if (loaded.stopped) throw loaded.stopped
  } finally {
    await systems?.stop()
    stopListening()
  }
}

const MOST_INSTANCES = 1000

const progressWords = {
  calibrating: 'calibration: is this machine fast enough for the load?',
  running: 'load runs',
  counting: 'what do the systems hold?',
} as const

/** What each k6 gets for its own outputs. */
function ownOptionsOf({ outK6 = [], dashboard, instances }: LoadArguments, k6: K6) {
  const passedOn = { outputs: outK6, dashboard }
  return (number: number) => outputArguments(passedOn, k6, host.surroundings, { number, instances })
}

function assertNumbers({ rate, peakFactor, duration, compression }: LoadArguments): void {
  const given = { rate, 'peak-factor': peakFactor, duration, compression }
  const most = { rate: 100_000, 'peak-factor': 100_000, duration: 86_400, compression: 100_000 } as const
  for (const [name, value] of Object.entries(given)) {
    const limit = most[name as keyof typeof most]
    if (value === undefined || (value > 0 && value <= limit)) continue
    throw new Fault(
      'usage',
      `--${name} is ${value}; it is a number above 0, at most ${limit}.`,
      'See dientap load --help.',
    )
  }
}

function announce(plan: Plan, seed: number, folder: RunFolder, k6: K6): void {
  const { title, period } = plan.scenario
  host.tell(`${title.en}\n  ${title.vi}\n  ${period.from} to ${period.to}, seed ${seed}, run ${folder.id}`)
  host.tell(`  k6 ${k6.version} (${k6.how})`)
}
