import type { EventKind } from '../schema/index.ts'
import type { Dossiers } from './dossiers.ts'
import { CITIZEN, type Entry, type Journal } from './journal.ts'
import type { Answer } from './systems-port.ts'

/** Tells a journal what happens to dossiers. One Entry serves for all: millions of them would be garbage. */
export class Recorder {
  readonly #journal: Journal
  readonly #dossiers: Dossiers
  readonly #entry: Entry = {
    atMs: 0,
    event: 'arrived',
    unit: 0,
    atUnit: 0,
    dossier: 0,
    leg: 0,
    slot: 0,
    stream: 0,
    workflow: 0,
    step: 0,
    by: CITIZEN,
    state: 0,
    procedure: 0,
    channel: 0,
    site: 0,
    tripMs: 0,
    over: false,
    dueMs: Number.NaN,
    operation: '',
    tookMs: 0,
    reason: '',
  }

  constructor(journal: Journal, dossiers: Dossiers) {
    this.#journal = journal
    this.#dossiers = dossiers
  }

  /**
   * @param over whether nothing more will be heard of the dossier
   * @param dueMs the appointment date if this set or moved it, else NaN
   */
  record(atMs: number, slot: number, event: EventKind, over = false, dueMs = Number.NaN): void {
    const entry = this.#fill(atMs, slot, event)
    entry.over = over
    entry.dueMs = dueMs
    this.#journal.record(entry)
  }

  /** Waits for an official; `tripMs` is how long the citizen's way there and back takes, 0 when nobody came. */
  queued(atMs: number, slot: number, tripMs: number): void {
    const entry = this.#fill(atMs, slot, 'queued')
    entry.tripMs = tripMs
    this.#journal.record(entry)
    entry.tripMs = 0
  }

  /** A citizen has come in vain; `over` as above, `tripMs` as when they wait. */
  turnedAway(atMs: number, slot: number, tripMs: number, over: boolean): void {
    const entry = this.#fill(atMs, slot, 'turned-away')
    entry.tripMs = tripMs
    entry.over = over
    this.#journal.record(entry)
    entry.tripMs = 0
  }

  /** A system has answered: "called" or "failed". */
  call(atMs: number, slot: number, operation: string, answer: Answer, job = slot): void {
    const reason = answer.ok ? (answer.duplicated ? 'duplicated' : '') : answer.reason
    this.operation(atMs, slot, answer.ok ? 'called' : 'failed', operation, answer.tookMs, reason, false, job)
  }

  /** Something about a system operation. @param job of entering what was done on paper, if it was done in one */
  operation(
    atMs: number,
    slot: number,
    event: 'called' | 'failed' | 'paper' | 'entered',
    operation: string,
    tookMs: number,
    reason = '',
    over = false,
    job = slot,
  ): void {
    const entry = this.#fill(atMs, slot, event)
    entry.by = this.#dossiers.official[job] as number
    entry.atUnit = this.#dossiers.at[job] as number
    entry.operation = operation
    entry.tookMs = tookMs
    entry.reason = reason
    entry.over = over
    this.#journal.record(entry)
    entry.operation = ''
    entry.tookMs = 0
    entry.reason = ''
  }

  /** An official takes up work or leaves it. */
  presence(atMs: number, unit: number, official: number, site: number, present: boolean): void {
    const entry = this.#entry
    entry.atMs = atMs
    entry.event = present ? 'came' : 'went'
    entry.unit = unit
    entry.atUnit = unit
    entry.dossier = -1
    entry.leg = 0
    entry.slot = -1
    entry.stream = 0
    entry.workflow = 0
    entry.step = 0
    entry.by = official
    entry.state = 0
    entry.procedure = 0
    entry.channel = 0
    entry.site = site
    entry.over = false
    entry.dueMs = Number.NaN
    this.#journal.record(entry)
  }

  #fill(atMs: number, slot: number, event: EventKind): Entry {
    const entry = this.#entry
    const dossiers = this.#dossiers
    entry.atMs = atMs
    entry.event = event
    entry.unit = dossiers.unit[slot] as number
    entry.atUnit = dossiers.at[slot] as number
    entry.dossier = dossiers.number[slot] as number
    entry.leg = dossiers.leg[slot] as number
    entry.slot = slot
    entry.stream = dossiers.stream[slot] as number
    entry.workflow = dossiers.workflow[slot] as number
    entry.step = dossiers.step[slot] as number
    entry.by = dossiers.official[slot] as number
    entry.state = dossiers.state[slot] as number
    entry.procedure = dossiers.procedure[slot] as number
    entry.channel = dossiers.channel[slot] as number
    entry.site = dossiers.site[slot] as number
    entry.over = false
    entry.dueMs = Number.NaN
    return entry
  }
}
