import type { Dialect } from '../../core/configuration.ts'
import { type Call, refused, type Said } from '../../core/operation.ts'
import type { Parts } from '../../core/stand-in.ts'
import type { Maybe, Reader, Tx } from '../../core/store.ts'
import type { Action } from '../centre/actions.ts'
import type { Doing, Dossiers, Outcome, Registration } from '../centre/dossiers.ts'
import { type Duplicate, duplicates, listed, type Page } from '../centre/lists.ts'
import type { DossierRow } from '../centre/tables.ts'
import { issueTicket, type Ticket } from '../centre/tickets.ts'

const OF_NUMBER = 'SELECT * FROM dossier WHERE dossier_id = ?'
const UID_OF_NUMBER = 'SELECT uid FROM dossier WHERE dossier_id = ?'

/** What is asked of a list; who leaves the agency out means the unit of the account. */
export interface ListAsked {
  readonly agency: string | undefined
  readonly state: number | undefined
  readonly isTodo: boolean
  readonly start: number
  readonly length: number
}

/** The centres as one dialect knows them: only those that speak it, and their dossiers. */
export class Desk {
  readonly dialect: Dialect
  readonly parts: Parts
  readonly #dossiers: Dossiers

  constructor(dialect: Dialect, parts: Parts, dossiers: Dossiers) {
    this.dialect = dialect
    this.parts = parts
    this.#dossiers = dossiers
  }

  async withUid(reader: Reader, uid: string): Promise<DossierRow | undefined> {
    return this.#ours(await this.#dossiers.find(reader, uid))
  }

  /** The dossier with the number that this server made up. */
  async withNumber(reader: Reader, dossierId: number): Promise<DossierRow | undefined> {
    return this.#ours(await reader.get<DossierRow>(OF_NUMBER, dossierId))
  }

  /** Store key of a dossier that is named by its number: the one under which others change it too. */
  async keyOfNumber(dossierId: number | undefined): Promise<string> {
    if (dossierId === undefined) return 'dossier:'
    const row = await this.parts.store.get<{ uid: string }>(UID_OF_NUMBER, dossierId)
    return `dossier:${row?.uid ?? ''}`
  }

  register(tx: Tx, asked: Registration, call: Call): Maybe<Outcome> {
    return this.#dossiers.register(tx, asked, this.dialect, doing(call, undefined))
  }

  /**
   * Carries out an action on a dossier that was found.
   * @param by who acts, where the dialect's bodies say so; an account goes before it
   */
  act(tx: Tx, row: DossierRow, action: Action, call: Call, by?: string): Maybe<Outcome> {
    return this.#dossiers.act(tx, row, action, doing(call, by))
  }

  /** A part of a list, or a refusal: 422 for an agency that is not known in this dialect. */
  async list(reader: Reader, asked: ListAsked, call: Call): Promise<Page | { readonly refusal: Said }> {
    const agency = asked.agency ?? this.#agencyOf(call)
    const refusal = this.#strange(asked.agency)
    return refusal ? { refusal } : listed(reader, { ...asked, dialect: this.dialect, agency })
  }

  /** Numbers of a unit that were given more than once, or a refusal. */
  async duplicates(
    reader: Reader,
    asked: Pick<ListAsked, 'agency' | 'start' | 'length'>,
    call: Call,
  ): Promise<{ readonly total: number; readonly data: readonly Duplicate[] } | { readonly refusal: Said }> {
    const agency = asked.agency ?? this.#agencyOf(call)
    const refusal = this.#strange(agency ?? '')
    return refusal ? { refusal } : duplicates(reader, agency ?? '', asked.start, asked.length)
  }

  /** The next ticket of a centre's queue, or a refusal: 422 for an unknown procedure or agency. */
  async ticket(
    tx: Tx,
    asked: { readonly agency: string; readonly serviceCode: string; readonly holder: string },
    call: Call,
  ): Promise<Ticket | { readonly refusal: Said }> {
    if (!this.parts.centres.procedure(asked.serviceCode)) {
      return { refusal: refused(422, 'unknown-procedure', { procedure: asked.serviceCode }) }
    }
    const refusal = this.#strange(asked.agency)
    return refusal ? { refusal } : issueTicket(tx, { ...asked, atMs: call.atMs })
  }

  #agencyOf({ account }: Call): string | undefined {
    const centre = account?.unit === undefined ? undefined : this.parts.centres.centre(account.unit)
    return centre && (centre.oneStop ?? 'opencps') === this.dialect ? centre.organisationId : undefined
  }

  #strange(agency: string | undefined): Said | undefined {
    if (agency === undefined) return undefined
    const centre = this.parts.centres.ofOrganisation(agency)
    return centre && (centre.oneStop ?? 'opencps') === this.dialect
      ? undefined
      : refused(422, 'unknown-agency', { agency })
  }

  #ours(row: DossierRow | undefined): DossierRow | undefined {
    return row?.dialect === this.dialect ? row : undefined
  }
}

function doing(call: Call, by: string | undefined): Doing {
  return { id: call.id, atMs: call.atMs, by: call.account?.user ?? by ?? call.by, run: call.run }
}
