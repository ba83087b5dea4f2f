import { formatInstant } from '../../calendar/index.ts'
import type { LoadResult } from '../../schema/index.ts'
import { loadOutcomes as outcomeKinds } from '../../schema/index.ts'
import { Histogram, type HistogramState } from '../../verdict/index.ts'
import type { InstanceResult } from '../measure/instance.ts'
import type { LoadWork } from '../work/build.ts'
import type { Calibration } from './calibration.ts'
import type { Distortion } from './distortion.ts'

const US_PER_MS = 1000
const HOUR_S = 3600

/** What the result says of a load run beyond what every run says. */
export function loadSection(
  work: LoadWork,
  result: InstanceResult,
  calibration: Calibration | null,
  distortion: Distortion | null,
  finished: number,
): LoadResult {
  const { plan, ratePerSecond, peak } = work
  const late = histogramOf(result.lateUs)
  const offered = work.dossiers.length
  const seconds = plan.durationMs / 1000
  // A run that was stopped is measured by how far it came.
  const lastMs = result.happenings.reduce((last, [, , , , , atMs]) => Math.max(last, atMs), plan.startMs)
  const ranS = result.interrupted ? Math.max(1, (lastMs - plan.startMs) / plan.compression / 1000) : seconds
  const calls = result.happenings.length
  return {
    durationS: ranS,
    compression: plan.compression,
    thinking: !plan.noThink,
    offeredPerSecond: ratePerSecond,
    offered,
    begun: result.begun,
    dropped: result.interrupted ? 0 : Math.max(0, offered - result.begun),
    finishedPerSecond: finished / ranS,
    callsPerSecond: calls / ranS,
    peakFrom: formatInstant(peak.fromMs),
    peakPerHour: peak.dossiers,
    timesPeak: ratePerSecond / (peak.dossiers / HOUR_S),
    lagP99Ms: ms(late, 0.99),
    lagMostMs: ms(late, 1),
    operations: result.operations.map(({ operation, outcomes, tookUs }) => {
      const took = histogramOf(tookUs)
      return {
        operation,
        calls: took.count,
        outcomes: outcomeKinds.flatMap((kind) => {
          const times = outcomes[kind] ?? 0
          return times === 0 ? [] : [{ kind, times }]
        }),
        p50Ms: ms(took, 0.5),
        p95Ms: ms(took, 0.95),
        p99Ms: ms(took, 0.99),
      }
    }),
    generators: result.generators.map(({ version, vus, cpuShare, memoryFirstMb, memoryLastMb, memoryMostMb }) => ({
      k6: version,
      vus,
      cpuShare,
      memoryFirstMb,
      memoryLastMb,
      memoryMostMb,
    })),
    calibration: calibration && {
      askedPerSecond: calibration.askedPerSecond,
      reachedPerSecond: calibration.reachedPerSecond,
    },
    distortion: distortion && { ...distortion },
    said: [...result.said],
  }
}

function histogramOf(state: HistogramState): Histogram {
  const histogram = new Histogram()
  histogram.add(state)
  return histogram
}

function ms(histogram: Histogram, p: number): number | null {
  const us = histogram.quantile(p)
  return us === null ? null : us / US_PER_MS
}
