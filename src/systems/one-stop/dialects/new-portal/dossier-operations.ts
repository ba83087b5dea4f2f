import Type from 'typebox'
import { changing, type Operation, problem, refused, type Said } from '../../../core/operation.ts'
import { closed, Uid } from '../../../core/shapes.ts'
import type { Outcome } from '../../centre/dossiers.ts'
import type { Desk } from '../desk.ts'
import * as shapes from '../shapes.ts'
import { acts } from './acts.ts'
import { done, doneAnswer, errors } from './envelope.ts'
import { vietnameseTime } from './times.ts'
import { Dossier, dossierOf } from './views.ts'

const NewDossier = closed(
  {
    maThamChieu: Uid,
    maThuTuc: shapes.serviceCode,
    tenThuTuc: shapes.serviceName,
    maCoQuan: shapes.agencyCode,
    tenChuHoSo: shapes.applicantName,
    soDinhDanh: shapes.idNumber,
    kenhThucHien: shapes.channel,
    taiLieuNop: shapes.documents,
  },
  'A dossier to be made.',
)

const access = { kind: 'permission' } as const
/** The only kind of identity paper that this dialect knows. */
const ID_TYPE = 'CCCD'

/** What changes dossiers. Operations of this dialect are called one-stop.portal-…, and asked for as everywhere. */
export function dossierOperations(desk: Desk): Operation[] {
  const answer = (outcome: Outcome): Said => ('row' in outcome ? done(dossierOf(outcome.row)) : outcome.refusal)

  return [
    ticketOperation(desk),

    changing({
      name: 'one-stop.portal-create',
      names: ['one-stop.register'],
      nameOf: () => 'one-stop.register',
      method: 'POST',
      path: '/api/v1/submitting/dossier/create',
      summary: shapes.summaries.register,
      access,
      errors,
      body: NewDossier,
      answers: {
        ...doneAnswer(Dossier),
        409: problem('ALREADY_REGISTERED: there is such a dossier.'),
        422: problem('UNKNOWN_PROCEDURE, UNKNOWN_AGENCY'),
      },
      key: ({ body }) => `dossier:${body.maThamChieu}`,
      async handle(call, tx) {
        const { body } = call
        const asked = {
          uid: body.maThamChieu,
          serviceCode: body.maThuTuc,
          agency: body.maCoQuan,
          applicantName: body.tenChuHoSo,
          applicantIdType: ID_TYPE,
          applicantIdNo: body.soDinhDanh,
          documents: body.taiLieuNop,
          channel: body.kenhThucHien,
        }
        return answer(await desk.register(tx, asked, call))
      },
    }),

    ...acts.map(({ code, verb, body, actionOf }) =>
      changing({
        name: `one-stop.portal-${verb}`,
        names: [`one-stop.${code}`],
        nameOf: () => `one-stop.${code}`,
        method: 'POST',
        path: `/api/v1/processing/dossier/${verb}`,
        summary: shapes.summaries[code],
        access,
        errors,
        body,
        answers: {
          ...doneAnswer(Dossier),
          404: problem('UNKNOWN_DOSSIER'),
          409: problem('ACTION_NOT_ALLOWED: its state does not allow it. PAYMENT_MISSING: it was not paid.'),
          ...(code === 'supply' || code === 'digitise' ? { 422: problem('TOO_MANY_DOCUMENTS') } : {}),
        },
        key: (call) => desk.keyOfNumber(numberIn(call.body)),
        async handle(call, tx) {
          const row = await desk.withNumber(tx, numberIn(call.body))
          if (!row) return refused(404, 'unknown-dossier')
          const action = actionOf(call.body)
          return action ? answer(await desk.act(tx, row, action, call)) : refused(400, 'invalid')
        },
      }),
    ),
  ]
}

/** Every body of an action has it: see act. */
function numberIn(body: unknown): number {
  return (body as { idHoSo: number }).idHoSo
}

function ticketOperation(desk: Desk): Operation {
  return changing({
    name: 'one-stop.portal-issue-ticket',
    names: ['one-stop.ticket'],
    nameOf: () => 'one-stop.ticket',
    method: 'POST',
    path: '/api/v1/configuring/queue/issue-ticket',
    summary: shapes.summaries.ticket,
    access,
    errors,
    body: closed({ maCoQuan: shapes.agencyCode, maThuTuc: shapes.serviceCode }, 'A ticket wanted.'),
    answers: {
      ...doneAnswer(
        closed(
          {
            soThuTu: Type.Integer({ minimum: 1, description: 'Place in the queue of the day.' }),
            thoiDiem: Type.String({ description: 'Taken, dd/MM/yyyy HH:mm:ss.' }),
          },
          'A ticket.',
        ),
      ),
      422: problem('UNKNOWN_PROCEDURE, UNKNOWN_AGENCY'),
    },
    key: ({ body }) => `queue:${body.maCoQuan}`,
    async handle(call, tx) {
      const asked = { agency: call.body.maCoQuan, serviceCode: call.body.maThuTuc, holder: '' }
      const ticket = await desk.ticket(tx, asked, call)
      if ('refusal' in ticket) return ticket.refusal
      return done({ soThuTu: ticket.number, thoiDiem: vietnameseTime(call.atMs) })
    },
  })
}
