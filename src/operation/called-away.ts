import { type OfficialPlan, serviceOf, type UnitPlan } from '../scenario/index.ts'
import type { Absence, IncidentEffect, Training } from './incidents/index.ts'
import { covers, type Span } from './span.ts'

/** What incidents do to one official. */
export interface CalledAway {
  readonly away: readonly Span[]
  /** In the order in which they end. */
  readonly trainings: readonly Training[]
}

const NOTHING: CalledAway = { away: [], trainings: [] }

/**
 * Whom the incidents call away, by official of the unit. Each takes the first of the role, in the order of the staff,
 * who serve as it begins and whom no other incident has called at the same time.
 *
 * @param effects of all incidents
 */
export function calledAway(unit: UnitPlan, effects: readonly IncidentEffect[]): readonly CalledAway[] {
  const absences = effects
    .flatMap((effect) => effect.absences ?? [])
    .filter((absence) => absence.unit === undefined || absence.unit === unit.code)
  if (absences.length === 0) return unit.officials.map(() => NOTHING)
  const away: Span[][] = unit.officials.map(() => [])
  const trainings: Training[][] = unit.officials.map(() => [])
  for (const absence of absences) {
    for (const official of calledBy(absence, unit, away)) {
      away[official]?.push(absence)
      if (absence.learns) trainings[official]?.push({ ...absence.learns, fromMs: absence.toMs })
    }
  }
  return unit.officials.map((_, official) => ({
    away: away[official] as Span[],
    trainings: (trainings[official] as Training[]).toSorted((a, b) => a.fromMs - b.fromMs),
  }))
}

function calledBy(absence: Absence, unit: UnitPlan, away: readonly (readonly Span[])[]): number[] {
  const isFree = (official: OfficialPlan, index: number) =>
    official.role === absence.role &&
    covers(serviceOf(unit, official), absence.fromMs) &&
    !away[index]?.some(({ fromMs, toMs }) => fromMs < absence.toMs && absence.fromMs < toMs)
  return unit.officials.flatMap((official, index) => (isFree(official, index) ? [index] : [])).slice(0, absence.count)
}
