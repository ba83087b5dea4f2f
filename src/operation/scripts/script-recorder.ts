import type { ScriptDossierPlan } from '../../scenario/index.ts'
import type { EventKind } from '../../schema/index.ts'
import { CITIZEN, type Entry, type Journal, type ScriptEntry } from '../journal.ts'
import type { Run } from './run.ts'

export type ScriptEvent = Extract<EventKind, `script-${string}`>

/** What may be said of an event beside its step. */
export interface Told {
  /** Index of the official; who else did it, otherwise. */
  readonly by?: number
  readonly who?: string
  readonly operation?: string
  readonly tookMs?: number
  readonly reason?: string
  readonly status?: number
  readonly remedy?: string
  readonly evidence?: readonly string[]
}

/** Tells a journal what happens in the steps of scripts. One Entry serves for all. */
export class ScriptRecorder {
  readonly #journal: Journal
  readonly #script: ScriptEntry = { script: 0, step: 0, dossier: -1, who: '', status: 0, remedy: '', evidence: [] }
  readonly #entry: Entry = {
    ...{ atMs: 0, event: 'script-ready', unit: 0, atUnit: 0, dossier: -1, leg: 0, slot: -1, stream: 0 },
    ...{ workflow: 0, step: 0, by: CITIZEN, state: 0, procedure: 0, channel: 0, site: 0, tripMs: 0 },
    ...{ over: false, dueMs: Number.NaN, operation: '', tookMs: 0, reason: '' },
    script: this.#script,
  }

  constructor(journal: Journal) {
    this.#journal = journal
  }

  record(atMs: number, event: ScriptEvent, run: Run, step: number, told: Told = {}): void {
    const entry = this.#entry
    const script = this.#script
    entry.atMs = atMs
    entry.event = event
    entry.unit = run.unit
    entry.atUnit = run.unit
    entry.by = told.by ?? CITIZEN
    entry.operation = told.operation ?? ''
    entry.tookMs = told.tookMs ?? 0
    entry.reason = told.reason ?? ''
    script.script = run.script
    script.step = step
    script.dossier = dossierNumber(run, step)
    script.who = told.who ?? ''
    script.status = told.status ?? 0
    script.remedy = told.remedy ?? ''
    script.evidence = told.evidence ?? []
    this.#journal.record(entry)
  }
}

/** Number of the dossier that a step is about; −1 without one. */
export function dossierNumber(run: Run, step: number): number {
  const { does } = run.step(step)
  if (does.kind === 'physical' || does.dossier === undefined) return -1
  return (run.plan.dossiers[does.dossier] as ScriptDossierPlan).number
}
