import type { EventKind } from '../schema/index.ts'
import type { Centre } from './centre.ts'
import { CITIZEN, type Entry, type Journal } from './journal.ts'
import type { Answer } from './systems-port.ts'

/** Tells a journal what happens to dossiers. One Entry serves for all: millions of them would be garbage. */
export class Recorder {
  readonly #journal: Journal
  readonly #entry: Entry = {
    atMs: 0,
    event: 'arrived',
    unit: 0,
    dossier: 0,
    workflow: 0,
    step: 0,
    by: CITIZEN,
    state: 0,
    procedure: 0,
    channel: 0,
    dueMs: Number.NaN,
    operation: '',
    tookMs: 0,
    reason: '',
  }

  constructor(journal: Journal) {
    this.#journal = journal
  }

  /** @param dueMs the appointment date if this set or moved it, else NaN */
  record(atMs: number, centre: Centre, dossier: number, event: EventKind, dueMs = Number.NaN): void {
    const entry = this.#fill(atMs, centre, dossier, event)
    entry.dueMs = dueMs
    this.#journal.record(entry)
  }

  /** A system has answered: "called" or "failed". */
  call(atMs: number, centre: Centre, dossier: number, operation: string, answer: Answer): void {
    const entry = this.#fill(atMs, centre, dossier, answer.ok ? 'called' : 'failed')
    entry.dueMs = Number.NaN
    entry.operation = operation
    entry.tookMs = answer.tookMs
    entry.reason = answer.ok ? '' : answer.reason
    this.#journal.record(entry)
    entry.operation = ''
    entry.tookMs = 0
    entry.reason = ''
  }

  #fill(atMs: number, { index, dossiers }: Centre, dossier: number, event: EventKind): Entry {
    const entry = this.#entry
    entry.atMs = atMs
    entry.event = event
    entry.unit = index
    entry.dossier = dossier
    entry.workflow = dossiers.workflow[dossier] as number
    entry.step = dossiers.step[dossier] as number
    entry.by = dossiers.official[dossier] as number
    entry.state = dossiers.state[dossier] as number
    entry.procedure = dossiers.procedure[dossier] as number
    entry.channel = dossiers.channel[dossier] as number
    return entry
  }
}
