import { timeliness } from '../calendar/index.ts'

interface Left {
  readonly unit: number
  readonly field: number
  readonly channel: number
  /** The appointment, epoch ms. */
  readonly dueMs: number
  dossiers: number
}

/**
 * Dossiers whose way is over in a state that counts as open: only the end of the run tells whether their appointment
 * has passed by then. One row for all of a unit, field, channel and appointment.
 */
export class LeftOpen {
  readonly #left = new Map<string, Left>()

  add(unit: number, field: number, channel: number, dueMs: number): void {
    const key = `${unit}/${field}/${channel}/${dueMs}`
    const left = this.#left.get(key)
    if (left) left.dossiers++
    else this.#left.set(key, { unit, field, channel, dueMs, dossiers: 1 })
  }

  /** Takes out all there are and returns those past their appointment date. */
  takeOverdue(atMs: number): Left[] {
    const overdue = [...this.#left.values()].filter(({ dueMs }) => timeliness(atMs, dueMs) === 'overdue')
    this.#left.clear()
    return overdue
  }
}
