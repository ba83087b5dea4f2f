import type { Change } from '../schema/index.ts'
import type { EvidenceRow, Worst } from '../verdict/index.ts'

/** Kinds of findings: the keys of the catalogue of remedies. */
export const findingKinds = [
  'no-account',
  'no-skill',
  'no-official',
  'too-few',
  'stand-in',
  'called-away',
  'untrained',
  'no-counter',
  'no-room',
  'missing-equipment',
  'breakdowns',
  'line-lost',
  'system-out',
  'missing-function',
  'not-set-up',
  'data-refused',
  'legacy-systems',
  'calls-failing',
  'transfers-lost',
  'transfers-doubled',
  'slow-system',
  'unclear-authority',
  'wrong-limit',
  'signature-rounds',
] as const
export type FindingKind = (typeof findingKinds)[number]

/** More hands, or fewer rules, help whatever is wrong: their gain is what they bring beyond mending that. */
export const helpsAnyway: ReadonlySet<FindingKind> = new Set(['too-few', 'stand-in', 'signature-rounds'])

/** Systems that failed in the run: that is told, whether or not it is shown to have cost anybody time. */
export const failures: ReadonlySet<FindingKind> = new Set([
  'line-lost',
  'system-out',
  'missing-function',
  'not-set-up',
  'data-refused',
  'legacy-systems',
  'calls-failing',
  'transfers-lost',
  'transfers-doubled',
])

/** Names of one kind, in the order in which they came up. */
export type Names = Set<string>

/** Something that may have gone wrong: what was seen of it, in all units together. */
export class Suspect {
  readonly kind: FindingKind
  /** What it is about, within the kind: an account, a role with a skill, a system. */
  readonly subject: string
  /** Indexes into Plan.units. */
  readonly units = new Set<number>()
  readonly names = {
    steps: new Set<string>(),
    roles: new Set<string>(),
    skills: new Set<string>(),
    accounts: new Set<string>(),
    equipment: new Set<string>(),
    sites: new Set<string>(),
    systems: new Set<string>(),
    operations: new Set<string>(),
    traits: new Set<string>(),
    procedures: new Set<string>(),
  }
  cases = 0
  of = 0
  ms = 0
  mostMs = 0
  /** Of slow work: what it takes the practised; and sums of the cases’ ratios to that, and of their squares. */
  normMs = 0
  ratios = 0
  squares = 0
  /** Overdue dossiers that it touched, by unit and number: each once, however often it was touched. */
  readonly #late = new Set<string>()
  unserved = 0
  sentAway = 0
  firstMs = Number.POSITIVE_INFINITY
  lastMs = Number.NEGATIVE_INFINITY
  worst: readonly Worst[] = []
  /** What mends it in the scenario; empty where nothing there would. */
  changes: readonly Change[] = []
  /** Further slots of the texts. */
  readonly slots = new Map<string, { readonly vi: string; readonly en: string }>()

  constructor(kind: FindingKind, subject: string) {
    this.kind = kind
    this.subject = subject
  }

  /** One more row of evidence. */
  see(row: EvidenceRow): void {
    this.units.add(row.unit)
    this.#name(row)
    this.cases += row.cases
    this.of += row.of
    this.ms += row.ms
    this.normMs += row.normMs
    this.ratios += row.ratios
    this.squares += row.squares
    this.mostMs = Math.max(this.mostMs, row.mostMs)
    this.delays(row)
    this.unserved += row.unserved
    this.sentAway += row.sentAway
    this.firstMs = Math.min(this.firstMs, row.firstMs)
    this.lastMs = Math.max(this.lastMs, row.lastMs)
    this.worst = worstOf(this.worst, row.worst)
  }

  /** Another suspect that the same changes mend: they are one. */
  absorb(other: Suspect): void {
    for (const unit of other.units) this.units.add(unit)
    for (const [name, values] of Object.entries(other.names)) {
      for (const value of values) this.names[name as keyof Suspect['names']].add(value)
    }
    this.cases += other.cases
    this.of += other.of
    this.ms += other.ms
    this.normMs += other.normMs
    this.ratios += other.ratios
    this.squares += other.squares
    this.mostMs = Math.max(this.mostMs, other.mostMs)
    for (const dossier of other.#late) this.#late.add(dossier)
    this.unserved += other.unserved
    this.sentAway += other.sentAway
    this.firstMs = Math.min(this.firstMs, other.firstMs)
    this.lastMs = Math.max(this.lastMs, other.lastMs)
    this.worst = worstOf(this.worst, other.worst)
  }

  /** What a row touched is late because of it too. */
  delays({ unit, late }: EvidenceRow): void {
    for (const dossier of late) this.#late.add(`${unit}/${dossier}`)
  }

  /** Overdue dossiers that it touched. */
  get late(): number {
    return this.#late.size
  }

  /** Working ms that it has cost. */
  get lostMs(): number {
    return this.kind === 'untrained' ? Math.max(0, this.ms - this.normMs) : this.ms
  }

  #name({ where }: EvidenceRow): void {
    const { names } = this
    const add = (set: Names, name: string | undefined) => void (name !== undefined && name !== '' && set.add(name))
    add(names.steps, where.step)
    add(names.roles, where.role)
    add(names.skills, where.skill)
    add(names.accounts, where.account)
    add(names.equipment, where.equipment)
    add(names.sites, where.site)
    add(names.operations, where.operation)
    add(names.procedures, where.procedure)
    for (const trait of where.traits ?? []) add(names.traits, trait)
  }
}

const WORST = 5

function worstOf(some: readonly Worst[], more: readonly Worst[]): readonly Worst[] {
  const longest = new Map<string, Worst>()
  for (const each of [...some, ...more]) {
    const key = `${each.unit}/${each.dossier}`
    const known = longest.get(key)
    if (!known || known.ms < each.ms) longest.set(key, each)
  }
  return [...longest.values()].sort((a, b) => b.ms - a.ms || a.unit - b.unit || a.dossier - b.dossier).slice(0, WORST)
}
