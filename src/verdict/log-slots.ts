/** Of a dossier whose way is over. */
const OVER = 0x8000
/** Dossiers remembered together: numbers may have gaps, and a damaged log any number. */
const PAGE = 4096

/** Slots for the dossiers and legs of a log, which has none, and what must be remembered of each dossier. */
export class LogSlots {
  /** By unit and dossier: its workflow plus one, 0 before it has arrived; with OVER once its way is over. */
  readonly #known: (Uint16Array | undefined)[][]
  /** Slots of what is under way, by unit, dossier and leg. */
  readonly #slots = new Map<string, number>()
  readonly #free: number[] = []

  constructor(units: number) {
    this.#known = Array.from({ length: units }, () => [])
  }

  arrived(unit: number, dossier: number, workflow: number): void {
    this.#know(unit, dossier, (this.#knownOf(unit, dossier) & OVER) | (workflow + 1))
  }

  /** Index of the workflow of a dossier and its legs; undefined before it has arrived. */
  workflowOf(unit: number, dossier: number): number | undefined {
    const workflow = this.#knownOf(unit, dossier) & ~OVER
    return workflow === 0 ? undefined : workflow - 1
  }

  /** The slot of a dossier or leg, a free one for a new one; undefined when the dossier's way is over. */
  take(unit: number, dossier: number, leg: number): number | undefined {
    const key = `${unit}/${dossier}/${leg}`
    const taken = this.#slots.get(key)
    if (taken !== undefined) return taken
    // Legs may go on, or begin, when the dossier itself is through.
    if (leg === 0 && (this.#knownOf(unit, dossier) & OVER) !== 0) return undefined
    const slot = this.#free.pop() ?? this.#slots.size
    this.#slots.set(key, slot)
    return slot
  }

  /** The way of the dossier or leg is over. */
  release(unit: number, dossier: number, leg: number): void {
    const key = `${unit}/${dossier}/${leg}`
    const slot = this.#slots.get(key)
    if (slot === undefined) return
    this.#slots.delete(key)
    this.#free.push(slot)
    if (leg > 0) return
    this.#know(unit, dossier, this.#knownOf(unit, dossier) | OVER)
  }

  #knownOf(unit: number, dossier: number): number {
    return this.#known[unit]?.[Math.floor(dossier / PAGE)]?.[dossier % PAGE] ?? 0
  }

  #know(unit: number, dossier: number, what: number): void {
    const pages = this.#known[unit] as (Uint16Array | undefined)[]
    const page = Math.floor(dossier / PAGE)
    pages[page] ??= new Uint16Array(PAGE)
    pages[page][dossier % PAGE] = what
  }
}
