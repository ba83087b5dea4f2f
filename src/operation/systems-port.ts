import type { SystemName } from '../schema/index.ts'

/**
 * One system operation that a dossier's step calls. What the call will say is settled as the step begins, so it may be
 * sent then; it counts at `atMs`, when the step ends.
 */
export interface Call {
  readonly operation: string
  readonly system: SystemName
  /**
   * Index into Plan.units of the dossier's own unit, its number within that, and which of its legs (0: itself). The
   * number is −1 in a step of a script that is about no dossier.
   */
  readonly unit: number
  readonly dossier: number
  readonly leg: number
  /** Key of the dossier's random draws. */
  readonly key: number
  /** Index into Plan.units of the unit where the call is made. */
  readonly atUnit: number
  /** Index into Plan.procedures; 0 direct, 1 online, 2 post; whether a paper is (still) missing. */
  readonly procedure: number
  readonly channel: number
  readonly incomplete: boolean
  /** Id of the official, "citizen", or the agency. */
  readonly by: string
  /** An agency does not use the centre's own line. */
  readonly byAgency: boolean
  /** Scenario time at which the call counts, epoch ms. */
  readonly atMs: number
  /** Which visit of the dossier to this step it is, from 1, and which attempt, from 0. */
  readonly visit: number
  readonly attempt: number
  /** Stable key of the step, for random draws. */
  readonly stepKey: number
  /** Of a step of a script; absent for a dossier's own step. */
  readonly script?: ScriptCall
}

/** What a step of a script adds to a call. */
export interface ScriptCall {
  readonly script: string
  readonly step: string
  /** What the call is about, where that is no dossier; '' for the script as a whole. */
  readonly about: string
  /** What the call carries, by name. */
  readonly values: Readonly<Record<string, string | number | boolean>>
  /** Fields of the answer that are to show that it was done. */
  readonly fields: readonly string[]
}

export type Answer =
  | {
      readonly ok: true
      readonly tookMs: number
      /** Appointment date that the system set or moved, epoch ms; undefined where it set none. */
      readonly dueAtMs: number | undefined
      /** The message arrived twice. */
      readonly duplicated: boolean
      /** Of the fields that a script's call asked for, those that the answer holds; undefined where nobody looked. */
      readonly holds?: readonly string[]
      /** State of the dossier (TrangThaiHoSo), where the answer says it. */
      readonly state?: number
    }
  | {
      readonly ok: false
      readonly tookMs: number
      readonly reason: string
      /** HTTP status; absent where no answer came, or nobody speaks HTTP. */
      readonly status?: number
      /** Whether the system as a whole can't be used for now; by the reason where it is not said. */
      readonly outage?: boolean
    }

/** A message that never arrived: nothing comes back, and it is noticed only later. */
export const LOST = 'lost'

/** What a system says of one dossier's call and not of itself: other work with it goes on. */
const OF_THE_DOSSIER: ReadonlySet<string> = new Set([LOST, 'failed', 'refused', 'not-implemented', 'not-set-up'])

/** Whether an answer means that the system as a whole can't be used for now. */
export function isOutage({ reason, outage }: Extract<Answer, { ok: false }>): boolean {
  return outage ?? !OF_THE_DOSSIER.has(reason)
}

/** A call under way. `answer` is there at once in a simulation; in a rehearsal once `settled` has resolved. */
export interface Ticket {
  readonly answer: Answer | undefined
  readonly settled: Promise<void> | undefined
}

/** The systems, as the operation sees them: modelled, or real. */
export interface Systems {
  send(call: Call): Ticket
}
