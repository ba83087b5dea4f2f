import Type from 'typebox'
import { changing, type Operation, problem, refused, type Said } from '../../../core/operation.ts'
import { closed, Uid } from '../../../core/shapes.ts'
import type { Outcome } from '../../centre/dossiers.ts'
import type { Desk } from '../desk.ts'
import * as shapes from '../shapes.ts'
import { acts } from './acts.ts'
import { igateErrors as errors } from './errors.ts'
import { numberOfIgate } from './ids.ts'
import { Dossier, dossierOf, Id } from './views.ts'

export const IdParams = closed({ id: Id }, 'Which dossier.')

const NewDossier = closed(
  {
    nationCode: Uid,
    procedure: closed({ code: shapes.serviceCode, name: shapes.serviceName }, 'Procedure.'),
    agency: closed({ code: shapes.agencyCode }, 'Unit.'),
    applicant: closed(
      { fullname: shapes.applicantName, identityType: shapes.idType, identityNumber: shapes.idNumber },
      'Applicant.',
    ),
    receivingKind: shapes.channel,
    fileList: shapes.documents,
  },
  'A dossier to be made.',
)

const OrganisationId = Type.String({ pattern: '^[A-Za-z0-9.]{1,40}$', description: 'Organisation id of the unit.' })

const done = { description: 'The dossier afterwards.', schema: Dossier }
const access = { kind: 'permission' } as const

/** What changes dossiers. Operations of this dialect are called one-stop.igate-…, and asked for as everywhere. */
export function dossierOperations(desk: Desk): Operation[] {
  const { centres } = desk.parts
  const answer = (outcome: Outcome): Said =>
    'row' in outcome ? { status: 200, body: dossierOf(outcome.row, centres) } : outcome.refusal

  return [
    ticketOperation(desk),

    changing({
      name: 'one-stop.igate-register',
      names: ['one-stop.register'],
      nameOf: () => 'one-stop.register',
      method: 'POST',
      path: '/pa/dossier',
      summary: shapes.summaries.register,
      access,
      errors,
      body: NewDossier,
      answers: {
        200: done,
        409: problem('already-registered: there is such a dossier.'),
        422: problem('unknown-procedure, unknown-agency'),
      },
      key: ({ body }) => `dossier:${body.nationCode}`,
      async handle(call, tx) {
        const { nationCode: uid, procedure, agency, applicant, receivingKind: channel, fileList } = call.body
        const asked = {
          uid,
          serviceCode: procedure.code,
          agency: agency.code,
          applicantName: applicant.fullname,
          applicantIdType: applicant.identityType,
          applicantIdNo: applicant.identityNumber,
          documents: fileList,
          channel,
        }
        return answer(await desk.register(tx, asked, call))
      },
    }),

    ...acts.map(({ code, verb, body, actionOf }) =>
      changing({
        name: `one-stop.igate-${verb}`,
        names: [`one-stop.${code}`],
        nameOf: () => `one-stop.${code}`,
        method: 'PUT',
        path: `/pa/dossier/:id/--${verb}`,
        summary: shapes.summaries[code],
        access,
        errors,
        params: IdParams,
        body,
        answers: {
          200: done,
          404: problem('unknown-dossier'),
          409: problem('action-not-allowed: its state does not allow it. payment-missing: it was not paid.'),
          ...(code === 'supply' || code === 'digitise' ? { 422: problem('too-many-documents') } : {}),
        },
        key: ({ params }) => desk.keyOfNumber(numberOfIgate(params.id)),
        async handle(call, tx) {
          const { id } = call.params
          const row = await desk.withNumber(tx, numberOfIgate(id) ?? 0)
          if (!row) return refused(404, 'unknown-dossier', { id })
          const action = actionOf(call.body)
          return action ? answer(await desk.act(tx, row, action, call)) : refused(400, 'invalid')
        },
      }),
    ),
  ]
}

function ticketOperation(desk: Desk): Operation {
  return changing({
    name: 'one-stop.igate-ticket',
    names: ['one-stop.ticket'],
    nameOf: () => 'one-stop.ticket',
    method: 'PUT',
    path: '/bt/pattern/:org/--get-next-value',
    summary: shapes.summaries.ticket,
    access,
    errors,
    params: closed({ org: OrganisationId }, 'Which centre.'),
    body: closed({ procedureCode: shapes.serviceCode }, 'A ticket wanted.'),
    answers: {
      200: {
        description: 'The ticket.',
        schema: closed(
          { value: Type.Integer({ minimum: 1, description: 'Place in the queue of the day.' }) },
          'A ticket.',
        ),
      },
      422: problem('unknown-procedure, unknown-agency'),
    },
    key: ({ params }) => `queue:${params.org}`,
    async handle(call, tx) {
      const asked = { agency: call.params.org, serviceCode: call.body.procedureCode, holder: '' }
      const ticket = await desk.ticket(tx, asked, call)
      return 'refusal' in ticket ? ticket.refusal : { status: 200, body: { value: ticket.number } }
    },
  })
}
