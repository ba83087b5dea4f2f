import type { WorkCalendar } from '../../calendar/index.ts'
import { type OfficialPlan, type Plan, type StepPlan, serviceOf, type UnitPlan } from '../../scenario/index.ts'
import type { SystemName } from '../../schema/index.ts'
import { type EvidenceRow, keepWorst, newRow, WORST } from './row.ts'

/** Reasons by number, in the order of `waitReasons`. */
export const ROLE = 0
export const SKILL = 1
export const ACCOUNT = 2
export const BUSY = 3
export const AWAY = 4
export const PLACE = 5
export const EQUIPMENT = 6
export const SYSTEM = 7
export const ROUND = 8
export const REASONS = 9
/** Outside office hours nobody's time is lost. */
const CLOSED = -1
/** No break is shorter. */
const LONG_MS = 1_800_000

/** What a line of work sees of its unit. */
export interface Surroundings {
  /** Whether it is office hours. */
  isOpen(atMs: number): boolean
  isPresent(official: number): boolean
  isIdle(official: number): boolean
  isFailing(system: SystemName, atMs: number): boolean
  /** The first of these pieces of which every one is in use. */
  isShort(equipment: readonly string[]): string | undefined
}

type OfficialStep = Extract<StepPlan['by'], { kind: 'official' }>

interface Able {
  readonly official: number
  readonly fromMs: number
  readonly toMs: number
  /** When the account is granted. */
  readonly grantedMs: number
}

/** Work of one kind in one unit, and for how long it has waited for which reason. */
export class Desk {
  readonly step: string
  readonly by: OfficialStep
  readonly skill: string | undefined
  /** By reason: ms for which something has waited because of it. They stand while nothing waits. */
  readonly clocks = new Float64Array(REASONS)
  /** Sum of the clocks: where it has not moved, nobody has waited. */
  totalMs = 0
  waiting = 0
  /** Place among the lines of the unit in which something waits. */
  place = -1
  /** Bit of its role, as its unit's watch has them. */
  readonly roleBit: number
  /** Rows of its waits, by reason; away in two ways. Kept here because they are asked for millions of times. */
  readonly waits: (EvidenceRow | undefined)[] = []
  /** What a case takes the practised, ms. */
  readonly normMs: number
  #able: Able[]
  readonly #ofRole: number
  readonly #systems: readonly SystemName[]
  readonly #calendar: WorkCalendar
  readonly #isAble: Uint8Array
  #reason = CLOSED
  #sinceMs = 0
  readonly #work = newRow('slow-work', 0, {})
  /** Cases, ms of work, thousandths of the norm, and their squares: a row’s numbers are slow to raise. */
  readonly #sums = new Float64Array(4)
  #leastMs = -1
  readonly #perNorm: number

  constructor(unit: UnitPlan, step: StepPlan, by: OfficialStep, field: string, normMs: number, roleBit: number) {
    this.roleBit = roleBit
    this.normMs = normMs
    this.#perNorm = 1000 / normMs
    this.#calendar = unit.calendar
    this.step = step.name
    this.by = by
    this.skill = by.skill === 'field' ? field : by.skill
    const { skill } = this
    const ofRole = unit.officials.flatMap((official, index) => (official.role === by.role ? [index] : []))
    this.#ofRole = ofRole.length
    const skilled = ofRole.filter((index) => skill === undefined || unit.officials[index]?.skills.includes(skill))
    this.#able = skilled.map((official) => ableOf(unit, official, by.account))
    this.#isAble = new Uint8Array(unit.officials.length)
    for (const official of skilled) this.#isAble[official] = 1
    this.#systems = [...new Set(step.outcomes.flatMap(({ operation }) => operation?.system ?? []))]
  }

  /** Somebody has taken it up, whatever the plan says of their skills: they were trained meanwhile. */
  isDoneBy(unit: UnitPlan, official: number): void {
    if (this.#isAble[official] === 1) return
    this.#isAble[official] = 1
    this.#able = [...this.#able, ableOf(unit, official, this.by.account)]
  }

  /** Those who could do it, whether they hold the account or not. */
  get able(): readonly number[] {
    return this.#able.map(({ official }) => official)
  }

  /** Somebody has done a case, which took so long. */
  worked(unit: number, dossier: number, atMs: number, workMs: number): void {
    const sums = this.#sums
    const ms = Math.round(workMs)
    const thousandths = Math.round(ms * this.#perNorm)
    sums[0] = (sums[0] as number) + 1
    sums[1] = (sums[1] as number) + ms
    sums[2] = (sums[2] as number) + thousandths
    sums[3] = (sums[3] as number) + thousandths * thousandths
    if (this.#work.cases === 0) this.#work.firstMs = atMs
    this.#work.lastMs = atMs
    this.#work.cases = sums[0]
    if (ms < this.#leastMs) return
    keepWorst(this.#work, unit, dossier, ms)
    this.#leastMs = this.#work.worst.at(WORST - 1)?.ms ?? -1
  }

  /** What its cases took; undefined before the first. */
  slowWork(unit: number): EvidenceRow | undefined {
    if (this.#work.cases === 0) return undefined
    const { step, skill } = this
    const where = { step, role: this.by.role, ...(skill === undefined ? {} : { skill }) }
    const [cases = 0, ms = 0, ratios = 0, squares = 0] = this.#sums
    const [worst] = this.#work.worst
    const normMs = Math.round(cases * this.normMs)
    return { ...this.#work, unit, where, cases, ms, ratios, squares, normMs, mostMs: worst?.ms ?? 0 }
  }

  /** Brings the clocks up to a time, and looks anew why what waits does so. */
  look(watch: Surroundings, atMs: number): void {
    this.advance(atMs)
    if (this.waiting > 0) this.#reason = this.#reasonAt(watch, atMs)
  }

  advance(atMs: number): void {
    if (this.waiting > 0 && this.#reason !== CLOSED) {
      const elapsedMs = atMs - this.#sinceMs
      // Where nobody comes or goes, nothing tells that the office has closed.
      const ms = elapsedMs < LONG_MS ? elapsedMs : Math.round(this.#calendar.between(this.#sinceMs, atMs))
      this.clocks[this.#reason] = (this.clocks[this.#reason] as number) + ms
      this.totalMs += ms
    }
    this.#sinceMs = atMs
  }

  #reasonAt(watch: Surroundings, atMs: number): number {
    if (!watch.isOpen(atMs)) return CLOSED
    let holders = 0
    let lacking = 0
    let present = 0
    let lackingIdle = false
    for (const { official, fromMs, toMs, grantedMs } of this.#able) {
      if (atMs < fromMs || atMs >= toMs) continue
      const isIdle = watch.isIdle(official)
      if (atMs < grantedMs) {
        lacking++
        lackingIdle ||= isIdle
        continue
      }
      holders++
      if (isIdle) return this.#whyIdle(watch, atMs)
      if (watch.isPresent(official)) present++
    }
    if (holders === 0) return lacking > 0 ? ACCOUNT : this.#ofRole > 0 ? SKILL : ROLE
    if (lackingIdle) return ACCOUNT
    return present === 0 ? AWAY : BUSY
  }

  /** Somebody who could is free. */
  #whyIdle(watch: Surroundings, atMs: number): number {
    if (this.#systems.some((system) => watch.isFailing(system, atMs))) return SYSTEM
    if (watch.isShort(this.by.equipment) !== undefined) return EQUIPMENT
    return this.by.roundsMin.length > 0 ? ROUND : PLACE
  }
}

function ableOf(unit: UnitPlan, official: number, account: string | undefined): Able {
  const plan = unit.officials[official] as OfficialPlan
  const grantedMs = account === undefined ? undefined : plan.accounts.get(account)
  return { official, ...serviceOf(unit, plan), grantedMs: grantedMs ?? Number.NEGATIVE_INFINITY }
}

/** What a case of a step takes the practised in a unit on the average, ms; traits counted by their shares. */
export function normMsOf(plan: Plan, unit: UnitPlan, step: StepPlan, meanMin: number): number {
  const { assistant } = plan.policies
  const legacy = step.by.kind === 'official' && step.by.eachLegacyUnit ? unit.legacyUnits : 1
  const assisted = assistant?.steps.includes(step.name) ? assistant.factor : 1
  const longer = step.longerFor.reduce((product, { trait, factor }) => {
    const share = unit.traitShares.get(trait) ?? shareOf(plan, trait)
    return product * (1 + (factor - 1) * share)
  }, 1)
  return meanMin * 60_000 * legacy * assisted * longer
}

function shareOf(plan: Plan, trait: number): number {
  return Math.max(
    0,
    ...plan.streams.flatMap(({ traits }) => traits.filter((each) => each.trait === trait)).map(({ share }) => share),
  )
}
