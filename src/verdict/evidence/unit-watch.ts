import { DAY_MS, MINUTE_MS, startOfDay } from '../../calendar/index.ts'
import type { UnitPlan } from '../../scenario/index.ts'
import type { SystemName } from '../../schema/index.ts'
import type { Desk, Surroundings } from './desk.ts'

const NOTHING = -1
const MOST_ROLES = 30
const ALL_ROLES = -1

/** Who is at work in one unit, on what, and what is in use there. */
export class UnitWatch implements Surroundings {
  readonly unit: UnitPlan
  /** By step and field, as `WatchedUnits` numbers them. */
  readonly desks: (Desk | undefined)[] = []
  /** Those in which something waits. */
  readonly #waiting: Desk[] = []
  /** When something changed last that nobody has looked at yet; NaN when all was. */
  #changedMs = Number.NaN
  /** Bits of the roles whose lines it matters to. */
  #changedRoles = 0
  readonly #bitOfRole = new Map<string, number>()
  readonly #roleBits: Int32Array
  readonly #present: Uint8Array
  /** Slot, or −1. */
  readonly #serving: Int32Array
  readonly #broken: Uint8Array
  /** When each left work last. */
  readonly wentMs: Float64Array
  readonly #inUse = new Map<string, number>()
  readonly #pieces = new Map<string, number>()
  readonly #failingUntilMs = new Map<SystemName, number>()
  #openFromMs = 0
  #openUntilMs = 0

  /** By official: day on which they came last; working ms away within days on which they came, and on others. */
  readonly #lastDayMs: Float64Array
  readonly #partlyMs: Float64Array
  readonly #wholeDaysMs: Float64Array
  readonly #fromMs: number

  /** @param fromMs beginning of the period */
  constructor(unit: UnitPlan, fromMs: number) {
    this.unit = unit
    this.#fromMs = fromMs
    const { length } = unit.officials
    this.#present = new Uint8Array(length)
    this.#serving = new Int32Array(length).fill(NOTHING)
    this.#broken = new Uint8Array(length)
    this.wentMs = new Float64Array(length).fill(Number.NEGATIVE_INFINITY)
    this.#lastDayMs = new Float64Array(length).fill(Number.NaN)
    this.#partlyMs = new Float64Array(length)
    this.#wholeDaysMs = new Float64Array(length)
    this.#roleBits = Int32Array.from(unit.officials, ({ role }) => this.roleBit(role))
    for (const { equipment } of unit.sites) {
      for (const [item, pieces] of Object.entries(equipment)) {
        this.#pieces.set(item, (this.#pieces.get(item) ?? 0) + pieces)
      }
    }
  }

  came(official: number, atMs: number): void {
    this.#present[official] = 1
    const { calendar } = this.unit
    const dayMs = startOfDay(atMs)
    const lastDayMs = this.#lastDayMs[official] as number
    const wentMs = this.wentMs[official] as number
    if (lastDayMs === dayMs) {
      this.#raise(this.#partlyMs, official, calendar.between(wentMs, atMs))
      return
    }
    this.#lastDayMs[official] = dayMs
    this.#raise(this.#partlyMs, official, calendar.between(dayMs, atMs))
    const sinceMs = Number.isNaN(lastDayMs) ? this.#fromMs : lastDayMs + DAY_MS
    if (dayMs > sinceMs) this.#raise(this.#wholeDaysMs, official, calendar.between(sinceMs, dayMs))
    if (!Number.isNaN(lastDayMs)) this.#raise(this.#partlyMs, official, calendar.between(wentMs, lastDayMs + DAY_MS))
  }

  /** Whether these were away for parts of days, as at meetings, more than for whole ones, as when ill. */
  areCalledAway(officials: readonly number[]): boolean {
    const sum = (column: Float64Array) => officials.reduce((total, official) => total + (column[official] as number), 0)
    return sum(this.#partlyMs) > sum(this.#wholeDaysMs)
  }

  #raise(column: Float64Array, official: number, ms: number): void {
    column[official] = (column[official] as number) + ms
  }

  went(official: number, atMs: number): void {
    this.#present[official] = 0
    this.wentMs[official] = atMs
  }

  isPresent(official: number): boolean {
    return this.#present[official] === 1
  }

  isIdle(official: number): boolean {
    return this.#present[official] === 1 && this.#serving[official] === NOTHING && this.#broken[official] === 0
  }

  takeUp(official: number, slot: number, equipment: readonly string[]): void {
    this.#serving[official] = slot
    this.#broken[official] = 0
    for (const item of equipment) this.#inUse.set(item, (this.#inUse.get(item) ?? 0) + 1)
  }

  layDown(official: number, slot: number, equipment: readonly string[]): void {
    if (this.#serving[official] !== slot) return
    this.#serving[official] = NOTHING
    for (const item of equipment) this.#inUse.set(item, (this.#inUse.get(item) ?? 0) - 1)
  }

  breaks(official: number): void {
    this.#broken[official] = 1
  }

  /** The first of these pieces of which every one is in use; what the unit does not count is never short. */
  isShort(equipment: readonly string[]): string | undefined {
    return equipment.find((item) => {
      const pieces = this.#pieces.get(item)
      return pieces !== undefined && (this.#inUse.get(item) ?? 0) >= pieces
    })
  }

  failing(system: SystemName, untilMs: number): void {
    this.#failingUntilMs.set(system, untilMs)
  }

  get someFail(): boolean {
    return this.#failingUntilMs.size > 0
  }

  answers(system: SystemName): void {
    this.#failingUntilMs.delete(system)
  }

  isFailing(system: SystemName, atMs: number): boolean {
    return atMs < (this.#failingUntilMs.get(system) ?? Number.NEGATIVE_INFINITY)
  }

  /** Whether it is office hours, looked up once a minute. */
  isOpen(atMs: number): boolean {
    if (atMs >= this.#openFromMs && atMs < this.#openUntilMs) return this.#open
    this.#openFromMs = Math.floor(atMs / MINUTE_MS) * MINUTE_MS
    this.#openUntilMs = this.#openFromMs + MINUTE_MS
    this.#open = this.unit.calendar.isOpen(atMs)
    return this.#open
  }

  #open = false

  /** Something waits in a line. */
  waits(desk: Desk, atMs: number): void {
    desk.advance(atMs)
    desk.waiting++
    if (desk.waiting > 1) return
    desk.place = this.#waiting.push(desk) - 1
  }

  /** Something waits there no longer. */
  waitsNoMore(desk: Desk): void {
    desk.waiting--
    if (desk.waiting > 0) return
    const last = this.#waiting.pop() as Desk
    if (last === desk) return
    this.#waiting[desk.place] = last
    last.place = desk.place
  }

  /** Something has changed that may matter to every line. */
  changed(atMs: number): void {
    this.#changedMs = atMs
    this.#changedRoles = ALL_ROLES
  }

  /** An official has taken something up, or laid it down: it matters to lines of that role, and where pieces are counted. */
  workChanged(official: number, atMs: number): void {
    this.#changedMs = atMs
    this.#changedRoles |= this.#pieces.size > 0 ? ALL_ROLES : (this.#roleBits[official] as number)
  }

  /** Something has joined a line. */
  lineChanged(desk: Desk, atMs: number): void {
    this.#changedMs = atMs
    this.#changedRoles |= this.roleBit(desk.by.role)
  }

  roleBit(role: string): number {
    let bit = this.#bitOfRole.get(role)
    if (bit === undefined) {
      // Beyond so many roles some share a bit: their lines are looked at a little too often.
      bit = 1 << (this.#bitOfRole.size % MOST_ROLES)
      this.#bitOfRole.set(role, bit)
    }
    return bit
  }

  /**
   * Time goes on: what has changed before is looked at by every line in which something waits. Whatever happens at one
   * moment is looked at once.
   */
  goOn(atMs: number): void {
    if (!(atMs > this.#changedMs)) return
    for (const desk of this.#waiting) {
      if ((this.#changedRoles & desk.roleBit) !== 0) desk.look(this, this.#changedMs)
    }
    this.#changedMs = Number.NaN
    this.#changedRoles = 0
  }
}
