/** What was seen going wrong. */
export const evidenceKinds = [
  'wait',
  'failed',
  'duplicated',
  'slow-answers',
  'left',
  'slow-work',
  'detour',
  'limit',
  'breakdown',
] as const
export type EvidenceKind = (typeof evidenceKinds)[number]

/** Why what waits is not taken up at the moment. */
export const waitReasons = [
  'role',
  'skill',
  'account',
  'busy',
  'away',
  'place',
  'equipment',
  'system',
  'round',
] as const
/**
 * role, skill, account: nobody of the unit has it, or who has it is not free while somebody without it is. busy: all who
 * could are at work on something else. away: none of them is at work. place: somebody is free, but no counter or area.
 * equipment: what the step needs is in use. system: it can't be reached. round: papers are taken in at stated times.
 */
export type WaitReason = (typeof waitReasons)[number]

/** Where it was seen; what does not apply is absent. */
export interface EvidenceWhere {
  readonly step?: string
  readonly role?: string
  readonly skill?: string
  readonly account?: string
  readonly equipment?: string
  readonly site?: string
  readonly operation?: string
  /** Of a wait; or as the system, or the event log, has it. */
  readonly reason?: string
  /** Traits that a way round takes away. */
  readonly traits?: readonly string[]
  readonly procedure?: string
}

export interface Worst {
  /** Number of the dossier within its unit. */
  readonly dossier: number
  /** Index into Plan.units of its own unit. */
  readonly unit: number
  readonly ms: number
}

/** What was seen of one kind at one place of one unit. Plain data, and no two of a run have the same place. */
export interface EvidenceRow {
  readonly kind: EvidenceKind
  /** Index into Plan.units. */
  readonly unit: number
  readonly where: EvidenceWhere
  /** Dossiers, calls or citizens, by kind. */
  cases: number
  /** Of how many in all, where that says something. */
  of: number
  /** Working ms lost, all cases together; of slow work, ms of work. */
  ms: number
  /** Of slow work: what it takes the practised. */
  normMs: number
  /** Of slow work: sums over the cases of work in thousandths of the norm, and of its square. */
  squares: number
  ratios: number
  /** Working ms of the longest case. */
  mostMs: number
  /** Numbers of the dossiers of the unit that it touched, for long or in vain, and that are overdue. */
  readonly late: number[]
  /** Times a citizen left unserved, or could not submit at the first try. */
  sentAway: number
  /** Of waits: for whom it is not over at the end. */
  unserved: number
  firstMs: number
  lastMs: number
  worst: readonly Worst[]
}

export const WORST = 3

export function newRow(kind: EvidenceKind, unit: number, where: EvidenceWhere): EvidenceRow {
  return {
    ...{
      kind,
      unit,
      where,
      cases: 0,
      of: 0,
      ms: 0,
      normMs: 0,
      squares: 0,
      ratios: 0,
      mostMs: 0,
      unserved: 0,
      sentAway: 0,
    },
    ...{ firstMs: Number.POSITIVE_INFINITY, lastMs: Number.NEGATIVE_INFINITY, worst: [], late: [] },
  }
}

/** One more case, which took so long; `unit` is the dossier's own. */
export function addCase(row: EvidenceRow, unit: number, dossier: number, atMs: number, exactMs: number): void {
  const ms = Math.round(exactMs)
  row.cases++
  row.ms += ms
  if (ms > row.mostMs) row.mostMs = ms
  if (atMs < row.firstMs) row.firstMs = atMs
  if (atMs > row.lastMs) row.lastMs = atMs
  keepWorst(row, unit, dossier, ms)
}

/** Keeps a case among the longest, if it is one. Of equal ones the first dossiers, in whatever order they are told of. */
export function keepWorst(row: EvidenceRow, unit: number, dossier: number, ms: number): void {
  const least = row.worst[WORST - 1]
  if (least !== undefined && (ms < least.ms || (ms === least.ms && dossier > least.dossier))) return
  const others = row.worst.filter((each) => each.dossier !== dossier || each.unit !== unit)
  const before = row.worst.find((each) => each.dossier === dossier && each.unit === unit)
  const longest = { dossier, unit, ms: Math.max(ms, before?.ms ?? 0) }
  row.worst = [...others, longest]
    .sort((a, b) => b.ms - a.ms || a.dossier - b.dossier || a.unit - b.unit)
    .slice(0, WORST)
}
