import type { Legs } from '../schema/index.ts'
import type { ConformanceState } from './conformance.ts'
import type { DayState } from './daily-counts.ts'
import type { EvidenceRow } from './evidence/row.ts'
import type { OperationState } from './operation-counts.ts'
import type { PaperState } from './paper-counts.ts'
import type { PlaceState } from './place-state.ts'
import type { StaffState } from './staff-counts.ts'
import type { StepState } from './step-counts.ts'
import type { CallState } from './unit-counts.ts'
import type { VisitState } from './visit-counts.ts'

/** 'channels': what predictions need. 'all': every table. 'evidence': also what went wrong, which takes half as long again. */
export type TallyDetail = 'channels' | 'all' | 'evidence'

/**
 * A closed tally as plain data, for other threads and for shard files. Whole numbers throughout, and equal contents
 * give equal states: however a run is split and in whatever order the parts are added up, the sum is the same.
 */
export interface TallyState {
  /** SHA-256 of the plan that was run: its indexes are meant below. */
  readonly plan: string
  readonly detail: TallyDetail
  /** Dossiers by channel; with the detail 'all' by field × channels + channel. Only those with any. */
  readonly dossiers: readonly PlaceState[]
  readonly legs: Readonly<Legs>
  readonly operations: readonly OperationState[]
  readonly visits: VisitState
  /** Null when the plan has no scripts. */
  readonly scripts: ConformanceState | null
  /** Null with the detail 'channels'. */
  readonly tables: TableState | null
}

export interface TableState {
  readonly units: readonly PlaceState[]
  readonly provinces: readonly PlaceState[]
  readonly unitCalls: readonly CallState[]
  readonly streams: readonly PlaceState[]
  readonly days: readonly DayState[]
  readonly steps: readonly StepState[]
  /** By role. */
  readonly staff: readonly StaffState[]
  readonly paper: PaperState
  /** Empty but with the detail 'evidence'. */
  readonly evidence: readonly EvidenceRow[]
}
