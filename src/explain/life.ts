import type { Channel, EventKind, LimitKind } from '../schema/index.ts'

/** What something is called, in each language. */
export type Title = Readonly<Record<'vi' | 'en', string>>

/** What kept a dossier, and for how long. */
export interface Kept {
  readonly kind: LimitKind
  /** Of the role, account, skill, area, equipment, system or agency; '' where there is no name. */
  readonly name: string
  /** In working time of the unit where it waited. */
  readonly workingMin: number
}

interface At {
  /** Scenario time, ISO 8601. */
  readonly at: string
}

/** A stretch of time: `to` is null where it went on at the end of what was run. */
interface Stretch extends At {
  readonly to: string | null
  readonly step: string
  readonly workingMin: number
}

/** One thing in the life of a dossier, in the order of their beginnings. */
export type Moment =
  | (At & { readonly kind: 'arrived'; readonly step: string })
  /** Nobody works on it: it waits in a line, or is with its citizen, an agency, or on its way. */
  | (Stretch & { readonly kind: 'wait'; readonly atUnit: string; readonly keptBy: readonly Kept[] })
  | (Stretch & { readonly kind: 'work'; readonly atUnit: string; readonly by: string })
  | (At & {
      readonly kind: 'call'
      readonly step: string
      readonly by: string
      readonly operation: string
      /** Time to the answer. */
      readonly ms: number
      /** 'ok', 'duplicated', or why it failed. */
      readonly status: string
    })
  | (At & { readonly kind: 'state'; readonly state: number; readonly step: string; readonly by: string })
  /** The appointment date was set; `from` is the one before it, where it was moved. */
  | (At & { readonly kind: 'due'; readonly due: string; readonly from: string | null })
  | (At & { readonly kind: 'turned-away' | 'gave-up' | 'over' })
  /** A step done on paper, and its call made up later. */
  | (At & { readonly kind: 'paper' | 'entered'; readonly operation: string; readonly by: string })
  | (At & {
      readonly kind: 'script'
      readonly event: Extract<EventKind, `script-${string}`>
      readonly script: string
      readonly step: string
      /** What both are called. */
      readonly title: { readonly script: Title; readonly step: Title }
      readonly operation: string
      /** HTTP status; null where there was none. */
      readonly status: number | null
      readonly reason: string
    })

/** The time in which the clock of the limit stood: states 5 and 6. */
export interface Stop {
  readonly from: string
  readonly to: string | null
  readonly state: number
  readonly workingMin: number
}

export interface Appointment {
  /** As it stands at the end. */
  readonly due: string
  readonly first: string
  readonly stops: readonly Stop[]
  /** By dates; an open dossier is late past its appointment date. */
  readonly verdict: 'before' | 'on-time' | 'overdue' | 'open' | 'open-overdue' | 'not-finished'
  /** From the appointment to the end of processing, or of what was run; 0 where it is not late. */
  readonly lateWorkingHours: number
}

export interface Leg {
  readonly leg: number
  readonly moments: readonly Moment[]
}

/** All that an event log and its plan tell of one dossier. */
export interface Life {
  readonly dossier: string
  readonly unit: { readonly code: string; readonly name: string }
  /** Null, as what follows, where no system ever took it in. */
  readonly procedure: {
    readonly code: string
    readonly nameVi: string
    readonly nameEn: string
    readonly field: string
  } | null
  readonly channel: Channel | null
  /** '' for the ordinary demand. */
  readonly stream: string
  /** When it was submitted, or its citizen took a ticket. */
  readonly arrivedAt: string | null
  /** TrangThaiHoSo at the end. */
  readonly state: number
  /** When processing ended; null where it has not. */
  readonly finishedAt: string | null
  /** End of what was run. */
  readonly untilAt: string
  /** Null where nobody received it. */
  readonly appointment: Appointment | null
  readonly moments: readonly Moment[]
  /** What kept it, all waits together, longest first; its legs apart. */
  readonly keptBy: readonly Kept[]
  readonly workedMin: number
  readonly legs: readonly Leg[]
}
