import Type from 'typebox'
import { formatInstant } from '../../../../calendar/index.ts'
import { changing, type Operation, problem, refused, type Said } from '../../../core/operation.ts'
import { closed, Uid } from '../../../core/shapes.ts'
import type { Maybe, Reader } from '../../../core/store.ts'
import type { Outcome } from '../../centre/dossiers.ts'
import type { DossierRow } from '../../centre/tables.ts'
import { actionCodes } from '../../transitions.ts'
import type { Desk } from '../desk.ts'
import { summaries } from '../shapes.ts'
import { ActionBody, actionOf, Booking, DocumentsBody, NewDossier } from './bodies.ts'
import { Dossier, dossierOf } from './views.ts'

export const IdParams = closed(
  { id: { ...Uid, description: 'referenceUid, or the dossierId of an answer.' } },
  'Which dossier.',
)
const NUMBER = /^[1-9]\d{0,14}$/

/** The dossier of a path: by its referenceUid, else by its dossierId. */
export async function dossierAt(desk: Desk, reader: Reader, id: string): Promise<DossierRow | undefined> {
  const row = await desk.withUid(reader, id)
  return row ?? (NUMBER.test(id) ? desk.withNumber(reader, Number(id)) : undefined)
}

function keyAt(desk: Desk, id: string): Maybe<string> {
  if (!NUMBER.test(id)) return `dossier:${id}`
  return dossierAt(desk, desk.parts.store, id).then((row) => `dossier:${row?.uid ?? id}`)
}

const done = { description: 'The dossier afterwards.', schema: Dossier }
const unknown = problem('unknown-dossier')
const notAllowed = problem('action-not-allowed: its state does not allow it. payment-missing: it was not paid.')

/** What changes dossiers. */
export function dossierOperations(desk: Desk): Operation[] {
  const { centres } = desk.parts
  const answer = (outcome: Outcome, status: number): Said =>
    'row' in outcome ? { status, body: dossierOf(outcome.row, centres) } : outcome.refusal
  const notFound = (id: string): Said => refused(404, 'unknown-dossier', { id })

  return [
    ticketOperation(desk),

    changing({
      name: 'one-stop.register',
      method: 'POST',
      path: '/o/rest/v2/dossiers',
      summary: summaries.register,
      access: { kind: 'permission' },
      body: NewDossier,
      answers: {
        201: done,
        409: problem('already-registered: there is such a dossier.'),
        422: problem('unknown-procedure, unknown-agency'),
      },
      key: ({ body }) => `dossier:${body.referenceUid}`,
      async handle(call, tx) {
        const { referenceUid: uid, govAgencyCode: agency, viaPostal, ...other } = call.body
        const asked = { ...other, uid, agency, channel: viaPostal === 1 ? 3 : 1 }
        return answer(await desk.register(tx, asked, call), 201)
      },
    }),

    changing({
      name: 'one-stop.act',
      names: actionCodes.map((code) => `one-stop.${code}`),
      nameOf: ({ body }) => `one-stop.${body.actionCode}`,
      method: 'POST',
      path: '/o/rest/v2/dossiers/:id/actions',
      summary: 'Do something with a dossier',
      description: actionCodes.map((code) => `- ${code}: ${summaries[code]}`).join('\n'),
      access: { kind: 'permission' },
      params: IdParams,
      body: ActionBody,
      answers: { 200: done, 404: unknown, 409: notAllowed, 422: problem('too-many-documents') },
      key: ({ params }) => keyAt(desk, params.id),
      async handle(call, tx) {
        const { params, body } = call
        const row = await dossierAt(desk, tx, params.id)
        if (!row) return notFound(params.id)
        const action = actionOf(body)
        if (!action) return refused(400, 'invalid', { message: 'There is no such date.' })
        return answer(await desk.act(tx, row, action, call, body.actionUser), 200)
      },
    }),

    changing({
      name: 'one-stop.digitise',
      method: 'POST',
      path: '/o/rest/v2_1/dossiers/:id/documents',
      summary: summaries.digitise,
      access: { kind: 'permission' },
      params: IdParams,
      body: DocumentsBody,
      answers: { 200: done, 404: unknown, 409: notAllowed, 422: problem('too-many-documents') },
      key: ({ params }) => keyAt(desk, params.id),
      async handle(call, tx) {
        const { params, body } = call
        const row = await dossierAt(desk, tx, params.id)
        if (!row) return notFound(params.id)
        const digitised = body.documents.map((document) => ({ document, kind: body.kind, status: body.digitalStatus }))
        return answer(await desk.act(tx, row, { code: 'digitise', note: '', digitised }, call), 200)
      },
    }),
  ]
}

function ticketOperation(desk: Desk): Operation {
  return changing({
    name: 'one-stop.ticket',
    method: 'POST',
    path: '/o/rest/v2/bookings',
    summary: summaries.ticket,
    access: { kind: 'permission' },
    body: Booking,
    answers: {
      201: {
        description: 'The ticket.',
        schema: closed(
          {
            bookingId: Type.Integer({ minimum: 1, description: 'Number that this server made up.' }),
            codeNumber: Type.String({ pattern: '^\\d{3,}$', description: 'Place in the queue of the day.' }),
            bookingDate: Type.String({ description: 'Taken, ISO 8601.' }),
          },
          'A ticket.',
        ),
      },
      422: problem('unknown-procedure, unknown-agency'),
    },
    key: ({ body }) => `queue:${body.govAgencyCode}`,
    async handle(call, tx) {
      const { govAgencyCode: agency, serviceCode, bookingName: holder } = call.body
      const ticket = await desk.ticket(tx, { agency, serviceCode, holder }, call)
      if ('refusal' in ticket) return ticket.refusal
      const codeNumber = String(ticket.number).padStart(3, '0')
      return { status: 201, body: { bookingId: ticket.id, codeNumber, bookingDate: formatInstant(call.atMs) } }
    },
  })
}
