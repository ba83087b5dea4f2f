import Type from 'typebox'
import { type Call, changing, type Operation, problem, reading, refused, type Said } from '../core/operation.ts'
import { closed, text, Uid } from '../core/shapes.ts'
import type { Parts } from '../core/stand-in.ts'
import { Papers } from '../one-stop/messages.ts'
import { nextState } from '../one-stop/transitions.ts'
import { dossiers } from './dossiers.ts'
import { files } from './files.ts'
import type { HandOver } from './hand-over.ts'
import { payments } from './payments.ts'
import { IdentityNo, UidParams } from './shapes.ts'
import type { Submitting } from './submitting.ts'
import type { DossierRow } from './tables.ts'
import { answerOf, CitizenAnswer, PortalView, viewOf } from './views.ts'
import { mayTouch } from './who.ts'

const SubmitBody = closed(
  {
    MaThamChieu: Uid,
    MaDonVi: text(100, 1, 'Organisation id of the unit.'),
    MaTTHC: text(100, 1, 'Code of the procedure.'),
    TenTTHC: Type.Optional(text(2000, 0, 'Name of the procedure; as the portal has it without.')),
    ChuHoSo: text(200, 1, 'Applicant.'),
    SoDinhDanh: IdentityNo,
    TaiLieuNop: Papers,
  },
  'A dossier handed in.',
)
const Note = Type.Optional(text(500, 0, 'Note.'))
const SupplyBody = closed({ TaiLieuNop: Papers, GhiChu: Note }, 'Papers supplied.')
const WithdrawBody = closed({ GhiChu: Note }, 'Why.')

const done = { description: 'The dossier afterwards.', schema: CitizenAnswer }
const access = { kind: 'permission' } as const

/** What citizens do on the portal: submit, supply, withdraw, follow. */
export function citizenOperations(parts: Parts, handOver: HandOver, submitting: Submitting): Operation[] {
  const { outbox, store } = parts
  const allowed = (action: 'supply' | 'withdraw', row: DossierRow): number | undefined =>
    nextState(action, row.state, row.dossier_no !== null)

  /** Before a citizen is turned away the one-stop centre is asked: it reports in the background. */
  const askFirst = (action: 'supply' | 'withdraw') => async (call: Call<{ uid: string }>) => {
    const row = await dossiers.find(store, call.params.uid)
    if (row && allowed(action, row) === undefined) await handOver.refresh(row.uid, call.atMs)
    return undefined
  }

  const act =
    (action: 'supply' | 'withdraw') =>
    async (
      call: Call<{ uid: string }>,
      tx: Parameters<typeof dossiers.setState>[0],
      more: { note: string; documents: string[] },
    ): Promise<Said> => {
      const row = await dossiers.find(tx, call.params.uid)
      if (!row || !mayTouch(call, row.applicant_id_no)) return unknown(call.params.uid)
      const state = allowed(action, row)
      if (state === undefined) return refused(409, 'action-not-allowed', { state: row.state, action })
      await dossiers.setState(tx, row.uid, state)
      await outbox.add(tx, handOver.draft(row, action, call, more))
      return { status: 201, body: answerOf({ ...row, state }) }
    }

  return [
    changing({
      name: 'portal.submit',
      method: 'POST',
      path: '/api/dossiers',
      summary: 'Hand in a dossier',
      access,
      body: SubmitBody,
      answers: {
        201: done,
        409: problem('already-submitted: there is such a dossier.'),
        403: problem('another-person: a citizen hands in for others at the centre only.'),
        422: problem('unknown-procedure, unknown-agency; not-configured: not at that unit.'),
      },
      key: ({ body }) => `dossier:${body.MaThamChieu}`,
      handle: (call, tx) =>
        submitting.submit(call, tx, {
          uid: call.body.MaThamChieu,
          agency: call.body.MaDonVi,
          serviceCode: call.body.MaTTHC,
          serviceName: call.body.TenTTHC,
          applicantName: call.body.ChuHoSo,
          applicantIdNo: call.body.SoDinhDanh,
          documents: call.body.TaiLieuNop,
        }),
      after: ({ body, id }, said) => submitting.answer(body.MaThamChieu, id, said),
    }),

    changing({
      name: 'portal.supply',
      method: 'POST',
      path: '/api/dossiers/:uid/supply',
      summary: 'Supply papers that were asked for',
      access,
      params: UidParams,
      body: SupplyBody,
      answers: {
        201: done,
        404: problem('unknown-dossier'),
        409: problem('action-not-allowed: nothing was asked for, or it is too late.'),
      },
      key: ({ params }) => `dossier:${params.uid}`,
      before: askFirst('supply'),
      handle: (call, tx) => act('supply')(call, tx, { note: call.body.GhiChu ?? '', documents: call.body.TaiLieuNop }),
      after: ({ params, id }, said) => handOver.answer(params.uid, id, said),
    }),

    changing({
      name: 'portal.withdraw',
      method: 'POST',
      path: '/api/dossiers/:uid/withdraw',
      summary: 'Withdraw a dossier',
      access,
      params: UidParams,
      body: WithdrawBody,
      answers: { 201: done, 404: problem('unknown-dossier'), 409: problem('action-not-allowed: it is too late.') },
      key: ({ params }) => `dossier:${params.uid}`,
      before: askFirst('withdraw'),
      handle: (call, tx) => act('withdraw')(call, tx, { note: call.body.GhiChu ?? '', documents: [] }),
      after: ({ params, id }, said) => handOver.answer(params.uid, id, said),
    }),

    reading({
      name: 'portal.follow',
      method: 'GET',
      path: '/api/dossiers/:uid',
      summary: 'Follow a dossier',
      access,
      params: UidParams,
      answers: { 200: { description: 'The dossier.', schema: PortalView }, 404: problem('unknown-dossier') },
      async handle(call, reader) {
        const row = await dossiers.find(reader, call.params.uid)
        if (!row || !mayTouch(call, row.applicant_id_no)) return unknown(call.params.uid)
        const [steps, attached, paid] = [
          await dossiers.steps(reader, row.uid),
          await files.of(reader, row.uid),
          await payments.ofDossier(reader, row.uid),
        ]
        return { status: 200, body: viewOf(row, steps, attached, paid) }
      },
    }),

    reading({
      name: 'portal.track',
      method: 'GET',
      path: '/api/tracking',
      summary: 'Look a dossier up by its number',
      description: 'Without login: the number of the receipt and of the applicant’s identity paper must both be right.',
      access: { kind: 'public' },
      query: closed({ MaHoSo: text(100, 1, 'Number of the dossier.'), SoDinhDanh: IdentityNo }, 'Which.'),
      answers: {
        200: { description: 'The dossier in short.', schema: CitizenAnswer },
        404: problem('unknown-dossier'),
      },
      async handle({ query }, reader) {
        const rows = await dossiers.numbered(reader, query.MaHoSo)
        const row = rows.find(({ applicant_id_no }) => applicant_id_no === query.SoDinhDanh)
        return row ? { status: 200, body: answerOf(row) } : refused(404, 'unknown-dossier')
      },
    }),
  ]
}

function unknown(uid: string): Said {
  return refused(404, 'unknown-dossier', { MaThamChieu: uid })
}
