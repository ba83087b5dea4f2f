import { Draws } from '../chance/index.ts'
import { type Entry, effectsOf, isOutageReason, nextRound, Staffing } from '../operation/index.ts'
import type { Plan, StepPlan, UnitPlan } from '../scenario/index.ts'
import { type SystemName, systemNames } from '../schema/index.ts'
import type { Limit } from './limit.ts'

type OfficialStep = Extract<StepPlan['by'], { kind: 'official' }>

/** A step that waits for an official, by indexes into the plan. */
export interface Waiter {
  /** Where it waits. */
  readonly atUnit: number
  readonly site: number
  readonly workflow: number
  readonly step: number
  /** Field of the procedure; undefined where it is not known. */
  readonly field: string | undefined
  readonly sinceMs: number
}

/** Nobody is at work. */
const IDLE: undefined = undefined

/**
 * Who is there and what each is at, in every unit, as an event log tells it; and from that, what something waits for.
 * Entries go in as they happen. Who is trained in what, and who holds which account when, is the plan's.
 */
export class Scene {
  readonly #plan: Plan
  readonly #draws: Draws
  readonly #effects: ReturnType<typeof effectsOf>
  readonly #staffing: (Staffing | undefined)[] = []
  /** By unit and official. */
  readonly #present: boolean[][]
  /** Step that the official is at; null: one of a script. */
  readonly #doing: (StepPlan | null | undefined)[][]
  /** By unit and system: until when officials leave it alone. */
  readonly #restsUntilMs: Float64Array

  /** @param seed of the run: who falls ill when is drawn from it */
  constructor(plan: Plan, seed: number) {
    this.#plan = plan
    this.#draws = new Draws(seed, 0)
    this.#effects = effectsOf(plan)
    this.#present = plan.units.map(({ officials }) => officials.map(() => false))
    this.#doing = plan.units.map(({ officials }) => officials.map(() => IDLE))
    this.#restsUntilMs = new Float64Array(plan.units.length * systemNames.length)
  }

  record(entry: Readonly<Entry>): void {
    const { by, atUnit, event } = entry
    if (event === 'failed') this.#failed(entry)
    if (by < 0) return
    switch (event) {
      case 'came':
      case 'went':
        ;(this.#present[atUnit] as boolean[])[by] = event === 'came'
        return
      case 'begun':
      case 'resumed':
        ;(this.#doing[atUnit] as (StepPlan | undefined)[])[by] = this.#stepOf(entry)
        return
      case 'script-begun':
        ;(this.#doing[atUnit] as (StepPlan | null)[])[by] = null
        return
      case 'ended':
      case 'failed':
      case 'interrupted':
      case 'script-called':
      case 'script-failed':
      case 'script-done':
        ;(this.#doing[atUnit] as undefined[])[by] = IDLE
        return
      default:
        return
    }
  }

  /**
   * What keeps a step of officials waiting at a time of office hours.
   * @returns with the time until which it surely does; Infinity where that takes another entry
   */
  limitOf(waiter: Waiter, atMs: number): Limit & { readonly untilMs: number } {
    const step = this.#stepOf(waiter)
    if (step?.by.kind !== 'official') return { kind: 'other', name: '', untilMs: Number.POSITIVE_INFINITY }
    const { by } = step
    const unit = this.#plan.units[waiter.atUnit] as UnitPlan
    if (by.roundsMin.length > 0) {
      const roundMs = nextRound(unit.calendar, by.roundsMin, waiter.sinceMs)
      if (atMs < roundMs) return { kind: 'round', name: by.role, untilMs: roundMs }
    }
    const rest = this.#restFor(step, waiter.atUnit, atMs)
    if (rest) return { kind: 'system', ...rest }
    return { ...this.#limitOfPeople(waiter, by, atMs), untilMs: Number.POSITIVE_INFINITY }
  }

  #limitOfPeople(waiter: Waiter, by: OfficialStep, atMs: number): Limit {
    const able = this.#able(waiter, by, atMs)
    if (able.length === 0) return this.#whyNobody(waiter, by, atMs)
    const here = able.filter((official) => this.#present[waiter.atUnit]?.[official])
    if (here.length === 0) return { kind: 'absent', name: by.role }
    const free = here.filter((official) => this.#doing[waiter.atUnit]?.[official] === IDLE)
    if (free.length === 0) return { kind: 'busy', name: by.role }
    return this.#whyNotServed(waiter, by, free)
  }

  /** Officials of a unit who are there, and of those the busy ones, by role. */
  atWork(unit: number, onOfficial: (role: string, busy: boolean) => void): void {
    const { officials } = this.#plan.units[unit] as UnitPlan
    for (const [index, { role }] of officials.entries()) {
      if (this.#present[unit]?.[index]) onOfficial(role, this.#doing[unit]?.[index] !== IDLE)
    }
  }

  #stepOf({ workflow, step }: Pick<Entry, 'workflow' | 'step'>): StepPlan | undefined {
    return this.#plan.workflows[workflow]?.steps[step]
  }

  #failed({ reason, operation, atUnit, atMs }: Readonly<Entry>): void {
    const system = operation.split('.')[0] as SystemName
    if (!isOutageReason(reason) || this.#plan.policies.paperFirst) return
    this.#restsUntilMs[this.#restOf(atUnit, system)] = atMs + this.#plan.policies.retryMs
  }

  #restOf(unit: number, system: SystemName): number {
    return unit * systemNames.length + systemNames.indexOf(system)
  }

  /** The system of the step that is left alone at a time, and until when. */
  #restFor({ outcomes }: StepPlan, unit: number, atMs: number): { name: SystemName; untilMs: number } | undefined {
    for (const { operation } of outcomes) {
      if (!operation) continue
      const untilMs = this.#restsUntilMs[this.#restOf(unit, operation.system)] as number
      if (atMs < untilMs) return { name: operation.system, untilMs }
    }
    return undefined
  }

  #staffingOf(unit: number): Staffing {
    this.#staffing[unit] ??= new Staffing(this.#plan.units[unit] as UnitPlan, this.#draws, this.#effects)
    return this.#staffing[unit]
  }

  /** Officials of the role at the site who serve at the time. */
  #inRole({ atUnit, site }: Waiter, { role }: OfficialStep, atMs: number): number[] {
    const staffing = this.#staffingOf(atUnit)
    return (this.#plan.units[atUnit] as UnitPlan).officials.flatMap((official, index) => {
      const { fromMs, toMs } = staffing.serviceOf(index)
      return official.role === role && official.site === site && atMs >= fromMs && atMs < toMs ? [index] : []
    })
  }

  #able(waiter: Waiter, by: OfficialStep, atMs: number): number[] {
    return this.#inRole(waiter, by, atMs).filter(
      (official) => this.#isTrained(waiter, by, official, atMs) && this.#holds(waiter, by, official, atMs),
    )
  }

  #isTrained({ atUnit, field }: Waiter, by: OfficialStep, official: number, atMs: number): boolean {
    const skill = by.skill === 'field' ? field : by.skill
    if (skill === undefined) return true
    if (this.#plan.units[atUnit]?.officials[official]?.skills.includes(skill)) return true
    return this.#staffingOf(atUnit)
      .trainingsOf(official, atMs)
      .some(({ skills }) => skills.includes(skill))
  }

  #holds({ atUnit }: Waiter, { account }: OfficialStep, official: number, atMs: number): boolean {
    if (account === undefined) return true
    const granted = this.#plan.units[atUnit]?.officials[official]?.accounts.get(account)
    return (granted ?? Number.NEGATIVE_INFINITY) <= atMs
  }

  #whyNobody(waiter: Waiter, by: OfficialStep, atMs: number): Limit {
    const inRole = this.#inRole(waiter, by, atMs)
    if (inRole.length === 0) return { kind: 'post', name: by.role }
    const trained = inRole.filter((official) => this.#isTrained(waiter, by, official, atMs))
    if (trained.length > 0) return { kind: 'account', name: by.account ?? '' }
    return { kind: 'skill', name: (by.skill === 'field' ? waiter.field : by.skill) ?? '' }
  }

  /** Somebody is free who could do it: by elimination it is the place, the equipment, the workplace or papers. */
  #whyNotServed({ atUnit, site }: Waiter, by: OfficialStep, free: readonly number[]): Limit {
    const unit = this.#plan.units[atUnit] as UnitPlan
    const here = unit.sites[site]
    const counted = by.equipment.filter((item) => here?.equipment[item] !== undefined)
    if (by.counter) {
      const own = by.area !== undefined && here?.areas[by.area] !== undefined ? by.area : ''
      const places = (own === '' ? here?.counters : here?.areas[own]) ?? 0
      if (counted.length === 0 || this.#served(atUnit, site, own) >= places) return { kind: 'counter', name: own }
    }
    if (counted.length > 0) return { kind: 'equipment', name: counted.join(', ') }
    if (free.some((official) => unit.officials[official]?.breakdowns)) return { kind: 'workplace', name: by.role }
    if (this.#plan.policies.paperFirst) return { kind: 'paper', name: by.role }
    // A courier is on the way with it.
    if (unit.courier && unit.sites.length > 1) return { kind: 'way', name: '' }
    return { kind: 'other', name: '' }
  }

  /** How many are served face to face in an area of a site; '' stands for the counters. */
  #served(atUnit: number, site: number, area: string): number {
    const unit = this.#plan.units[atUnit] as UnitPlan
    const areas = unit.sites[site]?.areas ?? {}
    return (this.#doing[atUnit] ?? []).filter((step, official) => {
      if (step?.by.kind !== 'official' || !step.by.counter) return false
      const own = step.by.area !== undefined && areas[step.by.area] !== undefined ? step.by.area : ''
      return unit.officials[official]?.site === site && own === area
    }).length
  }
}
