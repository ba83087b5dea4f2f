import { loadOutcomes } from '../../schema/index.ts'
import { Histogram, type OperationTimes } from '../../verdict/index.ts'
import type { LoadWork } from '../work/build.ts'
import type { InstanceResult } from './instance.ts'

const OK = loadOutcomes.indexOf('ok')
const TAKEN = loadOutcomes.indexOf('taken-by-another')

interface Counted {
  readonly answeredUs: Histogram
  failed: number
  /** Good answers by second of the run. */
  readonly bySecond: Map<number, number>
}

/** How the operations that dossiers call answered, for the profile of the systems. */
export function operationTimes({ ways, plan }: LoadWork, { happenings }: InstanceResult): OperationTimes[] {
  const byName = new Map<string, Counted>()
  for (const [dossier, call, outcome, tookUs, , atMs] of happenings) {
    const operation = ways[dossier]?.way.calls[call]?.call.operation
    if (operation === undefined) continue
    const counted: Counted = byName.get(operation) ?? { answeredUs: new Histogram(), failed: 0, bySecond: new Map() }
    byName.set(operation, counted)
    if (outcome === OK) {
      counted.answeredUs.record(tookUs)
      const second = Math.floor((atMs - plan.startMs) / plan.compression / 1000)
      counted.bySecond.set(second, (counted.bySecond.get(second) ?? 0) + 1)
    } else if (outcome !== TAKEN) counted.failed++
  }
  return [...byName].map(([operation, { answeredUs, failed, bySecond }]) => ({
    operation,
    answeredUs,
    failed,
    highestPerSecond: bySecond.size === 0 ? null : Math.max(...bySecond.values()),
  }))
}
