import type { IncomingHttpHeaders } from 'node:http'
import type { Static, TObject, TSchema } from 'typebox'
import type { Access, Account } from './access.ts'
import { Problem } from './shapes.ts'
import type { Maybe, Reader, Tx } from './store.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** How a body comes in. `form` becomes an object of texts, `xml` and `text` a string, `bytes` a Buffer. */
export type BodyKind = 'json' | 'form' | 'xml' | 'text' | 'bytes'

/** One kind of answer of an operation. */
export interface Answer {
  readonly description: string
  /** Shape of a JSON body, or of the text of another content type. Undefined: no body. */
  readonly schema: TSchema | undefined
  /** Default application/json. */
  readonly contentType?: string
  /** Headers that the answer carries, with what they hold. */
  readonly headers?: Readonly<Record<string, string>>
}

/** An answer given: its status must be one of the operation's `answers` or of the errors that the core adds. */
export interface Said {
  readonly status: number
  /** JSON value; string or Uint8Array for another content type; undefined for none. */
  readonly body: unknown
  readonly contentType?: string
  /** Several values for a header that may occur several times: set-cookie. */
  readonly headers?: Readonly<Record<string, string | string[]>>
}

/** What an error is said to. */
export interface Unanswered {
  /** Path that was asked, without its query. */
  readonly path: string
  /** Scenario time of the call, epoch ms; undefined when it gave one that can't be read. */
  readonly atMs: number | undefined
}

/** How an operation writes errors, where its convention has a form of its own. Default: { error, message, … }. */
export interface ErrorForm {
  readonly schema: TSchema
  /** Where errors are no JSON: `write` gives their text then. */
  readonly contentType?: string
  /** How it says that a unit does not have the system; 422 not-set-up without. */
  readonly notSetUp?: Said
  write(status: number, error: string, more: Readonly<Record<string, unknown>>, asked: Unanswered): unknown
}

/** What a call says, checked against the operation's schemas. */
export interface Call<P = unknown, Q = unknown, B = unknown> {
  readonly operation: string
  /** x-dientap-call: the same id again is the same call sent again. Made up when the caller gave none. */
  readonly id: string
  /** x-dientap-at: scenario time at which it counts, epoch ms; without it the latest that this stand-in has seen. */
  readonly atMs: number
  /** x-dientap-run: id of the run; '' when the caller gave none. */
  readonly run: string
  /** User of the account; x-dientap-by where the stand-in is open, or the call comes from the run itself. */
  readonly by: string
  /** Code of the unit: of the account, else x-dientap-unit. */
  readonly unit: string | undefined
  readonly account: Account | undefined
  readonly headers: IncomingHttpHeaders
  readonly params: P
  readonly query: Q
  readonly body: B
}

interface Described<P extends TObject, Q extends TObject, B extends TSchema> {
  /** `<system>.<what>`: the operationId, and what faults, capacity and permissions call it. */
  readonly name: string
  readonly method: Method
  /** As /o/rest/v2/dossiers/:referenceUid */
  readonly path: string
  readonly summary: string
  readonly description?: string
  readonly access: Access
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly bodyKind?: BodyKind
  /** Default 256 KiB. */
  readonly bodyLimitBytes?: number
  /** By status; the core adds 400, 401, 403, 408, 409, 413, 414, 415, 431 and 503 where they can occur. */
  readonly answers: Readonly<Record<number, Answer>>
  readonly errors?: ErrorForm
  /**
   * Where one door serves several operations, told apart by the body: the name of the one that is asked. Faults,
   * capacity and the permission go by it, and are looked at once the body is read. `names` lists them all.
   */
  nameOf?(asked: { readonly params: Static<P>; readonly query: Static<Q>; readonly body: Static<B> }): string
  readonly names?: readonly string[]
}

type Asked<P extends TObject, Q extends TObject, B extends TSchema> = Call<Static<P>, Static<Q>, Static<B>>

export interface Reading<P extends TObject, Q extends TObject, B extends TSchema> extends Described<P, Q, B> {
  /** Answers from committed rows; changes nothing. */
  handle(call: Asked<P, Q, B>, reader: Reader): Maybe<Said>
}

export interface Changing<P extends TObject, Q extends TObject, B extends TSchema> extends Described<P, Q, B> {
  /** What it changes: see store.Key. May be looked up, where the call names it in another way than others do. */
  key(call: Asked<P, Q, B>): Maybe<string | readonly string[]>
  /** Before the transaction; for asking another system. An answer given here ends the call. */
  before?(call: Asked<P, Q, B>): Maybe<Said | undefined>
  /**
   * Within one transaction, together with the kept answer: a call sent again gets the same answer without a second
   * effect. Awaits nothing but `tx`; may be run again. `return` a refusal when nothing was written, `throw new Refusal`
   * when something was: a refusal is not kept, so the call may be sent again.
   */
  handle(call: Asked<P, Q, B>, tx: Tx): Maybe<Said>
  /**
   * After the commit and before the answer goes out; may answer otherwise. Not after a refusal.
   * @param isRepeat the call came before, and `said` is the answer that was kept
   */
  after?(call: Asked<P, Q, B>, said: Said, isRepeat: boolean): Maybe<Said | undefined>
}

export interface Free<P extends TObject, Q extends TObject, B extends TSchema> extends Described<P, Q, B> {
  /** Does as it likes, without transaction and kept answer: tokens, sessions, pages. */
  handle(call: Asked<P, Q, B>): Maybe<Said>
}

/** An operation of a stand-in: one entry of its table, from which route, validators, OpenAPI, rights and faults derive. */
export type Operation = (
  | ({ readonly kind: 'reading' } & Reading<TObject, TObject, TSchema>)
  | ({ readonly kind: 'changing' } & Changing<TObject, TObject, TSchema>)
  | ({ readonly kind: 'free' } & Free<TObject, TObject, TSchema>)
) & { readonly kind: string }

/** An operation that only reads. */
export function reading<P extends TObject = TObject, Q extends TObject = TObject, B extends TSchema = TSchema>(
  operation: Reading<P, Q, B>,
): Operation {
  // The call that it is given has been checked against these very schemas.
  return { kind: 'reading', ...operation } as unknown as Operation
}

/** An operation that changes something, once for each call id. */
export function changing<P extends TObject = TObject, Q extends TObject = TObject, B extends TSchema = TSchema>(
  operation: Changing<P, Q, B>,
): Operation {
  return { kind: 'changing', ...operation } as unknown as Operation
}

/** An operation without transaction. */
export function free<P extends TObject = TObject, Q extends TObject = TObject, B extends TSchema = TSchema>(
  operation: Free<P, Q, B>,
): Operation {
  return { kind: 'free', ...operation } as unknown as Operation
}

/** Thrown within a transaction to refuse a call of which something was written already. */
export class Refusal extends Error {
  readonly said: Said

  constructor(status: number, error: string, more: Readonly<Record<string, unknown>> = {}) {
    super(error)
    this.said = refused(status, error, more)
  }
}

/** An answer that is a problem; the description says which words `error` can hold. */
export function problem(description: string): Answer {
  return { description, schema: Problem }
}

const refusals = new WeakSet<Said>()

/** An answer that says what went wrong; the operation's ErrorForm writes it. `error` is a stable word. */
export function refused(
  status: number,
  error: string,
  more: Readonly<Record<string, unknown>> = {},
  headers?: Readonly<Record<string, string>>,
): Said {
  const said: Said = { status, body: { error, ...more }, ...(headers ? { headers } : {}) }
  refusals.add(said)
  return said
}

/** Whether `refused` made it. */
export function isRefusal(said: Said): boolean {
  return refusals.has(said)
}
