import { type Message, type Receiver, receiver } from '../core/messages.ts'
import { refused } from '../core/operation.ts'
import type { Tx } from '../core/store.ts'
import type { Dossiers } from './centre/dossiers.ts'
import { Paid, ProvinceStep } from './messages.ts'

/** Takes in that the applicant has paid. The clerk confirms it; told twice, it is counted twice and changes nothing. */
export function payments(dossiers: Dossiers): Receiver {
  return receiver<typeof Paid>({
    body: Paid,
    key: ({ body }) => `dossier:${body.referenceUid}`,
    async handle({ body, atMs }: Message<Paid>, tx: Tx) {
      const row = await dossiers.find(tx, body.referenceUid)
      if (!row) return refused(404, 'unknown-dossier', { referenceUid: body.referenceUid })
      row.payment_calls += 1
      row.paid_at ??= atMs
      row.payment_no ??= body.paymentNo
      await dossiers.save(tx, row)
      return { status: 200, body: { paymentCalls: row.payment_calls } }
    },
  })
}

/** Takes in what the province tells of a dossier; a word that is older than the last one known changes nothing. */
export function provinceSteps(dossiers: Dossiers): Receiver {
  return receiver<typeof ProvinceStep>({
    body: ProvinceStep,
    key: ({ body }) => `dossier:${body.referenceUid}`,
    async handle({ body }: Message<ProvinceStep>, tx: Tx) {
      const row = await dossiers.find(tx, body.referenceUid)
      if (!row) return refused(404, 'unknown-dossier', { referenceUid: body.referenceUid })
      const isNews = body.sequence > row.province_sequence
      if (isNews) {
        row.province_no = body.provinceNo
        row.province_state = body.state
        row.province_sequence = body.sequence
        await dossiers.save(tx, row)
      }
      return { status: 200, body: { isNews } }
    },
  })
}
