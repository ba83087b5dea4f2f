import type { OfficialPlan, SitePlan, UnitPlan } from '../scenario/index.ts'

/** [fromMs, toMs), epoch ms. */
export interface Span {
  readonly fromMs: number
  readonly toMs: number
}

/** When an official works in the unit at all: from the first day to the last, while the site is open. */
export function serviceOf(unit: UnitPlan, official: OfficialPlan): Span {
  const site = unit.sites[official.site] as SitePlan
  return { fromMs: Math.max(official.fromMs, site.opensMs), toMs: Math.min(official.toMs, site.closesMs) }
}

export function covers({ fromMs, toMs }: Span, atMs: number): boolean {
  return atMs >= fromMs && atMs < toMs
}
