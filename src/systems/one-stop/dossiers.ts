import { formatDate } from '../../calendar/index.ts'
import type { Centres } from '../core/centres.ts'
import type { Outbox } from '../core/messages.ts'
import { refused, type Said } from '../core/operation.ts'
import type { Maybe, Reader, Tx } from '../core/store.ts'
import { MOST_PAPERS, type ReportKind } from '../portal/messages.ts'
import { changingColumns, type DossierRow, dossierColumns } from './tables.ts'
import { type ActionCode, nextState, transitions } from './transitions.ts'
import { dossierItem, progressItem, snapshotOf } from './views.ts'

/** Who does something when, in scenario time. */
export interface Doing {
  readonly atMs: number
  readonly by: string
  readonly run: string
}

export interface Registration {
  readonly referenceUid: string
  readonly serviceCode: string
  readonly govAgencyCode: string
  readonly applicantName: string
  readonly applicantIdType: string
  readonly applicantIdNo: string
  readonly documents: readonly string[]
  readonly viaPostal: number
  readonly online: boolean
}

export interface Action {
  readonly code: ActionCode
  readonly note: string
  /** Papers brought, on supply; papers asked for, on ask-supplement. */
  readonly documents: readonly string[]
  readonly missing: readonly string[]
  /** On process: the draft of the result. */
  readonly draftResult: string
}

const FIND = 'SELECT * FROM dossier WHERE uid = ?'
const INSERT = `INSERT INTO dossier (${dossierColumns.join(', ')}) VALUES (${dossierColumns.map(() => '?').join(', ')})`
const UPDATE = `UPDATE dossier SET ${changingColumns.map((column) => `${column} = ?`).join(', ')} WHERE uid = ?`
const NUMBER =
  'INSERT INTO day_sequence (agency, day, last) VALUES (?, ?, 1) ' +
  'ON CONFLICT (agency, day) DO UPDATE SET last = day_sequence.last + 1 RETURNING last'

/** The dossiers of the one-stop centres: each change within a transaction, with its message for the portal. */
export class Dossiers {
  readonly #outbox: Outbox
  readonly #centres: Centres

  constructor(outbox: Outbox, centres: Centres) {
    this.#outbox = outbox
    this.#centres = centres
  }

  find(reader: Reader, uid: string): Maybe<DossierRow | undefined> {
    return reader.get<DossierRow>(FIND, uid)
  }

  /** Makes a dossier in state 1. 201, or 409 when the uid is taken, or 422 for an unknown procedure or agency. */
  async register(tx: Tx, registration: Registration, doing: Doing): Promise<Said> {
    const uid = registration.referenceUid
    if (!this.#centres.procedure(registration.serviceCode)) {
      return refused(422, 'unknown-procedure', { serviceCode: registration.serviceCode })
    }
    if (!this.#centres.ofOrganisation(registration.govAgencyCode)) {
      return refused(422, 'unknown-agency', { govAgencyCode: registration.govAgencyCode })
    }
    const before = await this.find(tx, uid)
    if (before) return refused(409, 'already-registered', { state: before.state, action: 'register' })
    const row: DossierRow = {
      uid,
      service_code: registration.serviceCode,
      agency: registration.govAgencyCode,
      applicant_name: registration.applicantName,
      applicant_id_type: registration.applicantIdType,
      applicant_id_no: registration.applicantIdNo,
      documents: JSON.stringify(registration.documents),
      missing: '[]',
      via_postal: registration.viaPostal,
      online: registration.online ? 1 : 0,
      run: doing.run,
      state: 1,
      sequence: 1,
      dossier_no: null,
      submit_at: doing.atMs,
      receive_at: null,
      due_at: null,
      stopped_at: null,
      release_at: null,
      finish_at: null,
      note: '',
      draft_result: null,
    }
    await tx.run(INSERT, ...dossierColumns.map((column) => row[column]))
    await this.#report(tx, row, registration.online ? 'update' : 'new', 'register', doing)
    return { status: 201, body: snapshotOf(row) }
  }

  /** Carries out an action. 200; 404 for an unknown dossier; 409 when its state does not allow it. */
  async act(tx: Tx, uid: string, action: Action, doing: Doing): Promise<Said> {
    const row = await this.find(tx, uid)
    if (!row) return refused(404, 'unknown-dossier', { referenceUid: uid })
    const state = nextState(action.code, row.state, row.dossier_no !== null)
    if (state === undefined) return refused(409, 'action-not-allowed', { state: row.state, action: action.code })
    if (action.code === 'supply' && papersOf(row).length + action.documents.length > MOST_PAPERS) {
      return refused(422, 'too-many-documents', { most: MOST_PAPERS })
    }
    await this.#apply(tx, row, action, doing)
    row.state = state
    row.sequence += 1
    row.note = action.note
    await tx.run(UPDATE, ...changingColumns.map((column) => row[column]), uid)
    await this.#report(tx, row, transitions[action.code].reportedAs, action.code, doing)
    return { status: 200, body: snapshotOf(row) }
  }

  /** What an action changes besides the state. */
  async #apply(tx: Tx, row: DossierRow, action: Action, { atMs }: Doing): Promise<void> {
    switch (action.code) {
      case 'receive':
        if (row.dossier_no === null) {
          row.dossier_no = await this.#nextNumber(tx, row.agency, atMs)
          row.receive_at = atMs
          row.due_at = this.#centres.dueAfterReception(row.service_code, atMs) ?? null
        } else this.#resume(row, atMs)
        break
      case 'ask-supplement':
        row.missing = JSON.stringify(action.missing)
        if (row.due_at !== null) row.stopped_at = atMs
        break
      case 'supply':
        row.documents = JSON.stringify([...papersOf(row), ...action.documents])
        row.missing = '[]'
        this.#resume(row, atMs)
        break
      case 'process':
        row.draft_result = action.draftResult
        break
      case 'sign':
        row.release_at = atMs
        break
      case 'refuse':
      case 'return':
      case 'withdraw':
      case 'stop':
        row.finish_at = atMs
        break
      case 'hand-over':
        break
    }
  }

  #resume(row: DossierRow, atMs: number): void {
    if (row.due_at !== null && row.stopped_at !== null) {
      row.due_at = this.#centres.dueAfterStop(row.due_at, row.stopped_at, atMs)
    }
    row.stopped_at = null
  }

  /** `<organisationId>-YYMMDD-NNNN`, one sequence a unit and day; a fifth digit appears after 9,999. */
  async #nextNumber(tx: Tx, agency: string, atMs: number): Promise<string> {
    const date = formatDate(atMs)
    const day = date.slice(2, 4) + date.slice(5, 7) + date.slice(8, 10)
    const { last } = (await tx.get<{ last: number }>(NUMBER, agency, day)) as { last: number }
    return `${agency}-${day}-${String(last).padStart(4, '0')}`
  }

  async #report(tx: Tx, row: DossierRow, kind: ReportKind, what: string, { by, atMs }: Doing): Promise<void> {
    const body = kind === 'progress' ? progressItem(row, what, by, atMs) : dossierItem(row, this.#centres, by, atMs)
    const unit = this.#centres.ofOrganisation(row.agency)?.code ?? ''
    await this.#outbox.add(tx, { to: 'portal', kind, subject: row.uid, body, atMs, unit })
  }
}

function papersOf(row: DossierRow): string[] {
  return JSON.parse(row.documents) as string[]
}
