import { conforms } from '../../schema/index.ts'
import type { Draft, Message, Reply, Sender } from '../core/messages.ts'
import { type Call, refused, type Said } from '../core/operation.ts'
import type { Parts } from '../core/stand-in.ts'
import type { Tx } from '../core/store.ts'
import { CITIZEN_ACT, type CitizenAct, Contradiction, Snapshot } from '../one-stop/messages.ts'
import { dossiers } from './dossiers.ts'
import type { DossierRow } from './tables.ts'
import { answerOf } from './views.ts'

/** Hands what citizens did online over to the one-stop centre, and follows its word. */
export class HandOver implements Sender {
  readonly #parts: Parts
  /** By call that waits for the one-stop centre's word: the answer that came of it, once it has. */
  readonly #awaited = new Map<string, Said | undefined>()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** The message that tells the one-stop centre what the citizen did. */
  draft(row: DossierRow, action: CitizenAct['action'], call: Call, more: { note: string; documents: string[] }): Draft {
    const body: CitizenAct = {
      referenceUid: row.uid,
      action,
      by: call.by,
      note: more.note,
      documents: more.documents,
      run: call.run,
      serviceCode: row.service_code,
      govAgencyCode: row.agency,
      applicantName: row.applicant_name,
      applicantIdType: 'CCCD',
      applicantIdNo: row.applicant_id_no,
    }
    const unit = this.#parts.centres.ofOrganisation(row.agency)?.code ?? ''
    return { to: 'one-stop', kind: CITIZEN_ACT, subject: row.uid, body, atMs: call.atMs, unit, call: call.id }
  }

  /** Waits for the one-stop centre's word, if it can be had, and answers with it. What was committed stays in any case. */
  async answer(uid: string, callId: string, said: Said): Promise<Said> {
    const { outbox, store, kept } = this.#parts
    this.#awaited.set(callId, undefined)
    const isDelivered = await outbox.deliver('one-stop', uid)
    const told = this.#awaited.get(callId)
    this.#awaited.delete(callId)
    // Not delivered: what was told may not be written.
    if (isDelivered && told) return told
    const known = await kept.find(store, callId)
    if (known) return known
    const row = await dossiers.find(store, uid)
    if (!row) return said
    if (row.refused_call === callId) return refused(409, 'action-not-allowed', { state: row.state })
    return { status: said.status, body: answerOf(row) }
  }

  /** Asks the one-stop centre for its word on a dossier, and follows it; what can't be asked stays as it is. */
  async refresh(uid: string, atMs: number): Promise<void> {
    const { peer, store } = this.#parts
    try {
      const path = `/o/rest/v2/dossiers/${encodeURIComponent(uid)}/syncs`
      const { status, body } = await peer('one-stop').ask('GET', path)
      if (status !== 200 || !conforms(Snapshot, body)) return
      await store.write(`dossier:${uid}`, (tx) => dossiers.follow(tx, body, atMs))
    } catch {
      // It is away: the portal goes by what it knows.
    }
  }

  readonly replied = async (message: Message, { status, body }: Reply, tx: Tx): Promise<void> => {
    const uid = message.subject
    if (status === 200 && conforms(Snapshot, body)) {
      const row = await dossiers.follow(tx, body, message.atMs)
      if (row) await this.#complete(tx, message.call, { status: 201, body: answerOf(row) })
    } else if (conforms(Contradiction, body)) {
      // The one-stop centre was further on than the portal knew: its word counts, and the citizen is told.
      await dossiers.follow(tx, body.dossier, message.atMs, true)
      await dossiers.setRefused(tx, uid, message.call)
      const { state } = body.dossier
      await this.#complete(tx, message.call, refused(409, 'action-not-allowed', { state }))
    }
  }

  async #complete(tx: Tx, callId: string, said: Said): Promise<void> {
    await this.#parts.kept.replace(tx, callId, said)
    if (this.#awaited.has(callId)) this.#awaited.set(callId, said)
  }
}
