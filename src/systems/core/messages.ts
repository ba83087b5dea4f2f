import type { Static, TSchema } from 'typebox'
import type { StandInName } from '../../schema/index.ts'
import type { Maybe, Tx } from './store.ts'

/** A message to another stand-in, as it is written. */
export interface Draft {
  readonly to: StandInName
  /** What it is about; the receiver's table of kinds says what it must hold. */
  readonly kind: string
  /** What must stay in order, mostly the dossier's id: messages about one subject are taken one after the other. */
  readonly subject: string
  readonly body: unknown
  /** Scenario time at which it counts, epoch ms. */
  readonly atMs: number
  /** Code of the unit concerned, where known: for faults of some units only. */
  readonly unit?: string
  /** Id of the call that caused it: whose kept answer the reply may complete. */
  readonly call?: string
}

/** A message under way. */
export interface Message<B = unknown> {
  /** The same in every attempt, and never again for another message. */
  readonly id: string
  readonly from: StandInName
  readonly kind: string
  readonly subject: string
  readonly body: B
  readonly atMs: number
  readonly call: string
}

/** A message as its sender has it. */
export interface Outgoing extends Message {
  /** The body as JSON text, for who only passes it on. */
  readonly text: string
  /** Code of the unit concerned; '' where none was given. */
  readonly unit: string
}

/** What the receiver says. Final below 500: the message is not sent again. */
export interface Reply {
  readonly status: number
  readonly body: unknown
}

/** Writes messages, and has them delivered. */
export interface Outbox {
  /**
   * Within the transaction of the change that it tells of. Nothing is written for a stand-in that does not run.
   * @returns whether it was written
   */
  add(tx: Tx, draft: Draft): Maybe<boolean>
  /**
   * Delivers now what there is for `to` about a subject, and waits for the replies; the background does it otherwise.
   * Never rejects. @returns whether nothing is left
   */
  deliver(to: StandInName, subject: string): Promise<boolean>
}

/** How a stand-in takes one kind of message in. */
export interface Receiver<B extends TSchema = TSchema> {
  readonly body: B
  /** What it changes: see store.Key. */
  key(message: Message<Static<B>>): string | readonly string[]
  /**
   * Within one transaction with the note that it was taken: the same message again has no second effect and gets the
   * same reply. `copies` in the inbox counts how often it came.
   */
  handle(message: Message<Static<B>>, tx: Tx): Maybe<Reply>
  /** After the commit and before the sender hears of it: to pass on at once what the sender waits for. */
  after?(message: Message<Static<B>>): Promise<unknown>
}

/** A receiver, its type forgotten; the body has been checked when it is asked. */
export function receiver<B extends TSchema>(given: Receiver<B>): Receiver {
  return given as unknown as Receiver
}

/** How a stand-in sends to another, where it is not the plain way. */
export interface Sender {
  /**
   * What the reply to a message does, within the transaction that strikes the message out. Status 202 without a body: a
   * delay was planted, the receiver holds the message and its word will never come.
   */
  replied?(message: Message, reply: Reply, tx: Tx): Maybe<void>
  /**
   * Another door than /inner/messages: sends the messages, oldest first. @returns a reply for each; fewer when it got
   * no further. Rejects when no answer came.
   */
  send?(messages: readonly Outgoing[], peer: Peer): Promise<readonly Reply[]>
  /**
   * Beside `send`: the body, as JSON, with which a message goes to /inner/messages after all. It does while a delay is
   * planted, as that door alone holds messages and keeps those behind them in order.
   */
  innerText?(message: Outgoing): string
}

/** Another stand-in, as this one reaches it: kept connections, loopback only, with the token of the run. */
export interface Peer {
  readonly isKnown: boolean
  /** Rejects when no answer came, or one that is not JSON. `headers` replace the token where they say so. */
  ask(
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<{ readonly status: number; readonly body: unknown }>
}
