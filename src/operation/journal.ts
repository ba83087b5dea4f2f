import type { EventKind } from '../schema/index.ts'

/**
 * One thing that happened to a dossier, with indexes for names. The operation fills one Entry again and again: a
 * journal copies what it wants to keep.
 */
export interface Entry {
  atMs: number
  event: EventKind
  /** Index into Plan.units. */
  unit: number
  /** Index of the dossier within the unit. */
  dossier: number
  /** Index into Plan.workflows, and of the step in it. */
  workflow: number
  step: number
  /** Index of the official in the unit, or CITIZEN. */
  by: number
  /** TrangThaiHoSo after what happened. */
  state: number
  /** On "arrived": index into Plan.procedures, and channel 0 direct, 1 online, 2 post. */
  procedure: number
  channel: number
  /** Appointment date set or moved by this, epoch ms; NaN where none was. */
  dueMs: number
  /** On "called" and "failed"; '' otherwise. */
  operation: string
  tookMs: number
  /** On "failed"; '' otherwise. */
  reason: string
}

export const CITIZEN = -1

/** Is told everything that happens, in order of scenario time. */
export interface Journal {
  record(entry: Readonly<Entry>): void
}
