import type { Limit, WorkCalendar } from '../calendar/index.ts'
import type {
  Duration,
  OneStopDialect,
  OperationModel,
  Remedy,
  Scenario,
  Stream,
  SystemModel,
  SystemName,
} from '../schema/index.ts'

/** What a scenario compiles to: every name resolved, every reference an index. All three clocks interpret this. */
export interface Plan {
  readonly scenario: Scenario
  /** SHA-256, hex, of the scenario text followed by the catalogues and files it refers to. */
  readonly sha256: string
  /** Start of the first day and end of the last, epoch ms. */
  readonly fromMs: number
  readonly toMs: number
  readonly units: readonly UnitPlan[]
  /** Units that deal with each other, by index: each group can be simulated alone. Every unit is in exactly one. */
  readonly groups: readonly (readonly number[])[]
  /** Names of traits; a dossier's traits are a bit mask by index here, at most 30. */
  readonly traits: readonly string[]
  /**
   * The ordinary demand first, then the further streams in the scenario's order; last that of the scripts' dossiers,
   * named SCRIPT_STREAM, where there are any.
   */
  readonly streams: readonly StreamPlan[]
  /** The procedures of all mixes, each procedure and workflow once, in the scenario's order. */
  readonly procedures: readonly ProcedurePlan[]
  readonly workflows: readonly WorkflowPlan[]
  readonly systems: { readonly [S in SystemName]?: SystemPlan }
  readonly policies: PolicyPlan
  readonly scripts: readonly ScriptPlan[]
  readonly sameDayCutOffMin: number
}

export interface PolicyPlan {
  readonly limitReduction: number
  readonly retryMs: number
  readonly reEntryMs: number
  readonly order: 'fifo' | 'earliest-deadline' | 'shortest-first'
  readonly paperFirst: boolean
  readonly noticeLostMs: number
  /** Undefined: forwarded dossiers arrive at once. */
  readonly forward: Duration | undefined
  readonly assistant:
    | { readonly steps: readonly string[]; readonly factor: number; readonly wrongShare: number }
    | undefined
}

export interface SystemPlan {
  readonly latency: Duration
  /** Infinity when unlimited. */
  readonly concurrent: number
  readonly shared: boolean
  readonly planned: readonly { readonly fromMs: number; readonly toMs: number }[]
  readonly outages: SystemModel['outages']
  readonly operations: Readonly<Record<string, OperationModel>>
}

export interface StreamPlan {
  /** "" for the ordinary demand. */
  readonly name: string
  readonly given: Omit<Stream, 'procedures' | 'traits' | 'start' | 'units'>
  /** Times read from the file of a volume of that kind; undefined for other kinds. In order of time. */
  readonly recorded: readonly RecordedArrival[] | undefined
  /** Traits in the order given, with the share, unless the unit has another. */
  readonly traits: readonly { readonly trait: number; readonly share: number; readonly among: number | undefined }[]
  /** Indexes into Plan.units. */
  readonly units: readonly number[]
  /** Indexes into Plan.procedures with their weights. */
  readonly mix: readonly { readonly procedure: number; readonly weight: number }[]
  /** First step by procedure of the mix, where the stream names one; else undefined: the workflow's. */
  readonly start: readonly number[] | undefined
  readonly backlog: readonly BacklogPlan[]
}

export interface RecordedArrival {
  readonly atMs: number
  /** Index into Plan.units; undefined: every unit of the stream. */
  readonly unit: number | undefined
  /** Index into Plan.procedures, and channel index; undefined: drawn. */
  readonly procedure: number | undefined
  readonly channel: number | undefined
}

export interface BacklogPlan {
  readonly dossiers: number
  readonly receivedMs: number
  /** Step index by place in the mix. */
  readonly steps: readonly number[]
}

export interface UnitPlan {
  readonly code: string
  readonly name: string
  readonly province: string
  readonly provinceCode: string
  /** Legacy three-digit identity prefixes of the province (63 before the mergers). */
  readonly identityPrefixes: readonly string[]
  readonly population: number
  readonly organisationId: string
  readonly demandFactor: number
  /** Of the main site; the others are in `sites`. */
  readonly counters: number
  readonly calendar: WorkCalendar
  /** The main site first. */
  readonly sites: readonly SitePlan[]
  readonly courier: Duration | undefined
  readonly legacyUnits: number
  /** Index into Plan.units of the regional hub, if it is in the scenario. */
  readonly hub: number | undefined
  /** Shares of traits, by index into Plan.traits, where they differ from the stream's. */
  readonly traitShares: ReadonlyMap<number, number>
  /** Systems, and single operations, that it does not have. */
  readonly without: readonly string[]
  readonly oneStop: OneStopDialect
  readonly latencyFactor: number
  readonly officials: readonly OfficialPlan[]
  /** Posts that nobody holds. */
  readonly vacancies: readonly { readonly role: string; readonly count: number }[]
}

export interface SitePlan {
  /** "" for the main site. */
  readonly name: string
  readonly counters: number
  /** Infinity when nobody is turned away. */
  readonly seats: number
  readonly areas: Readonly<Record<string, number>>
  readonly equipment: Readonly<Record<string, number>>
  readonly travel: Duration | undefined
  /** Trait of those who come here; undefined for the main site, and where nobody comes. */
  readonly visitors: number | undefined
  readonly travelElsewhere: Duration | undefined
  /** Open in [opensMs, closesMs). */
  readonly opensMs: number
  readonly closesMs: number
}

export interface OfficialPlan {
  /** Role and number within the unit, counted from 1: clerk-2. */
  readonly id: string
  readonly role: string
  /** Index into UnitPlan.sites. */
  readonly site: number
  readonly skills: readonly string[]
  readonly sicknessPerDay: number
  /** At work in [fromMs, toMs). */
  readonly fromMs: number
  readonly toMs: number
  /** When each named account is granted: −Infinity from the start, Infinity never. Others are held. */
  readonly accounts: ReadonlyMap<string, number>
  /** Office hours with overtime; the unit's calendar where there is none. */
  readonly calendar: WorkCalendar
  /** Office hours with the overtime in which only dossiers taken on paper are entered; undefined without any. */
  readonly backEntryCalendar: WorkCalendar | undefined
  /** Other duties in local time. */
  readonly duties: readonly DutyPlan[]
  readonly proficiency: { readonly atFirst: number; readonly halvesAfterCases: number } | undefined
  readonly breakdowns:
    | { readonly while: 'working' | 'always'; readonly up: Duration; readonly down: Duration }
    | undefined
}

export interface DutyPlan {
  /** By weekday, Monday 0. */
  readonly days: readonly boolean[]
  /** Minutes after midnight. */
  readonly startMin: number
  readonly endMin: number
  readonly fromMs: number
  readonly toMs: number
}

export interface ProcedurePlan {
  readonly code: string
  readonly nameVi: string
  readonly nameEn: string
  readonly field: string
  /** Index into Plan.workflows. */
  readonly workflow: number
  /** Statutory limit, before the committed reduction. */
  readonly limit: Limit
  /** Committed reduction. */
  readonly limitReduction: number
  /** Papers that a dossier must hold. */
  readonly documents: readonly string[]
  /** Fee, đồng; undefined where the catalogue has none. */
  readonly feeVnd: number | undefined
  readonly feeSourced: boolean
  /** False where the catalogue has no source for the limit: shown as "reference, verify". */
  readonly limitSourced: boolean
}

export interface WorkflowPlan {
  readonly name: string
  readonly steps: readonly StepPlan[]
  /** First step by channel index (0 direct, 1 online, 2 post). */
  readonly start: readonly [number, number, number]
}

export interface StepPlan {
  readonly name: string
  readonly by: StepActor
  readonly takes: Duration
  /** By trait index: how many times as long. */
  readonly longerFor: readonly { readonly trait: number; readonly factor: number }[]
  /** It begins only when all sub-dossiers that the dossier has started are over. */
  readonly afterLegs: boolean
  readonly outcomes: readonly OutcomePlan[]
}

export type StepActor =
  | { readonly kind: 'citizen' }
  | { readonly kind: 'agency'; readonly who: string; readonly workingTime: boolean }
  | {
      readonly kind: 'official'
      readonly role: string
      /** A field name, "field" for the procedure's own, or undefined when no skill is asked. */
      readonly skill: string | undefined
      readonly account: string | undefined
      readonly counter: boolean
      /** Way to the citizen and back; undefined for work at the centre. */
      readonly travel: Duration | undefined
      readonly area: string | undefined
      readonly equipment: readonly string[]
      /** 0 to 9, lower first. */
      readonly priority: number
      readonly interruptible: boolean
      readonly eachLegacyUnit: boolean
      /** Minutes after midnight, ascending; empty when the step has no rounds. */
      readonly roundsMin: readonly number[]
    }

/** A trait, by index into Plan.traits; or one of the conditions that need none. */
export type ConditionPlan = 'incomplete' | { readonly channel: number } | { readonly trait: number }

export interface OutcomePlan {
  readonly when: ConditionPlan | undefined
  readonly unless: ConditionPlan | undefined
  readonly share: number | undefined
  readonly operation: { readonly name: string; readonly system: SystemName } | undefined
  readonly ifFails: { readonly after: number; readonly to: number } | undefined
  readonly ifDuplicated: number | undefined
  /** State after the step; undefined leaves it as it was. */
  readonly state: number | undefined
  readonly completes: boolean
  /** Bit masks of traits. */
  readonly gains: number
  readonly loses: number
  /** Steps at which sub-dossiers start. */
  readonly starts: readonly number[]
  readonly forwards: boolean
  /** Index into WorkflowPlan.steps, or END. */
  readonly to: number
}

/** Value of OutcomePlan.to when the dossier's way ends. */
export const END = -1

/** Name of the stream of the dossiers that scripts begin. */
export const SCRIPT_STREAM = 'script'
/** Number within the unit of the first dossier of a script: beyond all those that the demand can bring. */
export const FIRST_SCRIPTED = 50_000_000

/** A script, played by each of its units for itself. */
export interface ScriptPlan {
  readonly name: string
  readonly title: { readonly vi: string; readonly en: string }
  /** Indexes into Plan.units, ascending. */
  readonly units: readonly number[]
  readonly startMs: number
  readonly blocks: readonly ScriptBlockPlan[]
  /** The steps of all blocks, in order. */
  readonly steps: readonly ScriptStepPlan[]
  readonly dossiers: readonly ScriptDossierPlan[]
}

export interface ScriptBlockPlan {
  readonly name: string
  readonly title: { readonly vi: string; readonly en: string }
  readonly owner: ScriptOwner
  /** Places of its steps in ScriptPlan.steps: from `first` up to, not including, `end`. */
  readonly first: number
  readonly end: number
}

export interface ScriptOwner {
  readonly role: string
  readonly organisation?: string
}

export interface ScriptStepPlan {
  readonly name: string
  readonly title: { readonly vi: string; readonly en: string }
  /** Index into ScriptPlan.blocks. */
  readonly block: number
  readonly owner: ScriptOwner
  readonly actor: ScriptActor
  readonly does: ScriptDeed
  /** Places in ScriptPlan.steps. */
  readonly given: readonly number[]
  /** It can't begin before, epoch ms. */
  readonly fromMs: number
  /** Undefined: no time at all. */
  readonly takes: Duration | undefined
  readonly priority: number
  readonly expects: {
    readonly state: number | undefined
    /** `field` undefined: left by who does it. */
    readonly evidence: readonly { readonly name: string; readonly field: string | undefined }[]
  }
  /** Evidence without a field that is really left. */
  readonly leaves: readonly string[]
  /** Working time allowed, ms; Infinity without a bound. */
  readonly withinMs: number
  readonly remedies: readonly Remedy[]
}

export type ScriptActor =
  | {
      readonly kind: 'official'
      readonly role: string
      readonly skill: string | undefined
      readonly account: string | undefined
    }
  | { readonly kind: 'citizen' }
  | { readonly kind: 'agency'; readonly who: string }
  /** Of an await. */
  | { readonly kind: 'nobody' }

/** Dossiers go by their place in ScriptPlan.dossiers. */
export type ScriptDeed =
  | { readonly kind: 'dossier'; readonly dossier: number }
  | { readonly kind: 'await'; readonly dossier: number; readonly state: number }
  | {
      readonly kind: 'call'
      readonly operation: string
      readonly system: SystemName
      readonly dossier: number | undefined
      /** Name of what it is about, where that is no dossier: a document, a meeting. */
      readonly about: string
      readonly values: Readonly<Record<string, string | number | boolean>>
      /** Share of the members who are there; undefined where nobody counts. */
      readonly presentShare: number | undefined
    }
  | { readonly kind: 'physical' }

export interface ScriptDossierPlan {
  readonly name: string
  /** Within the unit, from FIRST_SCRIPTED; the same in every unit. */
  readonly number: number
  /** Index into Plan.procedures, and its place in the mix of the stream of scripts. */
  readonly procedure: number
  /** 0 direct, 1 online, 2 post. */
  readonly channel: number
  /** Bit mask by index into Plan.traits. */
  readonly traits: number
  readonly incomplete: boolean
}
