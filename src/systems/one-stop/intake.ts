import { type Message, type Receiver, type Reply, receiver } from '../core/messages.ts'
import type { Tx } from '../core/store.ts'
import type { Action } from './centre/actions.ts'
import type { Dossiers, Outcome } from './centre/dossiers.ts'
import { snapshotOf } from './items.ts'
import { CitizenAct } from './messages.ts'

const ONLINE = 2

/** Takes in what citizens did on the portal. Where it can't be done the reply holds the dossier as it is. */
export function citizenActs(dossiers: Dossiers): Receiver {
  return receiver<typeof CitizenAct>({
    body: CitizenAct,
    key: ({ body }) => `dossier:${body.referenceUid}`,
    async handle(message: Message<CitizenAct>, tx: Tx): Promise<Reply> {
      const outcome = await takeIn(dossiers, message, tx)
      if ('row' in outcome) return { status: 200, body: snapshotOf(outcome.row) }
      const { status, body } = outcome.refusal
      const row = await dossiers.find(tx, message.body.referenceUid)
      return { status, body: { ...(body as object), ...(row ? { dossier: snapshotOf(row) } : {}) } }
    },
  })
}

async function takeIn(dossiers: Dossiers, { id, body, atMs }: Message<CitizenAct>, tx: Tx): Promise<Outcome> {
  const { referenceUid: uid, action: code, by, run, note, documents } = body
  const doing = { id, atMs, by, run }
  if (code === 'register') {
    const { serviceCode, govAgencyCode: agency, applicantName, applicantIdType, applicantIdNo } = body
    const asked = { uid, serviceCode, agency, applicantName, applicantIdType, applicantIdNo, documents }
    return dossiers.register(tx, { ...asked, channel: ONLINE }, undefined, doing)
  }
  const action: Action = code === 'supply' ? { code, note, documents } : { code, note }
  return dossiers.actOn(tx, uid, action, doing)
}
