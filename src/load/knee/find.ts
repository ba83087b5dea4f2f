import { join } from 'node:path'
import { Fault } from '../../faults/index.ts'
import type { Plan } from '../../scenario/index.ts'
import type { Doubt } from '../../schema/index.ts'
import { type Calibration, calibrate } from '../judge/calibration.ts'
import { diedOf, MOST_CPU, MOST_LAG_P99_MS } from '../judge/doubts.ts'
import { callsPerSecond, type LoadOptions, workOf } from '../load.ts'
import { type InstanceResult, mergeInstances } from '../measure/instance.ts'
import { runInstance } from '../run-instance.ts'
import type { LoadWork } from '../work/build.ts'
import { type Way, waysOf } from '../work/ways.ts'
import { PlateauCounts, type Reading } from './counts.ts'
import { type KneeBounds, kneeBounds, type Miss, missOf } from './held.ts'
import { type Plateau, type Search, searchKnee } from './search.ts'
import { fitUsl, type UslFit } from './usl.ts'

/** A plateau with all that was read of it. */
export interface MeasuredPlateau extends Plateau {
  readonly reading: Reading
  readonly miss: Miss | null
  readonly cpuShare: number | null
}

export type KneeRun = Omit<
  LoadOptions,
  | 'ratePerSecond'
  | 'peakFactor'
  | 'compression'
  | 'durationMs'
  | 'noThink'
  | 'plateau'
  | 'instances'
  | 'ownOf'
  | 'onProgress'
> & {
  readonly plateauMs: number
  readonly tolerance: number
  /** Dossiers a second. */
  readonly startRate: number
  readonly maxRate: number
  /** Trials of a rate between which the majority decides; 3 without. */
  readonly trials?: number
  /** No further plateau begins after so long; five minutes without. */
  readonly mostMs?: number
  readonly onPlateau?: (plateau: MeasuredPlateau) => void
}

export interface Knee {
  readonly bounds: KneeBounds
  readonly search: Search<MeasuredPlateau>
  readonly usl: UslFit | null
  readonly calibration: Calibration | null
  /** The plateau that shows best how it was where the targets still held. */
  readonly shown: { readonly work: LoadWork; readonly result: InstanceResult }
  readonly warmUpMs: number
  /** Why it ended before it was over. */
  readonly stopped: Fault | undefined
  readonly tookMs: number
}

const WARM_UP_SHARE = 0.25
const MOST_MS = 300_000
/** From one rate of the ramp to the next. */
const GROWTH = 2
/** So long may dossiers be under way on average before nobody is free to hand in the next. */
const UNDER_WAY_S = 10
const LEAST_UNDER_WAY = 30
const MOST_UNDER_WAY = 1000
/** How long calls under way at the end of a plateau may take: with them the systems' lines are empty. */
const GRACE_MS = 20_000
/** So long are systems left alone that can't be asked whether they have done everything. */
const PAUSE_MS = 2_000
/** Beyond it the generator measures itself, of what the machine has. */

/**
 * Searches the highest rate of dossiers at which running systems hold the targets, by plateaus at a steady rate.
 * @throws Fault as load does
 */
export async function findKnee(plan: Plan, run: KneeRun): Promise<Knee> {
  const startedMs = performance.now()
  const plateaus = new Plateaus(plan, run)
  const died = new AbortController()
  const stop = AbortSignal.any([run.signal, died.signal])
  let stopped: Fault | undefined
  run.systems?.onDeath((name, how) => {
    stopped ??= new Fault(
      'system-died',
      `The stand-in system ${name} ended in the middle of the search (${how}).`,
      'What was measured until then is in the run folder; run again, and report it if it happens again.',
    )
    died.abort()
  })
  const outOfTime = new AbortController()
  const mostMs = run.mostMs ?? MOST_MS
  const search = await searchKnee(
    async (rate) => {
      const plateau = await plateaus.measure(rate, stop)
      run.onPlateau?.(plateau)
      if (performance.now() - startedMs > mostMs) outOfTime.abort()
      return plateau
    },
    {
      startRate: run.startRate,
      mostRate: run.maxRate,
      growth: GROWTH,
      tolerance: run.tolerance,
      trials: run.trials ?? 3,
      mostPlateaus: Number.POSITIVE_INFINITY,
      signal: AbortSignal.any([stop, outOfTime.signal]),
    },
  )
  if (run.signal.aborted) {
    const why = 'Interrupted before the knee was found.'
    stopped ??= new Fault('interrupted', why, 'What was measured until then is in the run folder.')
  }
  const calibration =
    run.calibrates && !stop.aborted
      ? await calibrate(run.k6, plateaus.mostCallsPerSecond, { surroundings: run.surroundings, signal: stop })
      : null
  // Nothing at all is known where it was stopped before the first plateau.
  const shown = plateaus.shown(search.held)
  if (!shown) throw stopped ?? new Fault('interrupted', 'Interrupted before the first plateau.', 'Run it again.')
  const points = search.plateaus
    .filter(({ invalid }) => invalid === null)
    .map(({ concurrency, callsPerSecond: throughput }) => ({ concurrency, throughput }))
  return {
    bounds: plateaus.bounds,
    search,
    usl: fitUsl(points),
    calibration,
    shown,
    warmUpMs: plateaus.warmUpMs,
    stopped,
    tookMs: performance.now() - startedMs,
  }
}

/** Plateaus one after the other on the same systems. */
class Plateaus {
  readonly bounds: KneeBounds
  readonly warmUpMs: number
  mostCallsPerSecond = 1
  readonly #plan: Plan
  readonly #run: KneeRun
  readonly #ways: readonly Way[]
  readonly #kept = new Map<number, { work: LoadWork; result: InstanceResult }>()
  readonly #startedMs = performance.now()
  #number = 0
  #taken = 0

  constructor(plan: Plan, run: KneeRun) {
    this.#plan = plan
    this.#run = run
    this.#ways = waysOf(plan, run.seed)
    this.bounds = kneeBounds(plan)
    this.warmUpMs = run.plateauMs * WARM_UP_SHARE
  }

  async measure(rate: number, signal: AbortSignal): Promise<MeasuredPlateau> {
    const { k6, surroundings, folder, systems } = this.#run
    const work = await this.#workAt(rate)
    const counts = new PlateauCounts(work, this.warmUpMs)
    const part = await runInstance(k6, work, {
      folder: join(folder, 'k6'),
      surroundings,
      signal,
      onTold: (told) => counts.take(told),
    })
    const result = mergeInstances([part])
    // The last of each rate is kept, for what the report shows of it.
    this.#kept.set(rate, { work, result })
    this.mostCallsPerSecond = Math.max(this.mostCallsPerSecond, callsPerSecond(work))
    const reading = counts.reading()
    const miss = missOf(reading, this.bounds)
    const cpuShare = part.generators[0]?.cpuShare ?? null
    const invalid = signal.aborted ? INTERRUPTED : invalidOf(work, part, reading, miss)
    if (!signal.aborted) await this.#drain(systems, signal)
    return {
      rate,
      held: miss === null,
      throughput: reading.finishedPerSecond,
      callsPerSecond: reading.callsPerSecond,
      concurrency: reading.concurrency,
      gaveIn: miss?.operation ?? null,
      invalid,
      reading,
      miss,
      cpuShare,
    }
  }

  /** What was measured at the rate that held; without one, at the lowest rate. */
  shown(held: number | null): { work: LoadWork; result: InstanceResult } | undefined {
    const rate = held ?? Math.min(...this.#kept.keys())
    return this.#kept.get(rate)
  }

  async #workAt(rate: number): Promise<LoadWork> {
    const { plateauMs } = this.#run
    const most = Math.min(MOST_UNDER_WAY, Math.ceil(rate * UNDER_WAY_S) + LEAST_UNDER_WAY)
    const work = await workOf(this.#plan, {
      ...this.#run,
      ratePerSecond: rate,
      peakFactor: 1,
      compression: 1,
      durationMs: plateauMs,
      noThink: true,
      ways: this.#ways,
      plateau: {
        number: this.#number++,
        taken: this.#taken,
        afterMs: Math.round(performance.now() - this.#startedMs),
        mostUnderWay: most,
        graceMs: GRACE_MS,
      },
    })
    this.#taken += work.dossiers.length
    return work
  }

  /** Until the systems have told each other everything; every call was answered or given up before. */
  async #drain(systems: KneeRun['systems'], signal: AbortSignal): Promise<void> {
    if (systems) {
      try {
        await systems.drain()
        return
      } catch (error) {
        if (!(error instanceof Fault)) throw error
        // One that has died is noticed by who waits for that.
      }
    }
    await new Promise<void>((resolve) => {
      const over = setTimeout(resolve, PAUSE_MS)
      signal.addEventListener('abort', () => {
        clearTimeout(over)
        resolve()
      })
    })
  }
}

const INTERRUPTED: Doubt = { kind: 'stopped', values: { why: 'interrupted' } }

/** Why a plateau says nothing about the systems; null where it does. */
function invalidOf(work: LoadWork, part: InstanceResult, reading: Reading, miss: Miss | null): Doubt | null {
  const [died] = diedOf(part)
  if (died) return died
  const share = part.generators[0]?.cpuShare ?? 0
  if (share > MOST_CPU) return { kind: 'generator-busy', values: { share, most: MOST_CPU } }
  if (reading.operations.length === 0) return { kind: 'nothing-measured', values: {} }
  // A generator that was late made it harder for the systems, so one that held is none the less sure.
  if (miss === null) {
    const offered = work.dossiers.length
    const dropped = offered - part.begun
    return dropped > 0 ? { kind: 'dropped', values: { dropped, offered } } : null
  }
  // Where all who hand in wait for the systems, it is the systems that are late.
  if (part.generators.some(({ exhausted }) => exhausted)) return null
  const p99 = Math.round(reading.lagP99Ms)
  return p99 > MOST_LAG_P99_MS ? { kind: 'late', values: { p99, most: MOST_LAG_P99_MS } } : null
}
