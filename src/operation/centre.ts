import { type Draws, keyOf } from '../chance/index.ts'
import { type PoolListener, ServerPool } from '../kernel/index.ts'
import type { OfficialPlan, Plan, SitePlan, UnitPlan } from '../scenario/index.ts'
import type { SystemName } from '../schema/index.ts'
import { Arrivals } from './arrivals.ts'
import type { IncidentEffect } from './incidents/index.ts'
import { WorkLines } from './lines.ts'
import { Premises } from './premises.ts'
import { Staffing } from './staffing.ts'

/** Told when an official comes or goes. */
export type PresenceChange = (official: number, present: boolean) => void

/** One unit's centre: who comes, its officials, its premises and its lines of work. */
export class Centre {
  /** Index into Plan.units. */
  readonly index: number
  readonly unit: UnitPlan
  readonly key: number
  readonly arrivals: Arrivals
  readonly staffing: Staffing
  readonly lines: WorkLines
  readonly pool: ServerPool
  readonly #premises: Premises
  /** Whether each official is here now, and whose workplace is out of order. */
  readonly #present: boolean[]
  readonly #broken: boolean[]
  /** Officials whose lines of work change with time. */
  readonly #versatile: readonly number[]
  /** Systems that officials leave alone after a failed call. */
  readonly #resting = new Set<SystemName>()

  constructor(plan: Plan, index: number, draws: Draws, effects: readonly IncidentEffect[], listener: PoolListener) {
    const unit = plan.units[index] as UnitPlan
    this.index = index
    this.unit = unit
    this.key = keyOf(unit.code)
    this.arrivals = new Arrivals(plan, index, draws)
    this.staffing = new Staffing(unit, draws, effects)
    this.#premises = new Premises(unit, effects)
    this.lines = new WorkLines(plan, unit, this.#premises, this.staffing)
    this.pool = new ServerPool(
      this.lines.lines,
      unit.officials.length,
      this.#premises.sizes,
      this.#premises.seats,
      listener,
    )
    this.#present = unit.officials.map(() => false)
    this.#broken = unit.officials.map(() => false)
    this.#versatile = unit.officials.flatMap((official, place) => {
      const learns = this.staffing.allTrainingsOf(place).some(({ skills }) => skills.length > 0)
      return learns || official.accounts.size > 0 || official.backEntryCalendar ? [place] : []
    })
    this.pool.change({ abilities: this.#abilities(unit.officials.keys(), plan.fromMs) })
  }

  /** Times in [fromMs, toMs) at which a roll call is due, ascending: somebody may come or go, a counter close or open. */
  changes(fromMs: number, toMs: number): number[] {
    const times = this.staffing.changes(fromMs, toMs)
    for (const atMs of this.#premises.changes()) times.add(atMs)
    return [...times].filter((atMs) => atMs >= fromMs && atMs < toMs).sort((a, b) => a - b)
  }

  /** Brings everybody's presence and abilities, the open counters and the equipment up to date. */
  rollCall(atMs: number, onChange: PresenceChange): void {
    const present: [number, boolean][] = []
    for (let official = 0; official < this.#present.length; official++) {
      const here = this.staffing.isPresent(official, atMs)
      if (here === this.#present[official]) continue
      this.#present[official] = here
      onChange(official, here)
      present.push([official, here && !this.#broken[official]])
    }
    this.pool.change({
      present,
      abilities: this.#abilities(this.#versatile, atMs),
      gates: this.#premises.sizesAt(atMs),
    })
  }

  /** The official's workplace fails, or works again. */
  setBroken(official: number, broken: boolean): void {
    this.#broken[official] = broken
    this.pool.change({ present: [[official, !broken && (this.#present[official] as boolean)]] })
  }

  /** Whether anybody is at work, in overtime for example. */
  get isManned(): boolean {
    return this.#present.includes(true)
  }

  isBroken(official: number): boolean {
    return this.#broken[official] as boolean
  }

  /** The site that a citizen visits: the first open one for people like them, else the main one. */
  siteFor(traits: number, atMs: number): number {
    const { sites } = this.unit
    for (let site = 1; site < sites.length; site++) {
      const { visitors, opensMs, closesMs } = sites[site] as SitePlan
      if (visitors !== undefined && (traits & (1 << visitors)) !== 0 && atMs >= opensMs && atMs < closesMs) return site
    }
    return 0
  }

  /** Index of the further site whose visitor one is, open or not; 0 for everybody else. */
  ownSiteOf(traits: number): number {
    const { sites } = this.unit
    for (let site = 1; site < sites.length; site++) {
      const { visitors } = sites[site] as SitePlan
      if (visitors !== undefined && (traits & (1 << visitors)) !== 0) return site
    }
    return 0
  }

  isResting(system: SystemName): boolean {
    return this.#resting.has(system)
  }

  /**
   * The system is left alone until `resume`, and nothing is entered that was done on paper.
   * @param pauses whether work that needs the system rests too
   * @returns whether it was not resting already
   */
  rest(system: SystemName, pauses: boolean): boolean {
    if (this.#resting.has(system)) return false
    this.#resting.add(system)
    const resting = this.lines.needing(system).filter((line) => pauses || this.lines.isBackEntry(line))
    this.pool.setPaused(resting, true)
    return true
  }

  /** Work that needs the system is taken up again, unless it needs another that rests. */
  resume(system: SystemName): void {
    this.#resting.delete(system)
    const resting = new Set([...this.#resting].flatMap((other) => this.lines.needing(other)))
    this.pool.setPaused(
      this.lines.needing(system).filter((line) => !resting.has(line)),
      false,
    )
  }

  #abilities(officials: Iterable<number>, atMs: number): (readonly [number, readonly number[]])[] {
    return [...officials].map((official) => {
      const plan = this.unit.officials[official] as OfficialPlan
      const only = this.staffing.isBackEntryOnly(official, atMs) ? 'back-entry' : 'all'
      return [official, this.lines.servedBy(plan, atMs, this.staffing.trainingsOf(official, atMs), only)] as const
    })
  }
}
