import type { Centres } from '../core/centres.ts'
import type { Outbox } from '../core/messages.ts'
import { type Call, refused, type Said } from '../core/operation.ts'
import type { Reader, Store } from '../core/store.ts'
import type { Agencies } from './agencies.ts'
import type { Documents, Outcome } from './documents.ts'
import { subjectOf } from './documents.ts'
import { exchangeKey } from './exchange.ts'
import { records } from './records.ts'
import type { DeliveryRow, DocumentRow } from './tables.ts'
import { viewOf } from './views.ts'

const RECEIVERS = 'SELECT organ FROM delivery WHERE uid = ? ORDER BY organ LIMIT 1000'

type Named = Pick<Call, 'account'> & { readonly params: { readonly documentId: string } }

/** What the operations on documents share: who may see which, and what others are told before the answer goes out. */
export class Desk {
  readonly documents: Documents
  readonly agencies: Agencies
  readonly #centres: Centres
  readonly #outbox: Outbox
  readonly #store: Store

  constructor(parts: { centres: Centres; outbox: Outbox; store: Store }, documents: Documents, agencies: Agencies) {
    this.documents = documents
    this.agencies = agencies
    this.#centres = parts.centres
    this.#outbox = parts.outbox
    this.#store = parts.store
  }

  /** Organisation id of the caller's unit; undefined for a program, and where nobody logs in. */
  unitOf({ account }: Pick<Call, 'account'>): string | undefined {
    return account?.unit === undefined ? undefined : this.#centres.centre(account.unit)?.organisationId
  }

  /** Whether the caller may act for an agency. */
  isFor(call: Pick<Call, 'account'>, organ: string): boolean {
    return (this.unitOf(call) ?? organ) === organ
  }

  /** The document, for whoever belongs to its unit: others do not know it. */
  async find(reader: Reader, call: Named): Promise<DocumentRow | undefined> {
    const row = await records.find(reader, call.params.documentId)
    return row && this.isFor(call, row.organ) ? row : undefined
  }

  /** What an action changes, in the words of store.Key. */
  async keys({ params }: Named): Promise<string[]> {
    const row = await records.find(this.#store, params.documentId)
    const own = `document:${params.documentId}`
    return row && row.exchange_id !== '' ? [own, exchangeKey(row.exchange_id)] : [own]
  }

  /** Waits until those whom a change concerns have heard of it, so that they find it when they look. */
  async tellOthers({ params }: Named): Promise<undefined> {
    const row = await records.find(this.#store, params.documentId)
    if (!row || row.exchange_id === '') return
    const others = row.direction === 'in' ? [row.sender] : await this.#receivers(row)
    await delivered(this.#outbox, row.exchange_id, row.organ, others)
  }

  async #receivers({ uid }: DocumentRow): Promise<string[]> {
    return (await this.#store.all<Pick<DeliveryRow, 'organ'>>(RECEIVERS, uid)).map(({ organ }) => organ)
  }
}

/** Waits until a document or status has come to others, and what their side says at once (01, arrived) has come back. */
export async function delivered(
  outbox: Outbox,
  documentId: string,
  from: string,
  others: readonly string[],
): Promise<undefined> {
  const about = others.map((to) => subjectOf({ documentId, from, to }))
  for (const _ of ['there', 'back']) {
    await Promise.all(about.map((subject) => outbox.deliver('documents', subject)))
  }
}

export function unknownDocument({ params }: Named): Said {
  return refused(404, 'unknown-document', { documentId: params.documentId })
}

export function said(outcome: Outcome, status = 200): Said {
  return 'row' in outcome ? { status, body: viewOf(outcome.row) } : outcome.refusal
}
