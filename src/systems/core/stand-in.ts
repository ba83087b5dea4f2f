import type { StandInName } from '../../schema/index.ts'
import type { Accounts, Roles } from './access.ts'
import type { TableCensus } from './census.ts'
import type { Centres } from './centres.ts'
import type { Configuration } from './configuration.ts'
import type { FaultKinds, Faults } from './faults.ts'
import type { Outbox, Peer, Receiver, Sender } from './messages.ts'
import type { Operation, Said } from './operation.ts'
import type { Maybe, Reader, Store, Tx } from './store.ts'

/** What a stand-in's folder exports: everything about it that is not running yet. */
export interface StandIn {
  readonly name: StandInName
  /** For the OpenAPI document. */
  readonly title: string
  readonly description: string
  /** SQL that makes its tables where they are not there: see store.Store for the dialect. */
  readonly tables: string
  /** Roles and what each may do; a permission is mostly the name of an operation. */
  readonly roles: Roles
  /** Faults of its own, beside those that the core makes. */
  readonly faults: FaultKinds
  /** Opens its shop. Called once a process; asks nothing of the store yet. */
  open(parts: Parts): Shop
}

/** What the core gives a stand-in. */
export interface Parts {
  readonly configuration: Configuration
  readonly store: Store
  /** Units, procedures, working time, scenario times. */
  readonly centres: Centres
  readonly faults: Faults
  readonly accounts: Accounts
  readonly outbox: Outbox
  readonly kept: KeptAnswers
  peer(name: StandInName): Peer
}

/** A stand-in as it is served. */
export interface Shop {
  readonly operations: readonly Operation[]
  /** By kind of message. */
  readonly receives?: Readonly<Record<string, Receiver>>
  /** By receiver, where it is not the plain way. */
  readonly sends?: Partial<Record<StandInName, Sender>>
  /** What its tables hold, by state. `censusOf` groups the states of a dossier. */
  census(reader: Reader): Maybe<TableCensus>
  /** Its dossiers after one, in the order of their ids, at most `limit`: [id, state]. For /control/dossiers. */
  dossiers?(reader: Reader, after: string, limit: number): Maybe<readonly (readonly [string, number | string])[]>
  close?(): Maybe<void>
}

/** Answers that were given to calls, by call id. */
export interface KeptAnswers {
  /** The answer to a call, as it is kept; undefined when none is. */
  find(reader: Reader, callId: string): Maybe<Said | undefined>
  /** Changes the answer to a call, for example once another system has said its word. Nothing when none is kept. */
  replace(tx: Tx, callId: string, said: Said): Maybe<void>
}
