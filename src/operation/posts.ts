import type { Plan, SitePlan, StepPlan, UnitPlan } from '../scenario/index.ts'
import { covers, type Span } from './span.ts'
import type { Staffing } from './staffing.ts'

export type OfficialStep = Extract<StepPlan['by'], { kind: 'official' }>

/** A site at which a step can be done, and when somebody serves there who is able to. */
export interface Post {
  readonly site: number
  readonly spans: readonly Span[]
}

/**
 * The sites at which a step can be done, the main site first: where somebody of the role serves in the period who has
 * the skill and holds the account, or gets them in it, and face to face where there is a place for it. Where nobody is
 * able, the sites at which the role works: there it waits for ever.
 *
 * @param field of the dossier's procedure
 */
export function postsOf(by: OfficialStep, field: string, plan: Plan, unit: UnitPlan, staffing: Staffing): Post[] {
  const skill = by.skill === 'field' ? field : by.skill
  const able = new Map<number, Span[]>()
  const inRole = new Map<number, Span[]>()
  for (const [index, official] of unit.officials.entries()) {
    if (official.role !== by.role) continue
    const { site } = official
    inRole.set(site, [])
    const service = staffing.serviceOf(index)
    if (Math.max(service.fromMs, plan.fromMs) >= Math.min(service.toMs, plan.toMs)) continue
    if (by.counter && placesFor(by, unit.sites[site] as SitePlan) === 0) continue
    const learns = staffing.allTrainingsOf(index).some(({ skills }) => skill !== undefined && skills.includes(skill))
    if (skill !== undefined && !learns && !official.skills.includes(skill)) continue
    if (by.account !== undefined && (official.accounts.get(by.account) ?? plan.fromMs) >= plan.toMs) continue
    const spans = able.get(site) ?? []
    able.set(site, [...spans, service])
  }
  return [...(able.size > 0 ? able : inRole)].map(([site, spans]) => ({ site, spans })).sort((a, b) => a.site - b.site)
}

/**
 * Where a dossier, or a citizen, at a site finds whom the step needs: there if somebody serves there now, else at the
 * first site where somebody does, else where somebody will first.
 */
export function postFor(posts: readonly Post[], site: number, atMs: number): number {
  const isServed = ({ spans }: Post) => spans.some((span) => covers(span, atMs))
  const here = posts.find((post) => post.site === site)
  const found = here && isServed(here) ? here : posts.find(isServed)
  if (found) return found.site
  const later = posts
    .flatMap((post) => post.spans.map(({ fromMs }) => ({ site: post.site, fromMs })))
    .filter(({ fromMs }) => fromMs > atMs)
    .sort((a, b) => a.fromMs - b.fromMs)
  return (later[0] ?? here ?? posts[0])?.site ?? site
}

/** Places for a face-to-face step: those of its area, where the site has it, else the counters. */
function placesFor({ area }: OfficialStep, { areas, counters }: SitePlan): number {
  return (area === undefined ? undefined : areas[area]) ?? counters
}
