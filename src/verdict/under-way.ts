/** What a slot holds. */
export const FREE = 0
/** A dossier of which something is known, but which has not arrived. */
export const EXPECTED = 1
export const ARRIVED = 2
export const LEG = 3

/** Whether an official has taken a dossier up; TAKEN_OVER: one did, before the period began. */
export const NOT_RECEIVED = 0
export const RECEIVED = 1
export const TAKEN_OVER = 2

/**
 * What is known of the dossiers and legs that are under way, a column each by slot: as much memory as there ever are
 * of them at once, however many go through. NaN is "not yet", or "no longer".
 */
export class UnderWay {
  /** FREE, EXPECTED, ARRIVED or LEG. */
  kind = new Uint8Array(0)
  state = new Uint8Array(0)
  unit = new Int32Array(0)
  procedure = new Uint16Array(0)
  channel = new Uint8Array(0)
  stream = new Uint8Array(0)
  /** When it came; before it has arrived, when its submission was first tried in vain. */
  arrivedMs = new Float64Array(0)
  /** End of processing. */
  endedMs = new Float64Array(0)
  dueMs = new Float64Array(0)
  /** NOT_RECEIVED, RECEIVED or TAKEN_OVER. */
  received = new Uint8Array(0)
  /** Since when its citizen waits for reception. */
  waitingMs = new Float64Array(0)
  /** Working ms that its citizen has waited before that. */
  waitedMs = new Float64Array(0)
  /** Since when it waits for an official in its step. */
  queuedMs = new Float64Array(0)

  get capacity(): number {
    return this.kind.length
  }

  /** Makes room for a slot; returns for how many there is room now. */
  reach(slot: number): number {
    const length = Math.max(256, slot + 1, 2 * this.capacity)
    this.kind = longer(this.kind, new Uint8Array(length))
    this.state = longer(this.state, new Uint8Array(length))
    this.unit = longer(this.unit, new Int32Array(length))
    this.procedure = longer(this.procedure, new Uint16Array(length))
    this.channel = longer(this.channel, new Uint8Array(length))
    this.stream = longer(this.stream, new Uint8Array(length))
    this.arrivedMs = longer(this.arrivedMs, new Float64Array(length))
    this.endedMs = longer(this.endedMs, new Float64Array(length))
    this.dueMs = longer(this.dueMs, new Float64Array(length))
    this.received = longer(this.received, new Uint8Array(length))
    this.waitingMs = longer(this.waitingMs, new Float64Array(length))
    this.waitedMs = longer(this.waitedMs, new Float64Array(length))
    this.queuedMs = longer(this.queuedMs, new Float64Array(length))
    return length
  }

  /** Takes a free slot for a dossier or leg. */
  start(slot: number, kind: typeof EXPECTED | typeof LEG, unit: number): void {
    this.kind[slot] = kind
    this.unit[slot] = unit
    this.state[slot] = 0
    this.arrivedMs[slot] = Number.NaN
    this.endedMs[slot] = Number.NaN
    this.dueMs[slot] = Number.NaN
    this.received[slot] = NOT_RECEIVED
    this.waitingMs[slot] = Number.NaN
    this.waitedMs[slot] = 0
    this.queuedMs[slot] = Number.NaN
  }
}

/** A column of more slots, with what the shorter one holds. */
export function longer<T extends { set(values: T): void }>(column: T, room: T): T {
  room.set(column)
  return room
}
