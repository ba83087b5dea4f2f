import type { EventKind } from '../schema/index.ts'

/**
 * One thing that happened to a dossier, with indexes for names. The operation fills one Entry again and again: a
 * journal copies what it wants to keep.
 */
export interface Entry {
  atMs: number
  event: EventKind
  /** Index into Plan.units: the dossier's own unit, which is competent for it; on "came" and "went" the official's. */
  unit: number
  /** Index into Plan.units: the unit where it happened; the same but for dossiers handed in elsewhere. */
  atUnit: number
  /** Number of the dossier within its unit, from 0; −1 on "came", "went" and in steps of scripts. */
  dossier: number
  /** Number of the sub-dossier, from 1; 0 for the dossier itself. */
  leg: number
  /**
   * Small number that no other dossier or leg under way has; free for the next one after an entry with `over`. A
   * journal may keep what it knows of a dossier in columns by it.
   */
  slot: number
  /** Index into Plan.streams. */
  stream: number
  /** Index into Plan.workflows, and of the step in it. */
  workflow: number
  step: number
  /** Index of the official in the unit where it happened, or CITIZEN; on "entered", who entered it. */
  by: number
  /** TrangThaiHoSo after what happened. */
  state: number
  /** Index into Plan.procedures, and channel 0 direct, 1 online, 2 post. */
  procedure: number
  channel: number
  /** Index into the sites of the unit where it happened. */
  site: number
  /**
   * On "queued" for a counter and "turned-away": the citizen's trip there and back, ms; 0 where there was none, NaN where
   * nobody says how long it takes.
   */
  tripMs: number
  /** Whether the dossier's way is over with this: nothing more will be heard of it. */
  over: boolean
  /** Appointment date set or moved by this, epoch ms; NaN where none was. */
  dueMs: number
  /** On "called", "failed", "paper" and "entered"; '' otherwise. */
  operation: string
  tookMs: number
  /** On "failed", and "duplicated" on "called" for a message that arrived twice; '' otherwise. */
  reason: string
  /** In a step of a script; otherwise absent. */
  script?: ScriptEntry | undefined
}

/** What happened in a step of a script. */
export interface ScriptEntry {
  /** Index into Plan.scripts, and of the step in it. */
  script: number
  step: number
  /** Number of the dossier that it is about; −1 without one. */
  dossier: number
  /** Who did it, where no official did: "citizen", an agency, a superior; '' for nobody. */
  who: string
  /** On "script-failed": HTTP status of the answer; 0 where there was none. */
  status: number
  /** On "script-remedy"; '' otherwise. */
  remedy: string
  /** On "script-done": names of the artefacts that are there. */
  evidence: readonly string[]
}

export const CITIZEN = -1

/** Is told everything that happens, in order of scenario time. */
export interface Journal {
  record(entry: Readonly<Entry>): void
}
