import { HOUR_MS, MINUTE_MS } from '../calendar/index.ts'
import type { Entry, Journal } from '../operation/index.ts'
import type { Plan } from '../scenario/index.ts'

/** Times at one step of one unit. */
interface StepRow {
  /** From joining the line to the beginning of the work, ms, in the order in which the work began. */
  readonly waitsMs: number[]
  ended: number
  /** From joining the line to the end of the work, ms, added up. */
  stayedMs: number
}

/**
 * Keeps how long dossiers waited at each step, from "queued" to "begun", and how long they stayed, to "ended". Times are
 * those of the clock: the cases are open round the clock.
 */
export class StepTimes implements Journal {
  readonly #plan: Plan
  readonly #rows = new Map<number, StepRow>()
  /** By slot: when the dossier joined the line that it is in, or was in. */
  readonly #queuedMs: number[] = []

  constructor(plan: Plan) {
    this.#plan = plan
  }

  record(entry: Readonly<Entry>): void {
    switch (entry.event) {
      case 'queued':
        this.#queuedMs[entry.slot] = entry.atMs
        return
      case 'begun':
        this.#row(entry.atUnit, entry.workflow, entry.step).waitsMs.push(entry.atMs - this.#since(entry))
        return
      case 'ended': {
        // A step of which nobody waits for an official has no line to be measured from.
        if (this.#plan.workflows[entry.workflow]?.steps[entry.step]?.by.kind !== 'official') return
        const row = this.#row(entry.atUnit, entry.workflow, entry.step)
        row.ended++
        row.stayedMs += entry.atMs - this.#since(entry)
        return
      }
      default:
        return
    }
  }

  /** Mean wait at a step, minutes; null when nobody was served. */
  meanWaitMin(step: string, workflow = 'desk'): number | null {
    const { waitsMs } = this.#named(step, workflow, 0)
    return meanOf(
      waitsMs.reduce((sum, wait) => sum + wait, 0),
      waitsMs.length,
    )
  }

  /** Mean time from joining the line to the end of the work, minutes; null when nobody was served. */
  meanStayMin(step: string, workflow = 'desk'): number | null {
    const { stayedMs, ended } = this.#named(step, workflow, 0)
    return meanOf(stayedMs, ended)
  }

  /** Share of those served at a step who waited at most so long; null when nobody was served. */
  withinShare(waitMin: number, step: string, unit = 0): number | null {
    const { waitsMs } = this.#named(step, 'desk', unit)
    if (waitsMs.length === 0) return null
    return waitsMs.filter((wait) => wait <= waitMin * MINUTE_MS).length / waitsMs.length
  }

  /** How often a step was ended, per hour of the period. */
  endedPerHour(step: string, workflow = 'desk'): number {
    return (this.#named(step, workflow, 0).ended / (this.#plan.toMs - this.#plan.fromMs)) * HOUR_MS
  }

  #since({ slot }: Readonly<Entry>): number {
    const queuedMs = this.#queuedMs[slot]
    if (queuedMs === undefined) throw new Error('a step was done for which nobody waited')
    return queuedMs
  }

  #row(unit: number, workflow: number, step: number): StepRow {
    const key = (unit * 64 + workflow) * 64 + step
    let row = this.#rows.get(key)
    if (!row) {
      row = { waitsMs: [], ended: 0, stayedMs: 0 }
      this.#rows.set(key, row)
    }
    return row
  }

  #named(step: string, workflow: string, unit: number): StepRow {
    const index = this.#plan.workflows.findIndex(({ name }) => name === workflow)
    const place = this.#plan.workflows[index]?.steps.findIndex(({ name }) => name === step) ?? -1
    if (place < 0) throw new Error(`there is no step ${step} in a workflow ${workflow}`)
    return this.#row(unit, index, place)
  }
}

function meanOf(sumMs: number, count: number): number | null {
  return count === 0 ? null : sumMs / count / MINUTE_MS
}
