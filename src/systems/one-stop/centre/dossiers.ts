import { DAY_MS } from '../../../calendar/index.ts'
import type { Centres } from '../../core/centres.ts'
import type { Dialect } from '../../core/configuration.ts'
import type { Faults } from '../../core/faults.ts'
import type { Outbox } from '../../core/messages.ts'
import { refused, type Said } from '../../core/operation.ts'
import type { Maybe, Reader, Tx } from '../../core/store.ts'
import { MOST_PAPERS, type ReportKind } from '../../portal/messages.ts'
import { WITHDRAWN, type Withdrawn } from '../../province/messages.ts'
import { dossierItem, progressItem } from '../items.ts'
import { nextState, resultStates, transitions } from '../transitions.ts'
import type { Action } from './actions.ts'
import { type Applying, applyAction, merged } from './apply.ts'
import { changingColumns, type DossierRow, digitisedOf, insertedColumns, papersOf } from './tables.ts'

const LONGEST_WAIT_MS = 366 * DAY_MS

/** Who does something when, in scenario time; `id` names the call. */
export interface Doing {
  readonly id: string
  readonly atMs: number
  readonly by: string
  readonly run: string
}

export interface Registration {
  readonly uid: string
  readonly serviceCode: string
  /** Organisation id of the unit. */
  readonly agency: string
  readonly applicantName: string
  readonly applicantIdType: string
  readonly applicantIdNo: string
  readonly documents: readonly string[]
  /** KenhThucHien: 1 direct, 2 online, 3 public post. */
  readonly channel: number
}

/** What became of a dossier: the row as it is now, or why nothing was done. */
export type Outcome = { readonly row: DossierRow } | { readonly refusal: Said }

export type NewDossier = Omit<DossierRow, 'dossier_id'>

const FIND = 'SELECT * FROM dossier WHERE uid = ?'
const INSERT = `INSERT INTO dossier (${insertedColumns.join(', ')})
  VALUES (${insertedColumns.map(() => '?').join(', ')}) RETURNING dossier_id`
const UPDATE = `UPDATE dossier SET ${changingColumns.map((column) => `${column} = ?`).join(', ')} WHERE dossier_id = ?`

/** The dossiers of the one-stop centres: each change within a transaction, with its messages for other systems. */
export class Dossiers {
  readonly #outbox: Outbox
  readonly #centres: Centres
  readonly #faults: Faults
  readonly #isPaymentTold: boolean

  /** @param isPaymentTold a payment gateway runs, so that a payment is heard of: none is confirmed that was not */
  constructor(outbox: Outbox, centres: Centres, faults: Faults, isPaymentTold: boolean) {
    this.#outbox = outbox
    this.#centres = centres
    this.#faults = faults
    this.#isPaymentTold = isPaymentTold
  }

  find(reader: Reader, uid: string): Maybe<DossierRow | undefined> {
    return reader.get<DossierRow>(FIND, uid)
  }

  /**
   * Makes a dossier in state 1. Refused: 409 when the uid is taken; 422 for an unknown procedure or agency.
   * @param dialect that in which it is asked: other centres are not known there; undefined for the portal, which reaches all
   */
  async register(tx: Tx, asked: Registration, dialect: Dialect | undefined, doing: Doing): Promise<Outcome> {
    const { uid, serviceCode, agency } = asked
    const centre = this.#centres.ofOrganisation(agency)
    const spoken = centre?.oneStop ?? 'opencps'
    if (!this.#centres.procedure(serviceCode)) return no(422, 'unknown-procedure', { procedure: serviceCode })
    if (!centre || (dialect ?? spoken) !== spoken) return no(422, 'unknown-agency', { agency })
    const before = await this.find(tx, uid)
    if (before) return no(409, 'already-registered', { state: before.state, action: 'register' })
    const values = newDossier(asked, spoken, doing)
    const made = await tx.get<{ dossier_id: number }>(INSERT, ...insertedColumns.map((column) => values[column]))
    const row: DossierRow = { ...values, dossier_id: made?.dossier_id ?? 0 }
    await this.#report(tx, row, dialect === undefined ? 'update' : 'new', 'register', doing)
    return { row }
  }

  /** As `act`, on the dossier with a uid. Refused: 404 for one that is not known. */
  async actOn(tx: Tx, uid: string, action: Action, doing: Doing): Promise<Outcome> {
    const row = await this.find(tx, uid)
    return row ? this.act(tx, row, action, doing) : no(404, 'unknown-dossier', { referenceUid: uid })
  }

  /** Carries out an action. Refused: 409 when the dossier's state does not allow it; 422 for too many papers. */
  async act(tx: Tx, row: DossierRow, action: Action, doing: Doing): Promise<Outcome> {
    const state = nextState(action.code, row.state, row.dossier_no !== null)
    if (state === undefined) return no(409, 'action-not-allowed', { state: row.state, action: action.code })
    const refusal = this.#objection(row, action, doing)
    if (refusal) return { refusal }
    const unit = this.#centres.ofOrganisation(row.agency)?.code
    const applying: Applying = { ...doing, unit, centres: this.#centres, faults: this.#faults }
    await applyAction(tx, row, action, applying)
    row.state = state
    row.sequence += 1
    row.note = action.note
    await this.save(tx, row)
    await this.#report(tx, row, transitions[action.code].reportedAs, action.code, doing)
    if (row.province_no !== null) await this.#tellProvince(tx, row, action, doing)
    return { row }
  }

  /** Writes what has changed of a row. */
  async save(tx: Tx, row: DossierRow): Promise<void> {
    await tx.run(UPDATE, ...changingColumns.map((column) => row[column]), row.dossier_id)
  }

  /** What stands against an action beside the dossier's state. */
  #objection(row: DossierRow, action: Action, { atMs }: Doing): Said | undefined {
    switch (action.code) {
      case 'supply':
        return papersOf(row.documents).length + action.documents.length > MOST_PAPERS
          ? refused(422, 'too-many-documents', { most: MOST_PAPERS })
          : undefined
      case 'confirm-payment':
        return this.#isPaymentTold && row.paid_at === null && !action.inCash
          ? refused(409, 'payment-missing', { message: 'No payment has been told of, and none was taken in cash.' })
          : undefined
      case 'apologise':
        if (row.first_due_at !== null) {
          const message = 'The applicant has been given a new appointment before.'
          return refused(409, 'action-not-allowed', { state: row.state, action: action.code, message })
        }
        return action.dueMs !== undefined && (action.dueMs <= atMs || action.dueMs > atMs + LONGEST_WAIT_MS)
          ? refused(400, 'invalid', { message: 'The new appointment lies in the past, or more than a year ahead.' })
          : undefined
      case 'digitise':
        if (merged(digitisedOf(row), action.digitised).length > MOST_PAPERS) {
          return refused(422, 'too-many-documents', { most: MOST_PAPERS })
        }
        return action.digitised.some(({ kind }) => kind === 1) && !resultStates.includes(row.state)
          ? refused(409, 'action-not-allowed', { state: row.state, action: action.code, message: 'No result yet.' })
          : undefined
      default:
        return undefined
    }
  }

  async #report(tx: Tx, row: DossierRow, kind: ReportKind, what: string, { by, atMs }: Doing): Promise<void> {
    const body = kind === 'progress' ? progressItem(row, what, by, atMs) : dossierItem(row, this.#centres, by, atMs)
    const unit = this.#centres.ofOrganisation(row.agency)?.code ?? ''
    await this.#outbox.add(tx, { to: 'portal', kind, subject: row.uid, body, atMs, unit })
  }

  /** The province hears when a dossier that it has is not wanted any more. */
  async #tellProvince(tx: Tx, row: DossierRow, { code, note }: Action, { by, atMs }: Doing): Promise<void> {
    if (code !== 'withdraw' && code !== 'stop') return
    const unit = this.#centres.ofOrganisation(row.agency)?.code ?? ''
    const body: Withdrawn = { referenceUid: row.uid, by, note }
    await this.#outbox.add(tx, { to: 'province', kind: WITHDRAWN, subject: row.uid, body, atMs, unit })
  }
}

function newDossier(asked: Registration, dialect: Dialect, { atMs, run }: Doing): NewDossier {
  return {
    uid: asked.uid,
    dialect,
    agency: asked.agency,
    service_code: asked.serviceCode,
    applicant_name: asked.applicantName,
    applicant_id_type: asked.applicantIdType,
    applicant_id_no: asked.applicantIdNo,
    channel: asked.channel,
    run,
    submit_at: atMs,
    documents: JSON.stringify(asked.documents),
    missing: '[]',
    digitised: '[]',
    state: 1,
    sequence: 1,
    dossier_no: null,
    receive_at: null,
    due_at: null,
    first_due_at: null,
    stopped_at: null,
    release_at: null,
    finish_at: null,
    note: '',
    assignee: null,
    draft_result: null,
    amount_vnd: null,
    paid_at: null,
    payment_no: null,
    payment_calls: 0,
    province_no: null,
    province_state: null,
    province_sequence: 0,
  }
}

function no(status: number, error: string, more: Readonly<Record<string, unknown>>): Outcome {
  return { refusal: refused(status, error, more) }
}
