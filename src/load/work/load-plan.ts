/**
 * What k6 is given to do, in two files: `plan.json` (small, read by every VU) and `dossiers.tsv` (shared among them: a
 * line each). For the script these are types alone: it must not load what runs in Node. No secret stands in either: logins are handed over in the environment.
 */

import type { LoadOutcome } from '../../schema/index.ts'

/** Everything but the dossiers. */
export interface LoadPlan {
  readonly runId: string
  /** Scenario time at which the run begins, epoch ms. */
  readonly startMs: number
  /** Seconds of the scenario in a second of the wall clock; latencies of systems are never compressed. */
  readonly compression: number
  /** Whether officials and citizens take no time for their own work. */
  readonly noThink: boolean
  /** How much faster officials work, so that their number need not grow with the rate; 1 at the scenario's own peak. */
  readonly staffFactor: number
  readonly durationMs: number
  /** Whether whoever hands a dossier in makes all its other calls too; else officials find their work in the lists. */
  readonly wholeWay: boolean
  /** How long calls under way at the end may take. */
  readonly graceMs: number
  readonly operations: readonly LoadOperation[]
  /** Arrivals in each part of the run, and how long a part is. */
  readonly arrivals: readonly number[]
  readonly slotMs: number
  /** VUs for citizens: so many can wait for an answer at once. */
  readonly citizenVus: number
  readonly officials: readonly LoadOfficial[]
  readonly retryMs: number
  /** Requests a second that may not be exceeded, where an authorisation says so. */
  readonly mostPerSecond: number | null
  /** Addresses of host names, resolved before. */
  readonly hosts: Readonly<Record<string, string>>
  /** Targets of the scenario as k6 thresholds, for whoever runs the script by hand. */
  readonly thresholds: Readonly<Record<string, readonly string[]>>
}

/** How the answers of an operation are read. */
export interface LoadOperation {
  readonly name: string
  readonly done: readonly number[]
  readonly doneWhen: { readonly path: readonly string[]; readonly is: readonly (string | number | boolean)[] } | null
  readonly errorPaths: readonly (readonly string[])[]
  /** Where the appointment date is, and where the rows of a list are. */
  readonly duePath: readonly string[] | null
  readonly list: LoadList | null
  /** What its answer tells of the dossier for later requests. */
  readonly captures: readonly LoadCapture[]
  /** Names of what its request needs that only an answer tells. */
  readonly needs: readonly string[]
  /** False: the body is not looked at. */
  readonly reads: boolean
  readonly timeoutMs: number
}

export interface LoadCapture {
  readonly name: string
  readonly path: readonly string[]
}

export interface LoadList {
  readonly at: readonly string[]
  readonly about: readonly string[]
  /** In a row: where the dossier stands, as a number of changes or as its state. */
  readonly stand: readonly string[]
  /** By the system's word: TrangThaiHoSo; null where rows count changes. */
  readonly states: Readonly<Record<string, number>> | null
  /** What a row tells of its dossier. */
  readonly captures: readonly LoadCapture[]
  /** Number of the first page, where it is asked for by pages. */
  readonly firstPage: number
  /** Rows in a part; null where each answer holds the whole list. */
  readonly size: number | null
}

/** A request with every value filled in but the time, what answers tell, the login's proof, and the part of a list. */
export interface LoadRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  /** Index into LoadPlan.operations. */
  readonly operation: number
  /** Index into the logins; −1 where nobody asks for one. */
  readonly login: number
}

/** One after the other takes a dossier on until it is another's turn. */
export interface LoadOfficial {
  /** Number of who acts; the calls of dossiers name them by it. */
  readonly who: number
  /** Lists in which their work stands. */
  readonly lists: readonly LoadRequest[]
}

export interface LoadDossier {
  readonly id: string
  /** Intended instant of its first call, ms after the start of the run. */
  readonly atMs: number
  readonly calls: readonly LoadCall[]
}

export interface LoadCall extends LoadRequest {
  /** Number of who makes it; −1 for the citizen who hands it in. */
  readonly who: number
  /** Work that precedes it, ms of scenario time. */
  readonly handleMs: number
  /** What passes before anybody can begin with it, ms of scenario time: a citizen comes back. */
  readonly beforeMs: number
  /** Whether the lists show that it was made: by one change more, or by another state. */
  readonly shown: boolean
  /** TrangThaiHoSo of the dossier after it. */
  readonly state: number
  /** How to ask for each name that the operation needs. */
  readonly finders: readonly LoadFinder[]
}

/** The request whose answer tells what stands for a name. */
export interface LoadFinder {
  readonly name: string
  readonly request: LoadRequest
}

/** What proves who acts: a header at once, or a door that gives a token. */
export type LoadLogin =
  | { readonly kind: 'header'; readonly authorization: string }
  | {
      readonly kind: 'door'
      readonly method: string
      readonly url: string
      readonly headers: Readonly<Record<string, string>>
      readonly body: string | null
      readonly token: readonly string[]
      readonly expiresIn: readonly string[]
    }

/** Stand in a request for the first and last place of a list's part, or for its page. */
export const LIST_START = 987_650_001
export const LIST_END = 987_650_002
export const LIST_PAGE = 987_650_003

/** Names of environment variables that the script reads. */
export const PLAN_VARIABLE = 'DIENTAP_LOAD_PLAN'
export const LOGINS_VARIABLE = 'DIENTAP_LOAD_LOGINS'

/** Begins every line by which the script tells what happened. */
export const LINE_MARK = '@'

/** What a call came to. */
export type OutcomeKind = LoadOutcome
