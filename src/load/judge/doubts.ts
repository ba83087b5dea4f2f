import type { Doubt, IndicatorName, TargetBound } from '../../schema/index.ts'
import { Histogram } from '../../verdict/index.ts'
import type { InstanceResult } from '../measure/instance.ts'
import type { LoadWork } from '../work/build.ts'
import type { Calibration } from './calibration.ts'

/** Of what the machine has; beyond it the generator measures itself. */
export const MOST_CPU = 0.8
/** A dossier that begins later than this did not come when it was to. */
export const MOST_LAG_P99_MS = 250

/**
 * What load does not show: it plays no scripts, has no waiting room that fills, and lasts minutes, so that counts of a
 * whole period say nothing.
 */
export const UNMEASURED: readonly IndicatorName[] = [
  'conformance',
  'turnedAway',
  'gaveUp',
  'tripsPerDossier',
  'received',
  'finished',
  'open',
  'overdue',
  'dossiersPerWorkingDay',
]

/** Targets for which nothing was measured. */
type Target = Pick<TargetBound, 'indicator' | 'channel'>

/** Why what was measured can't be trusted; empty where it can. */
export function doubtsOf(
  work: LoadWork,
  result: InstanceResult,
  calibration: Calibration | null,
  targetsWithoutValue: readonly Target[],
): Doubt[] {
  const offered = work.dossiers.length
  const late = new Histogram()
  late.add(result.lateUs)
  const p99 = Math.round((late.quantile(0.99) ?? 0) / 1000)
  const share = result.generators.reduce((sum, { cpuShare }) => sum + (cpuShare ?? 0), 0)
  const doubts: Doubt[] = []
  doubts.push(...diedOf(result))
  if (offered === 0) doubts.push({ kind: 'nothing-offered', values: {} })
  if (!result.interrupted && result.begun < offered)
    doubts.push({ kind: 'dropped', values: { dropped: offered - result.begun, offered } })
  if (result.generators.some(({ exhausted }) => exhausted))
    doubts.push({ kind: 'exhausted', values: { vus: work.plan.citizenVus } })
  if (share > MOST_CPU) doubts.push({ kind: 'generator-busy', values: { share, most: MOST_CPU } })
  if (p99 > MOST_LAG_P99_MS) doubts.push({ kind: 'late', values: { p99, most: MOST_LAG_P99_MS } })
  if (calibration && !calibration.enough) doubts.push(tooClose(calibration))
  for (const target of targetsWithoutValue) doubts.push({ kind: 'not-measured', values: { ...target } })
  return doubts
}

/** A k6 that ended by itself, as one that ran out of memory: what it had still to do nobody did. */
export function diedOf({ generators }: Pick<InstanceResult, 'generators'>): Doubt[] {
  return generators.flatMap(({ died }) => (died === null ? [] : [{ kind: 'generator-died', values: { how: died } }]))
}

/** The generator could not make the calls of this run, and a margin, against a server that does nothing. */
export function tooClose({ askedPerSecond: asked, reachedPerSecond: reached }: Calibration): Doubt {
  return { kind: 'close-to-limit', values: { asked, reached } }
}
