import { loadOutcomes, type SystemsProfile } from '../schema/index.ts'
import { Histogram, type OperationTimes, profileOf } from '../verdict/index.ts'
import type { InstanceResult } from './measure/instance.ts'
import type { LoadWork } from './work/build.ts'

const OK = loadOutcomes.indexOf('ok')
const TAKEN = loadOutcomes.indexOf('taken-by-another')

/**
 * What a load run learnt of the systems, for simulations: the times of the calls of dossiers, which are never compressed.
 * The systems can take at least the rate that was answered; only a search for the knee finds their capacity.
 */
export function loadProfile(scenario: string, { plan, ways }: LoadWork, result: InstanceResult): SystemsProfile {
  const seconds = Math.min(plan.durationMs, result.tookMs) / 1000
  const operations = new Map<string, { answeredUs: Histogram; failed: number }>()
  for (const [dossier, at, outcome, tookUs] of result.happenings) {
    const operation = ways[dossier]?.way.calls[at]?.call.operation
    if (operation === undefined || outcome === TAKEN) continue
    const counted = operations.get(operation) ?? { answeredUs: new Histogram(), failed: 0 }
    operations.set(operation, counted)
    if (outcome === OK) counted.answeredUs.record(Math.max(0, Math.round(tookUs)))
    else counted.failed++
  }
  return profileOf(
    { run: result.runId, clock: 'load', scenario },
    [...operations].map(
      ([operation, counted]): OperationTimes => ({
        operation,
        ...counted,
        highestPerSecond: counted.answeredUs.count === 0 ? null : counted.answeredUs.count / seconds,
      }),
    ),
  )
}
