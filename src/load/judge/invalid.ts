import { Histogram } from '../../verdict/index.ts'
import type { InstanceResult } from '../measure/instance.ts'
import type { LoadWork } from '../work/build.ts'
import type { Calibration } from './calibration.ts'

/** Of what the machine has; beyond it the generator measures itself. */
const MOST_CPU = 0.8
/** A dossier that begins later than this did not come when it was to. */
const MOST_LAG_P99_MS = 250

/** Why what was measured can't be trusted, in words; empty where it can. */
export function invalidReasons(
  work: LoadWork,
  result: InstanceResult,
  calibration: Calibration | null,
  targetsWithoutValue: readonly string[],
): string[] {
  const offered = work.dossiers.length
  const late = new Histogram()
  late.add(result.lateUs)
  const lagMs = (late.quantile(0.99) ?? 0) / 1000
  const cpu = result.generators.flatMap(({ cpuShare }) => cpuShare ?? [])
  const busy = cpu.reduce((sum, share) => sum + share, 0)
  const reasons: string[] = []
  if (offered === 0) reasons.push('no dossier came: the rate is too low for so short a run')
  if (!result.interrupted && result.begun < offered)
    reasons.push(`${offered - result.begun} of ${offered} dossiers were dropped: nobody was free to hand them in`)
  if (result.generators.some(({ exhausted }) => exhausted))
    reasons.push(
      `all ${work.plan.citizenVus} citizens were waiting for an answer at once, so later ones came late or not at all`,
    )
  if (busy > MOST_CPU)
    reasons.push(
      `the load generator took ${Math.round(busy * 100)} % of this machine's processors (at most ${MOST_CPU * 100} %)`,
    )
  if (lagMs > MOST_LAG_P99_MS)
    reasons.push(`dossiers began later than intended: p99 ${Math.round(lagMs)} ms (at most ${MOST_LAG_P99_MS} ms)`)
  if (calibration && !calibration.enough)
    reasons.push(
      `the load generator is too close to its limit: of ${calibration.askedPerSecond} calls a second against a server that does nothing it made ${calibration.reachedPerSecond}`,
    )
  for (const target of targetsWithoutValue) reasons.push(`nothing was measured for the target ${target}`)
  return reasons
}
