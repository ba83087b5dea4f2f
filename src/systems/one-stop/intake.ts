import { type Message, type Receiver, type Reply, receiver } from '../core/messages.ts'
import type { Tx } from '../core/store.ts'
import type { Action, Dossiers } from './dossiers.ts'
import { CitizenAct } from './messages.ts'
import { snapshotOf } from './views.ts'

/** Takes in what citizens did on the portal. Where it can't be done the reply holds the dossier as it is. */
export function citizenActs(dossiers: Dossiers): Receiver {
  return receiver<typeof CitizenAct>({
    body: CitizenAct,
    key: ({ body }) => `dossier:${body.referenceUid}`,
    async handle({ body, atMs }: Message<CitizenAct>, tx: Tx): Promise<Reply> {
      const doing = { atMs, by: body.by, run: body.run }
      const said =
        body.action === 'register'
          ? await dossiers.register(tx, { ...body, viaPostal: 0, online: true }, doing)
          : await dossiers.act(tx, body.referenceUid, actionOf(body.action, body), doing)
      if (said.status < 300) return { status: 200, body: said.body }
      const row = await dossiers.find(tx, body.referenceUid)
      return { status: said.status, body: { ...(said.body as object), ...(row ? { dossier: snapshotOf(row) } : {}) } }
    },
  })
}

function actionOf(code: 'supply' | 'withdraw', { note, documents }: CitizenAct): Action {
  return { code, note, documents, missing: [], draftResult: '' }
}
