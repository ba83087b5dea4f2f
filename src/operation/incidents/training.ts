import { parseLocal } from '../../calendar/index.ts'
import type { Incident } from '../../schema/index.ts'
import type { IncidentEffect } from './effect.ts'

/** Trainees, and the colleague who trains them, are away until it is over; then the trainees are better at it. */
export function training(incident: Extract<Incident, { kind: 'training' }>): IncidentEffect {
  const { role, count, unit, mentor, skills, worthCases, from, to } = incident
  const span = { unit, fromMs: parseLocal(from), toMs: parseLocal(to) }
  const learns = { skills: skills ?? [], worthCases: worthCases ?? 0 }
  const mentors = mentor === undefined ? [] : [{ role: mentor, count: 1, ...span }]
  return { absences: [{ role, count, learns, ...span }, ...mentors] }
}
