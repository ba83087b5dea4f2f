import { distortionOf, doubtsOf, type Loaded, loadSection, operationTimes, report, UNMEASURED } from '../load/index.ts'
import type { RunResult } from '../schema/index.ts'
import { assemble, figureOf, figuresOf, profileOf, Tally } from '../verdict/index.ts'
import type { RunArguments } from './commands/command.ts'
import { finishRun, stoppedAt } from './finish-run.ts'
import { lastSelftest } from './last-selftest.ts'
import { writeProfile } from './measured-systems.ts'
import type { OpenedScenario } from './open-scenario.ts'
import type { RunFolder } from './run-folder.ts'
import { version } from './version.ts'

export interface LoadArguments extends RunArguments {
  readonly rate?: number
  readonly peakFactor: number
  readonly duration: number
  readonly compression: number
  readonly think: boolean
  readonly calibrate: boolean
  readonly target: string
  readonly database?: string
  readonly instances: number
  readonly outK6?: readonly string[]
  readonly dashboard: boolean
  readonly manifest?: 'k8s'
  readonly image?: string
  readonly collect?: string
}

/** Judges what was measured, and writes the run folder. */
export function finishLoad(
  { plan, warnings }: OpenedScenario,
  loaded: Loaded,
  folder: RunFolder,
  args: LoadArguments,
  run: { startedAt: Date; seed: number; files: string[] },
): void {
  const { work, result, calibration, stopped, census } = loaded
  const tally = new Tally(plan)
  report(plan, loaded, tally)
  const ranMs = Math.min(work.plan.durationMs, result.tookMs)
  const untilMs = Math.floor(work.plan.startMs + ranMs * work.plan.compression)
  tally.close(untilMs)
  const figures = figuresOf(plan, tally, untilMs)
  const empty = plan.scenario.targets
    .filter(({ indicator }) => !UNMEASURED.includes(indicator))
    .filter(({ indicator, channel }) => figureOf(figures, indicator, channel) === null)
    .map(({ indicator, channel }) => ({ indicator, ...(channel && { channel }) }))
  const distortion = stopped ? null : distortionOf(plan, run.seed, work.plan.compression)
  const measured = assemble({
    plan,
    run: {
      id: folder.id,
      clock: 'load',
      dientap: version(),
      startedAt: run.startedAt.toISOString(),
      tookMs: Math.round(result.tookMs),
      seed: run.seed,
      stopped: stopped?.message ?? null,
      ...stoppedAt(plan, untilMs),
    },
    tally,
    untilMs,
    systems: census,
    lag: null,
    prediction: null,
    selftest: lastSelftest(args.out),
    load: loadSection(work, result, calibration, distortion, figures.rows[0]?.finished ?? 0),
    invalid: doubtsOf(work, result, calibration, stopped ? [] : empty),
    unmeasured: UNMEASURED,
    warnings,
    files: run.files,
  })
  const of = { run: folder.id, clock: 'load', scenario: plan.scenario.name } as const
  writeProfile(folder, profileOf(of, operationTimes(work, result)))
  finishRun(withoutThePeriod(measured), folder, args)
}

/** What only a whole period shows: steps of scripts are not played, and officials are at work as long as the load lasts. */
export function withoutThePeriod(result: RunResult): RunResult {
  return {
    ...result,
    conformance: null,
    difficulties: [],
    staff: [],
    throughput: { workingDays: 0, perWorkingDay: null, byDay: [] },
  }
}
