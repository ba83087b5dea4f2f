import { Fault } from '../faults/index.ts'
import {
  assertLoadable,
  type Calibration,
  carriesEnough,
  findK6,
  findKnee,
  type Knee,
  kneeSection,
  loadSection,
  type MeasuredPlateau,
  operationTimes,
  report,
  tooClose,
  withCapacity,
} from '../load/index.ts'
import { assertRehearsable, needsStandIns, standInSecrets, startStandIns } from '../rehearse/index.ts'
import { doubtText } from '../report/index.ts'
import type { Doubt, KneeResult, RunResult } from '../schema/index.ts'
import { loadTarget, resolveHost } from '../target/index.ts'
import { assemble, figuresOf, profileOf, Tally } from '../verdict/index.ts'
import type { RunArguments } from './commands/command.ts'
import { withoutThePeriod } from './finish-load.ts'
import { finishRun, reportFiles, stoppedAt } from './finish-run.ts'
import { host } from './host.ts'
import { keepScenario } from './kept-scenario.ts'
import { lastSelftest } from './last-selftest.ts'
import { PROFILE, writeProfile } from './measured-systems.ts'
import { type OpenedScenario, openScenario } from './open-scenario.ts'
import { postgresAt } from './postgres-at.ts'
import { RunFolder } from './run-folder.ts'
import { announceSystems, databases, secretOf } from './run-rehearse.ts'
import { seedOf } from './seed.ts'
import { version } from './version.ts'

export interface FindKneeArguments extends RunArguments {
  /** Where the search begins. */
  readonly rate?: number
  readonly plateauS: number
  readonly tolerance: number
  readonly maxRate: number
  readonly headRoom: number
  readonly calibrate: boolean
  readonly target: string
  readonly database?: string
  readonly instances?: number
  readonly outK6?: readonly string[]
  readonly dashboard?: boolean
  readonly manifest?: string
  readonly collect?: string
}

const START_RATE = 1

/** Searches the highest rate of dossiers that the systems of a target carry, and holds it against the scenario's peak hour. */
export async function runFindKnee(args: FindKneeArguments): Promise<void> {
  const talk = !args.json && !args.quiet
  assertNumbers(args)
  assertAlone(args)
  const opened = openScenario(args.scenario, talk, args.without)
  const { plan } = opened
  const target = loadTarget(args.target)
  const secrets = standInSecrets(secretOf)
  const surroundings = { nowMs: () => host.now().getTime(), resolve: resolveHost }
  assertLoadable(plan)
  assertRehearsable(plan, target, { surroundings, secrets })
  const seed = seedOf(args.seed, plan.scenario.seed)
  const postgres = args.database === undefined ? undefined : postgresAt(args.database)
  const k6 = await findK6(host.surroundings)
  const startedAt = host.now()
  const folder = RunFolder.create(args.out, plan.scenario.name, 'load', startedAt)
  const kept = keepScenario(folder, opened)
  if (talk)
    host.tell(`${plan.scenario.title.en}\n  search for the knee, seed ${seed}, run ${folder.id}, k6 ${k6.version}`)
  const interrupt = new AbortController()
  const stopListening = host.onInterrupt(() => interrupt.abort())
  const systems = needsStandIns(plan, target)
    ? await startStandIns(plan, {
        seed,
        database: postgres ?? { kind: 'sqlite', folder: folder.path },
        childCommand: host.childCommand('serve'),
        secrets,
      })
    : undefined
  try {
    for (const notice of systems?.notices ?? []) host.tell(notice)
    if (talk) announceSystems(target, systems)
    const knee = await findKnee(plan, {
      ...{ seed, runId: folder.id, k6, target, systems, secrets },
      surroundings: host.surroundings,
      outside: surroundings,
      folder: folder.path,
      signal: interrupt.signal,
      calibrates: args.calibrate,
      plateauMs: args.plateauS * 1000,
      tolerance: args.tolerance,
      startRate: Math.min(args.rate ?? START_RATE, args.maxRate),
      maxRate: args.maxRate,
      ...(talk ? { onPlateau: tellPlateau } : {}),
    })
    const files = [...reportFiles(), ...kept, PROFILE, ...databases(systems)]
    finish(opened, knee, folder, args, { startedAt, seed, files })
    if (knee.stopped) throw knee.stopped
  } finally {
    await systems?.stop()
    stopListening()
  }
}

function tellPlateau({ rate, held, invalid, miss, callsPerSecond }: MeasuredPlateau): void {
  const how = invalid ? doubtText(invalid, 'en') : held ? 'held' : `${miss?.what}, ${miss?.operation}`
  host.tell(`  ${rate.toFixed(2)} dossiers/s, ${callsPerSecond.toFixed(1)} calls/s: ${how}`)
}

function finish(
  { plan, warnings }: OpenedScenario,
  knee: Knee,
  folder: RunFolder,
  args: FindKneeArguments,
  run: { startedAt: Date; seed: number; files: string[] },
): void {
  const { stopped, calibration, tookMs } = knee
  const { work, result } = knee.shown
  const tally = new Tally(plan)
  report(plan, knee.shown, tally)
  const untilMs = Math.floor(work.plan.startMs + work.plan.durationMs * work.plan.compression)
  tally.close(untilMs)
  const finished = figuresOf(plan, tally, untilMs).rows[0]?.finished ?? 0
  const section = kneeSection(knee, {
    plateauMs: args.plateauS * 1000,
    tolerance: args.tolerance,
    headRoomWanted: args.headRoom,
  })
  const measured = assemble({
    plan,
    run: {
      id: folder.id,
      clock: 'load',
      dientap: version(),
      startedAt: run.startedAt.toISOString(),
      tookMs: Math.round(tookMs),
      seed: run.seed,
      stopped: stopped?.message ?? null,
      ...stoppedAt(plan, untilMs),
    },
    tally,
    untilMs,
    // One plateau of many is told of: what the systems hold is of them all.
    systems: [],
    lag: null,
    prediction: null,
    selftest: lastSelftest(args.out),
    load: { ...loadSection(work, result, calibration, null, finished), knee: section },
    warnings,
    files: run.files,
  })
  const of = { run: folder.id, clock: 'load', scenario: plan.scenario.name } as const
  writeProfile(folder, profileOf(of, withCapacity(operationTimes(work, result), section)))
  finishRun(judged(measured, section, calibration), folder, args)
}

/** The verdict is on the head-room alone, and what only a whole period shows is left out. */
function judged(result: RunResult, knee: KneeResult, calibration: Calibration | null): RunResult {
  const carries = carriesEnough(knee)
  const { reasons: known } = result.verdict
  const reasons = [...known.filter(({ kind }) => kind === 'stopped'), ...doubtsOf(knee, carries, calibration)]
  return {
    ...withoutThePeriod(result),
    verdict: { status: reasons.length > 0 ? 'INVALID' : carries ? 'PASS' : 'FAIL', reasons, targets: [] },
  }
}

function doubtsOf({ limit, plateaus }: KneeResult, carries: boolean | null, calibration: Calibration | null): Doubt[] {
  if (limit === 'generator') {
    const why = plateaus.findLast(({ reason }) => reason !== null)?.reason ?? (calibration && tooClose(calibration))
    return [{ kind: 'generator-gave-out', values: {} }, ...(why ? [why] : [])]
  }
  return carries === null ? [{ kind: 'search-unfinished', values: {} }] : []
}

/** A plateau is of one k6, on this machine. */
function assertAlone({ instances = 1, outK6 = [], dashboard = false, manifest, collect }: FindKneeArguments): void {
  const given = { instances: instances > 1, 'out-k6': outK6.length > 0, dashboard, manifest, collect }
  const wrong = Object.entries(given).find(([, value]) => value !== undefined && value !== false)?.[0]
  if (wrong === undefined) return
  throw new Fault('usage', `--find-knee and --${wrong} do not go together.`, 'Use --find-knee by itself, with one k6.')
}

function assertNumbers({ rate, plateauS, tolerance, maxRate, headRoom }: FindKneeArguments): void {
  const limits: readonly [name: string, value: number | undefined, least: number, most: number][] = [
    ['rate', rate, 0.01, 10_000],
    ['plateau-s', plateauS, 4, 600],
    ['tolerance', tolerance, 0.01, 1],
    ['max-rate', maxRate, 0.01, 10_000],
    ['head-room', headRoom, 0.001, 1_000_000],
  ]
  for (const [name, value, least, most] of limits) {
    if (value === undefined || (value >= least && value <= most)) continue
    throw new Fault('usage', `--${name} is ${value}; it is from ${least} to ${most}.`, 'See dientap load --help.')
  }
}
