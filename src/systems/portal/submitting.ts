import { type Call, refused, type Said } from '../core/operation.ts'
import type { Parts } from '../core/stand-in.ts'
import type { Tx } from '../core/store.ts'
import { dossiers } from './dossiers.ts'
import type { HandOver } from './hand-over.ts'
import { notifications } from './notifications.ts'
import { unitFor } from './setting-up.ts'
import type { DossierRow } from './tables.ts'
import { answerOf } from './views.ts'
import { mayTouch } from './who.ts'

const ONLINE = 2

/** What is handed in. */
export interface Submission {
  readonly uid: string
  /** Organisation id of the unit. */
  readonly agency: string
  readonly serviceCode: string
  /** As the portal has it where undefined. */
  readonly serviceName: string | undefined
  readonly applicantName: string
  readonly applicantIdNo: string
  readonly documents: readonly string[]
}

/** Takes dossiers in, however they were declared, and hands them over to the one-stop centre. */
export class Submitting {
  readonly #parts: Parts
  readonly #handOver: HandOver

  constructor(parts: Parts, handOver: HandOver) {
    this.#parts = parts
    this.#handOver = handOver
  }

  async submit(call: Call<never, never, never> | Call, tx: Tx, given: Submission): Promise<Said> {
    const { centres, outbox } = this.#parts
    const procedure = centres.procedure(given.serviceCode)
    if (!procedure) return refused(422, 'unknown-procedure', { MaTTHC: given.serviceCode })
    const unit = unitFor(this.#parts, call, given.agency)
    if ('status' in unit) return unit
    if (!mayTouch(call, given.applicantIdNo)) return refused(403, 'another-person')
    const before = await dossiers.find(tx, given.uid)
    if (before) return refused(409, 'already-submitted', { state: before.state, action: 'submit' })
    const row = newRow({ ...given, serviceName: given.serviceName ?? procedure.name }, call)
    await dossiers.insert(tx, row)
    const { applicant_id_no: citizen, uid, state } = row
    await notifications.add(tx, { citizen, uid, at: call.atMs, kind: 'state', state })
    await outbox.add(tx, this.#handOver.draft(row, 'register', call, { note: '', documents: [...given.documents] }))
    return { status: 201, body: answerOf(row) }
  }

  /** Waits for the one-stop centre's word, if it can be had. */
  answer(uid: string, callId: string, said: Said): Promise<Said> {
    return this.#handOver.answer(uid, callId, said)
  }
}

function newRow(given: Submission & { serviceName: string }, { run, atMs }: Pick<Call, 'run' | 'atMs'>): DossierRow {
  return {
    uid: given.uid,
    service_code: given.serviceCode,
    service_name: given.serviceName,
    agency: given.agency,
    applicant_name: given.applicantName,
    applicant_id_no: given.applicantIdNo,
    documents: JSON.stringify(given.documents),
    channel: ONLINE,
    run,
    state: 1,
    sequence: 0,
    refused_call: '',
    dossier_no: null,
    submit_at: atMs,
    receive_at: null,
    due_at: null,
    release_at: null,
    finish_at: null,
  }
}
