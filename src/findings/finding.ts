import { formatInstant, HOUR_MS } from '../calendar/index.ts'
import { dossierId } from '../people/index.ts'
import type { Plan } from '../scenario/index.ts'
import type { Finding, Gain, Severity } from '../schema/index.ts'
import { remedies } from './catalogue.ts'
import { dueDate } from './due.ts'
import type { Suspect } from './suspect.ts'
import type { Wording } from './wording.ts'

/** Of all dossiers, the share that mending serves better: from here on it pays, and from here on it must be done first. */
const WORTH_ACTING = 0.01
const WORTH_STOPPING = 0.05

/** A suspect as the result tells of it. */
export function findingOf(
  plan: Plan,
  wording: Wording,
  suspect: Suspect,
  gain: Gain | null,
  received: number,
): Finding {
  const catalogue = remedies()
  const entry = catalogue.kinds[suspect.kind]
  if (!entry) throw new Error(`the catalogue of remedies lacks ${suspect.kind}`)
  const { cases, of, unserved, worst, late, sentAway, changes } = suspect
  const hours = suspect.lostMs / HOUR_MS
  return {
    kind: suspect.kind,
    cause: entry.cause,
    severity: severityOf(gain, suspect, received),
    title: wording.title(entry, suspect),
    where: whereOf(plan, suspect),
    evidence: {
      cases,
      of,
      hours,
      mostHours: suspect.mostMs / HOUR_MS,
      unfinished: unserved,
      from: Number.isFinite(suspect.firstMs) ? formatInstant(suspect.firstMs) : null,
      to: Number.isFinite(suspect.lastMs) ? formatInstant(suspect.lastMs) : null,
      dossiers: worst.map(({ unit, dossier }) => dossierId(plan.units[unit]?.code ?? '', dossier)),
    },
    effect: { late, hours, sentAway },
    remedy: {
      title: wording.remedy(entry, suspect),
      takesDays: entry.takesDays,
      changes: [...changes],
      source: entry.source,
    },
    owner: entry.owner,
    due: dueDate(plan, catalogue, entry.takesDays),
    gain,
  }
}

/** By the gain that is shown; of what could not be simulated by what it did in the run, which mending can't exceed. */
export function severityOf(gain: Gain | null, { late, sentAway }: Suspect, received: number): Severity {
  const surely = gain ? Math.max(gain.late.ci95[0], gain.sentAway.ci95[0]) : late + sentAway
  const harm = gain ? gain.late.mean + gain.sentAway.mean : late + sentAway
  const share = harm / Math.max(1, received)
  if (surely <= 0 || share < WORTH_ACTING) return 'watch'
  return share < WORTH_STOPPING ? 'act' : 'stop'
}

function whereOf(plan: Plan, { units, names }: Suspect): Finding['where'] {
  const codes = [...units].sort((a, b) => a - b).map((unit) => plan.units[unit]?.code ?? '')
  const given = Object.entries(names).flatMap(([name, set]) => {
    const values = [...set].filter((value) => value !== '')
    return values.length === 0 ? [] : [[name, values] as const]
  })
  return { units: codes, ...Object.fromEntries(given) }
}
