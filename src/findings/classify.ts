import { isOutageReason } from '../operation/index.ts'
import { calledOperations, type Plan, type StepPlan } from '../scenario/index.ts'
import type { EvidenceRow } from '../verdict/index.ts'
import { type FindingKind, Suspect } from './suspect.ts'

const NOT_IMPLEMENTED = new Set(['not-implemented', 'http-501'])
const NOT_ALLOWED = new Set(['no-account', 'forbidden', 'http-401', 'http-403'])
/** A limit that so many of its dossiers miss without waiting, and at least so many, is wrong. */
const WRONG_LIMIT_SHARE = 1 / 3
const WRONG_LIMIT_CASES = 3
/** Work so many times as long as that of the practised, of so many cases and so surely, shows a lack of practice. */
const SLOW = { ratio: 1.2, cases: 8, deviations: 3 }

interface Known {
  readonly systemOf: ReadonlyMap<string, string>
  readonly steps: ReadonlyMap<string, StepPlan>
  /** Units whose own line was lost: several systems at once could not be reached. */
  readonly lineLost: ReadonlySet<number>
}

/** What the evidence of a run makes one suspect; nothing of the scenario's own words about difficulties is read. */
export function suspectsOf(plan: Plan, rows: readonly EvidenceRow[]): Suspect[] {
  const systemOf = new Map(calledOperations(plan).map(({ name, system }) => [name, system as string]))
  const steps = new Map(plan.workflows.flatMap((workflow) => workflow.steps).map((step) => [step.name, step]))
  const known = { systemOf, steps, lineLost: lineLost(plan, rows, systemOf, steps) }
  const suspects = new Map<string, Suspect>()
  for (const row of rows) {
    const found = kindOf(row, known)
    if (!found) continue
    const key = `${found.kind}/${found.subject}`
    const suspect = suspects.get(key) ?? new Suspect(found.kind, found.subject)
    suspects.set(key, suspect)
    suspect.see(row)
    const system = row.where.operation === undefined ? undefined : systemOf.get(row.where.operation)
    if (system !== undefined) suspect.names.systems.add(system)
    if (found.kind === 'no-account' && row.where.account === undefined) suspect.names.accounts.add(found.account ?? '')
  }
  restsWithSystems(rows, [...suspects.values()], known)
  return [...suspects.values()].filter(isConvincing)
}

interface Found {
  readonly kind: FindingKind
  readonly subject: string
  readonly account?: string
}

function kindOf(row: EvidenceRow, known: Known): Found | undefined {
  const { where } = row
  switch (row.kind) {
    case 'wait':
      return waitKind(row, known)
    case 'failed':
      return failureKind(row, known)
    case 'duplicated':
      return { kind: 'transfers-doubled', subject: where.operation ?? '' }
    case 'slow-answers':
      return { kind: 'slow-system', subject: known.systemOf.get(where.operation ?? '') ?? '' }
    case 'left':
      return where.reason === 'turned-away' ? { kind: 'no-room', subject: where.site ?? '' } : undefined
    case 'slow-work':
      return { kind: 'untrained', subject: `${where.role}/${where.skill ?? ''}` }
    case 'detour':
      return { kind: 'unclear-authority', subject: (where.traits ?? []).join(' ') }
    case 'limit':
      return { kind: 'wrong-limit', subject: where.procedure ?? '' }
    case 'breakdown':
      return { kind: 'breakdowns', subject: where.role ?? '' }
  }
}

function waitKind({ where }: EvidenceRow, { steps }: Known): Found | undefined {
  const whom = `${where.role}/${where.skill ?? ''}`
  switch (where.reason) {
    case 'role':
      return { kind: 'no-official', subject: where.role ?? '' }
    case 'skill':
      return { kind: 'no-skill', subject: whom }
    case 'account':
      return { kind: 'no-account', subject: ownerOf(where.account ?? '') }
    case 'busy':
      return { kind: 'too-few', subject: whom }
    case 'away':
      return { kind: 'stand-in', subject: whom }
    case 'called-away':
      return { kind: 'called-away', subject: where.role ?? '' }
    case 'equipment':
      return { kind: 'missing-equipment', subject: where.equipment ?? '' }
    case 'round':
      return { kind: 'signature-rounds', subject: where.role ?? '' }
    case 'place': {
      const by = steps.get(where.step ?? '')?.by
      return by?.kind === 'official' && by.counter ? { kind: 'no-counter', subject: by.area ?? '' } : undefined
    }
    default:
      return undefined
  }
}

function failureKind({ where, unit }: EvidenceRow, { systemOf, steps, lineLost: lost }: Known): Found {
  const { reason = '', operation = '' } = where
  const system = systemOf.get(operation) ?? ''
  if (NOT_IMPLEMENTED.has(reason)) return { kind: 'missing-function', subject: operation }
  if (reason === 'not-set-up') return { kind: 'not-set-up', subject: system }
  // What the systems of several old provinces write is put together by the new province's.
  if (reason === 'refused') {
    if (system === 'province') return { kind: 'legacy-systems', subject: system }
    return { kind: 'data-refused', subject: operation }
  }
  if (reason === 'lost') return { kind: 'transfers-lost', subject: operation }
  if (NOT_ALLOWED.has(reason)) {
    const by = steps.get(where.step ?? '')?.by
    const account = (by?.kind === 'official' ? by.account : undefined) ?? operation
    return { kind: 'no-account', subject: ownerOf(account), account }
  }
  if (!isOutageReason(reason)) return { kind: 'calls-failing', subject: operation }
  return lost.has(unit) ? { kind: 'line-lost', subject: '' } : { kind: 'system-out', subject: system }
}

/** The system of an account: who grants one account of it grants them all, and one without the others may be of no use. */
function ownerOf(account: string): string {
  return account.split('.')[0] ?? ''
}

/**
 * Units whose own line was lost: two systems or more could not be reached in the same stretch of time; or one could not
 * that most of the other units reached throughout. Where citizens could not reach the portal either, over lines of their own,
 * it was the systems.
 */
function lineLost(
  plan: Plan,
  rows: readonly EvidenceRow[],
  systemOf: ReadonlyMap<string, string>,
  steps: Known['steps'],
): Set<number> {
  const outages = rows.filter(({ kind, where }) => kind === 'failed' && isOutageReason(where.reason ?? ''))
  const isFromHome = ({ where: { step = '', operation = '' } }: EvidenceRow): boolean =>
    steps.get(step)?.by.kind === 'citizen' && systemOf.get(operation) === 'portal'
  const outagesOfUnits = Map.groupBy(outages, ({ unit }) => unit)
  const lost = new Set<number>()
  for (const [unit, ofUnit] of outagesOfUnits) {
    if (ofUnit.some(isFromHome)) continue
    const overlap = ofUnit.some((one) =>
      ofUnit.some(
        (other) =>
          systemOf.get(one.where.operation ?? '') !== systemOf.get(other.where.operation ?? '') &&
          one.firstMs <= other.lastMs &&
          other.firstMs <= one.lastMs,
      ),
    )
    const alone = ofUnit.some(({ where }) => {
      const system = systemOf.get(where.operation ?? '')
      const cutOff = outages.filter((other) => systemOf.get(other.where.operation ?? '') === system)
      return 2 * new Set(cutOff.map((other) => other.unit)).size <= plan.units.length
    })
    if (overlap || (plan.units.length > 1 && alone)) lost.add(unit)
  }
  return lost
}

/** What rests because a system can't be reached is lost to that outage, whatever step it waits at. */
function restsWithSystems(rows: readonly EvidenceRow[], suspects: readonly Suspect[], { steps }: Known): void {
  const outages = suspects.filter(({ kind }) => kind === 'line-lost' || kind === 'system-out')
  for (const row of rows) {
    if (row.kind !== 'wait' || row.where.reason !== 'system') continue
    const step = steps.get(row.where.step ?? '')
    const systems = new Set<string>(step?.outcomes.flatMap(({ operation }) => operation?.system ?? []))
    const outage = outages.find(
      ({ units, names }) => units.has(row.unit) && [...names.systems].some((system) => systems.has(system)),
    )
    if (!outage) continue
    outage.ms += row.ms
    outage.mostMs = Math.max(outage.mostMs, row.mostMs)
    outage.delays(row)
  }
}

function isConvincing(suspect: Suspect): boolean {
  const { kind, cases, of, ms, normMs, ratios, squares, sentAway, late } = suspect
  switch (kind) {
    case 'wrong-limit':
      return cases >= WRONG_LIMIT_CASES && cases >= WRONG_LIMIT_SHARE * of
    case 'untrained': {
      if (cases < SLOW.cases || ms < SLOW.ratio * normMs) return false
      const mean = ratios / cases / 1000
      const deviation = Math.sqrt(Math.max(0, squares / cases / 1e6 - mean * mean) / cases)
      return mean - 1 > SLOW.deviations * deviation
    }
    case 'no-room':
      return sentAway > 0
    default:
      return late > 0 || ms >= 4 * 3_600_000 || cases >= 3
  }
}
