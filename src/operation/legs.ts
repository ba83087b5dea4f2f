import { NONE } from './dossiers.ts'

/** A dossier or leg that has started legs, or is one. */
interface Relation {
  /** How many legs the dossier has had, those of its legs among them: shared by all of them. */
  readonly family: { count: number }
  /** Who started it; undefined for the dossier itself. */
  readonly startedBy: Relation | undefined
  /** Legs that it has started and that are not over. */
  open: number
  /** Its slot while it waits for them; NONE otherwise. */
  waits: number
}

/** Who of the dossiers and legs under way has started whom, and who waits until its legs are over. */
export class Legs {
  readonly #relations = new Map<number, Relation>()

  /** @returns number of the new leg, from 1; no other leg of the dossier has it */
  start(slot: number, leg: number): number {
    let starter = this.#relations.get(slot)
    if (!starter) {
      starter = { family: { count: 0 }, startedBy: undefined, open: 0, waits: NONE }
      this.#relations.set(slot, starter)
    }
    const { family } = starter
    starter.open++
    this.#relations.set(leg, { family, startedBy: starter, open: 0, waits: NONE })
    return ++family.count
  }

  /** Whether it has legs that are not over; then it waits for them. */
  mustWait(slot: number): boolean {
    const relation = this.#relations.get(slot)
    if (relation === undefined || relation.open === 0) return false
    relation.waits = slot
    return true
  }

  /** The way of a dossier or leg is over. @returns the slot that has waited for this and can go on, or NONE */
  over(slot: number): number {
    const relation = this.#relations.get(slot)
    if (relation === undefined) return NONE
    this.#relations.delete(slot)
    const { startedBy } = relation
    if (startedBy === undefined || --startedBy.open > 0) return NONE
    const waiting = startedBy.waits
    startedBy.waits = NONE
    return waiting
  }
}
