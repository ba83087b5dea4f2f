import type { OfficialPlan, SitePlan, UnitPlan } from './plan.ts'
import type { Span } from './span.ts'

/** When an official works in the unit at all: from the first day to the last, while the site is open. */
export function serviceOf(unit: UnitPlan, official: OfficialPlan): Span {
  const { opensMs, closesMs } = unit.sites[official.site] as SitePlan // officials hold indexes of their unit's sites
  return { fromMs: Math.max(official.fromMs, opensMs), toMs: Math.min(official.toMs, closesMs) }
}
