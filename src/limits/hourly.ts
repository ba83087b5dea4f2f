import { formatInstant, HOUR_MS, MINUTE_MS } from '../calendar/index.ts'
import type { Entry, Journal } from '../operation/index.ts'
import type { Plan, UnitPlan } from '../scenario/index.ts'
import type { Bottlenecks } from '../schema/index.ts'
import type { Limit } from './limit.ts'
import { Scene, type Waiter } from './scene.ts'

/** Between two looks at a unit. */
export const LOOK_MIN = 15
const LOOK_MS = LOOK_MIN * MINUTE_MS
/** Looks are in the middle of their quarter: what happens on the hour is over or has not begun. */
const OFFSET_MS = LOOK_MS / 2
/** Beyond so many units each hour of each is left out. */
const MOST_UNITS_BY_HOUR = 20
/** Lower bounds of the bands of utilisation in which queues are shown. */
const BANDS = [0, 0.5, 0.7, 0.85, 0.95]

/** What was seen in one hour of a unit. */
interface Hour {
  looks: number
  waiting: number
  readonly limits: Map<string, { readonly limit: Limit; count: number }>
  readonly roles: Map<string, { present: number; busy: number; waiting: number }>
}

/**
 * Looks at every unit each quarter of an office hour: how many wait, and each for what; who is there, and who is busy.
 * Nothing changes in a unit between two entries about it, so a look is made when the next entry has come.
 */
export class HourlyLimits implements Journal {
  readonly #plan: Plan
  readonly #scene: Scene
  /** By unit: its next look, what waits there by slot, and its hours by their beginning. */
  readonly #nextMs: Float64Array
  readonly #waiting: readonly Map<number, Waiter>[]
  readonly #hours: readonly Map<number, Hour>[]
  /** By slot: where it waits, the field of its procedure, calls still to be made up. */
  readonly #unitOf = new Map<number, number>()
  readonly #fieldOf = new Map<number, string>()
  readonly #onPaper = new Map<number, number>()

  /** @param seed of the run */
  constructor(plan: Plan, seed: number) {
    this.#plan = plan
    this.#scene = new Scene(plan, seed)
    this.#nextMs = new Float64Array(plan.units.length).fill(plan.fromMs + OFFSET_MS)
    this.#waiting = plan.units.map(() => new Map())
    this.#hours = plan.units.map(() => new Map())
  }

  record(entry: Readonly<Entry>): void {
    this.#lookUntil(entry.atUnit, entry.atMs)
    this.#scene.record(entry)
    if (entry.dossier < 0) return
    const { slot } = entry
    switch (entry.event) {
      case 'arrived':
        this.#fieldOf.set(slot, this.#plan.procedures[entry.procedure]?.field ?? '')
        break
      case 'queued':
        this.#stand(entry)
        break
      case 'failed':
        // Until calls of steps done on paper are made up, officials make no others.
        if (entry.by >= 0 && !this.#onPaper.has(slot)) this.#stand(entry)
        break
      case 'paper':
        this.#onPaper.set(slot, (this.#onPaper.get(slot) ?? 0) + 1)
        break
      case 'entered': {
        const left = (this.#onPaper.get(slot) ?? 1) - 1
        if (left > 0) this.#onPaper.set(slot, left)
        else this.#onPaper.delete(slot)
        break
      }
      case 'begun':
      case 'resumed':
      case 'ended':
      case 'gave-up':
      case 'turned-away':
        this.#leave(slot)
        break
      default:
        break
    }
    if (!entry.over) return
    this.#leave(slot)
    this.#fieldOf.delete(slot)
    this.#onPaper.delete(slot)
  }

  /** The end of what was run. */
  close(untilMs: number): void {
    for (const unit of this.#plan.units.keys()) this.#lookUntil(unit, untilMs)
  }

  /** Dossier-hours waited for each thing, all units together. */
  waitingHours(): Map<string, { readonly limit: Limit; readonly hours: number }> {
    const sums = new Map<string, { limit: Limit; hours: number }>()
    for (const hours of this.#hours) {
      for (const { limits } of hours.values()) {
        for (const [key, { limit, count }] of limits) {
          const sum = sums.get(key)
          if (sum) sum.hours += (count * LOOK_MS) / HOUR_MS
          else sums.set(key, { limit, hours: (count * LOOK_MS) / HOUR_MS })
        }
      }
    }
    return sums
  }

  result(): Bottlenecks {
    const many = this.#plan.units.length > MOST_UNITS_BY_HOUR
    return {
      lookMin: LOOK_MIN,
      units: this.#hours.map((hours, unit) => this.#unitRow(unit, hours)),
      byHour: many ? [] : this.#hours.flatMap((hours, unit) => this.#hourRows(unit, hours)),
      roles: this.#roleRows(),
    }
  }

  #stand({ slot, atUnit, site, workflow, step, atMs }: Readonly<Entry>): void {
    this.#leave(slot)
    this.#unitOf.set(slot, atUnit)
    const field = this.#fieldOf.get(slot)
    this.#waiting[atUnit]?.set(slot, { atUnit, site, workflow, step, field, sinceMs: atMs })
  }

  #leave(slot: number): void {
    const unit = this.#unitOf.get(slot)
    if (unit === undefined) return
    this.#waiting[unit]?.delete(slot)
    this.#unitOf.delete(slot)
  }

  #lookUntil(unit: number, atMs: number): void {
    let nextMs = this.#nextMs[unit] as number
    if (nextMs >= atMs) return
    const { calendar } = this.#plan.units[unit] as UnitPlan
    while (nextMs < atMs) {
      if (calendar.isOpen(nextMs)) this.#look(unit, nextMs)
      else {
        const opensMs = calendar.nextOpen(nextMs)
        // On to the last quarter before it opens.
        nextMs += Math.max(0, Math.floor((opensMs - nextMs) / LOOK_MS)) * LOOK_MS
      }
      nextMs += LOOK_MS
    }
    this.#nextMs[unit] = nextMs
  }

  #look(unit: number, atMs: number): void {
    const hour = this.#hourOf(unit, atMs)
    hour.looks++
    this.#scene.atWork(unit, (role, busy) => {
      const row = roleIn(hour, role)
      row.present++
      if (busy) row.busy++
    })
    for (const waiter of this.#waiting[unit]?.values() ?? []) {
      const { kind, name } = this.#scene.limitOf(waiter, atMs)
      hour.waiting++
      const key = `${kind}/${name}`
      const found = hour.limits.get(key)
      if (found) found.count++
      else hour.limits.set(key, { limit: { kind, name }, count: 1 })
      const by = this.#plan.workflows[waiter.workflow]?.steps[waiter.step]?.by
      if (by?.kind === 'official') roleIn(hour, by.role).waiting++
    }
  }

  #hourOf(unit: number, atMs: number): Hour {
    const hours = this.#hours[unit] as Map<number, Hour>
    const startMs = Math.floor(atMs / HOUR_MS) * HOUR_MS
    let hour = hours.get(startMs)
    if (!hour) {
      hour = { looks: 0, waiting: 0, limits: new Map(), roles: new Map() }
      hours.set(startMs, hour)
    }
    return hour
  }

  #unitRow(unit: number, hours: ReadonlyMap<number, Hour>): Bottlenecks['units'][number] {
    const sums = new Map<string, { limit: Limit; hours: number; waitingHours: number }>()
    let looks = 0
    let waiting = 0
    for (const hour of hours.values()) {
      looks += hour.looks
      waiting += hour.waiting
      const [first] = ranked(hour)
      for (const [key, { limit, count }] of hour.limits) {
        const sum = sums.get(key) ?? { limit, hours: 0, waitingHours: 0 }
        sum.waitingHours += (count * LOOK_MS) / HOUR_MS
        if (limit === first?.limit) sum.hours++
        sums.set(key, sum)
      }
    }
    return {
      unit: (this.#plan.units[unit] as UnitPlan).code,
      hours: hours.size,
      queueMean: looks === 0 ? 0 : waiting / looks,
      limits: [...sums.values()]
        .sort((a, b) => b.waitingHours - a.waitingHours || (a.limit.kind < b.limit.kind ? -1 : 1))
        .map(({ limit, ...sum }) => ({ ...limit, ...sum })),
    }
  }

  #hourRows(unit: number, hours: ReadonlyMap<number, Hour>): Bottlenecks['byHour'] {
    const { code } = this.#plan.units[unit] as UnitPlan
    return [...hours]
      .filter(([, { waiting }]) => waiting > 0)
      .map(([startMs, hour]) => {
        const { limit, count } = ranked(hour)[0] as { limit: Limit; count: number }
        const role = hour.roles.get(limit.name)
        return {
          unit: code,
          hour: formatInstant(startMs).slice(0, 16),
          queue: hour.waiting / hour.looks,
          ...limit,
          waiting: count / hour.looks,
          utilisation: role && role.present > 0 ? role.busy / role.present : null,
        }
      })
  }

  #roleRows(): Bottlenecks['roles'] {
    const sums = new Map<string, { hours: number; waiting: number; looks: number }[]>()
    for (const hours of this.#hours) {
      for (const { roles, looks } of hours.values()) {
        for (const [role, { present, busy, waiting }] of roles) {
          if (present === 0) continue
          const bands = sums.get(role) ?? BANDS.map(() => ({ hours: 0, waiting: 0, looks: 0 }))
          const band = bands[BANDS.findLastIndex((low) => busy / present >= low)]
          if (band) {
            band.hours++
            band.waiting += waiting
            band.looks += looks
          }
          sums.set(role, bands)
        }
      }
    }
    return [...sums]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([role, bands]) =>
        bands.flatMap(({ hours, waiting, looks }, index) =>
          hours === 0 ? [] : [{ role, utilisationFrom: BANDS[index] as number, hours, queueMean: waiting / looks }],
        ),
      )
  }
}

function roleIn({ roles }: Hour, role: string): { present: number; busy: number; waiting: number } {
  let row = roles.get(role)
  if (!row) {
    row = { present: 0, busy: 0, waiting: 0 }
    roles.set(role, row)
  }
  return row
}

/** What was waited for in an hour, the most first; equal ones by name. */
function ranked({ limits }: Hour): readonly { readonly limit: Limit; readonly count: number }[] {
  return [...limits.entries()].sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1)).map(([, row]) => row)
}
