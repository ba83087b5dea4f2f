import type { StatementSync } from 'node:sqlite'
import { formatDate } from '../../calendar/index.ts'
import type { Centre } from '../centre.ts'
import type { Database } from '../database.ts'
import { MOST_PAPERS, type ReportKind } from '../messages.ts'
import type { Outbox } from '../outbox.ts'
import { refused, type Said } from '../stand-in.ts'
import { type ActionCode, nextState, transitions } from '../transitions.ts'
import { type DossierRow, dossierColumns } from './tables.ts'
import { dossierItem, dossierView, progressItem, snapshotOf } from './views.ts'

/** Who does something when, in scenario time. `callId` names the call; the same again has no second effect. */
export interface Doing {
  readonly callId: string
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

/** Columns that an action may change. */
const changing = [
  'documents',
  'missing',
  'state',
  'sequence',
  'dossier_no',
  'receive_at',
  'due_at',
  'stopped_at',
  'release_at',
  'finish_at',
  'note',
  'draft_result',
] as const satisfies readonly (keyof DossierRow)[]

/** The dossiers of the one-stop centre: each change is one transaction with its message for the portal. */
export class Dossiers {
  readonly #database: Database
  readonly #outbox: Outbox
  readonly #centre: Centre
  readonly #find: StatementSync
  readonly #insert: StatementSync
  readonly #update: StatementSync
  readonly #number: StatementSync

  constructor(database: Database, outbox: Outbox, centre: Centre) {
    this.#database = database
    this.#outbox = outbox
    this.#centre = centre
    this.#find = database.prepare('SELECT * FROM dossier WHERE uid = ?')
    this.#insert = database.prepare(
      `INSERT INTO dossier (${dossierColumns.join(', ')}) VALUES (${dossierColumns.map(() => '?').join(', ')})`,
    )
    this.#update = database.prepare(
      `UPDATE dossier SET ${changing.map((column) => `${column} = ?`).join(', ')} WHERE uid = ?`,
    )
    this.#number = database.prepare(
      'INSERT INTO day_sequence (day, last) VALUES (?, 1) ON CONFLICT (day) DO UPDATE SET last = last + 1 RETURNING last',
    )
  }

  find(uid: string): DossierRow | undefined {
    return this.#find.get(uid) as DossierRow | undefined
  }

  /** Makes a dossier in state 1. 201, or 409 when the uid is taken, or 422 for an unknown procedure or agency. */
  register(registration: Registration, doing: Doing): Said {
    return this.#database.transaction(() => this.#register(registration, doing))
  }

  /** Carries out an action. 200; 404 for an unknown dossier; 409 when its state does not allow it. */
  act(uid: string, action: Action, doing: Doing): Said {
    return this.#database.transaction(() => this.#act(uid, action, doing))
  }

  view(row: DossierRow): Record<string, unknown> {
    return dossierView(row, this.#centre)
  }

  #register(registration: Registration, doing: Doing): Said {
    const uid = registration.referenceUid
    const asked = `register ${uid}`
    const kept = this.#kept(doing.callId, asked)
    if (kept) return kept
    if (!this.#centre.procedure(registration.serviceCode)) {
      return refused(422, 'unknown-procedure', { serviceCode: registration.serviceCode })
    }
    if (registration.govAgencyCode !== this.#centre.unit.organisationId) {
      return refused(422, 'unknown-agency', { govAgencyCode: registration.govAgencyCode })
    }
    const before = this.find(uid)
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
    this.#insert.run(...dossierColumns.map((column) => row[column]))
    return this.#done(row, registration.online ? 'update' : 'new', 'register', asked, 201, doing)
  }

  #act(uid: string, action: Action, doing: Doing): Said {
    const asked = `${action.code} ${uid}`
    const kept = this.#kept(doing.callId, asked)
    if (kept) return kept
    const row = this.find(uid)
    if (!row) return refused(404, 'unknown-dossier', { referenceUid: uid })
    const state = nextState(action.code, row.state, row.dossier_no !== null)
    if (state === undefined) return refused(409, 'action-not-allowed', { state: row.state, action: action.code })
    if (action.code === 'supply' && papersOf(row).length + action.documents.length > MOST_PAPERS) {
      return refused(422, 'too-many-documents', { most: MOST_PAPERS })
    }
    this.#apply(row, action, doing)
    row.state = state
    row.sequence += 1
    row.note = action.note
    this.#update.run(...changing.map((column) => row[column]), uid)
    return this.#done(row, transitions[action.code].reportedAs, action.code, asked, 200, doing)
  }

  /** What an action changes besides the state. */
  #apply(row: DossierRow, action: Action, { atMs }: Doing): void {
    switch (action.code) {
      case 'receive':
        if (row.dossier_no === null) {
          row.dossier_no = this.#nextNumber(row.agency, atMs)
          row.receive_at = atMs
          row.due_at = this.#centre.dueAfterReception(row.service_code, atMs) ?? null
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
      row.due_at = this.#centre.dueAfterStop(row.due_at, row.stopped_at, atMs)
    }
    row.stopped_at = null
  }

  /** `<organisationId>-YYMMDD-NNNN`, one sequence a day; a fifth digit appears after 9,999. */
  #nextNumber(agency: string, atMs: number): string {
    const date = formatDate(atMs)
    const day = date.slice(2, 4) + date.slice(5, 7) + date.slice(8, 10)
    const { last } = this.#number.get(day) as { last: number }
    return `${agency}-${day}-${String(last).padStart(4, '0')}`
  }

  #done(row: DossierRow, kind: ReportKind, what: string, asked: string, status: number, doing: Doing): Said {
    const item =
      kind === 'progress'
        ? progressItem(row, what, doing.by, doing.atMs)
        : dossierItem(row, this.#centre, doing.by, doing.atMs)
    this.#outbox.add(kind, row.uid, '', JSON.stringify(item))
    const body = JSON.stringify(snapshotOf(row))
    this.#database.keepAnswer(doing.callId, asked, status, body)
    return { status, body }
  }

  #kept(callId: string, asked: string): Said | undefined {
    const kept = this.#database.answerTo(callId)
    if (!kept) return undefined
    if (kept.asked !== asked) return refused(409, 'call-id-reused', { before: kept.asked, action: asked })
    return { status: kept.status, body: kept.answer }
  }
}

function papersOf(row: DossierRow): string[] {
  return JSON.parse(row.documents) as string[]
}
