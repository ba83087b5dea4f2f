import Type from 'typebox'
import { type Answer, changing, type ErrorForm, type Operation, reading, type Said } from '../core/operation.ts'
import { closed } from '../core/shapes.ts'
import type { Parts } from '../core/stand-in.ts'
import { type Desk, delivered } from './desk.ts'
import { subjectOf } from './documents.ts'
import { readEnvelope, writeResponse } from './edxml/envelope.ts'
import { readStatus } from './edxml/status.ts'
import { exchangeKey } from './exchange.ts'
import { EDOC, EDOC_STATUS, type Edoc, type EdocStatus } from './messages.ts'
import { OrganId } from './shapes.ts'
import type { EdocRow } from './tables.ts'
import { timestampOf } from './views.ts'

const XML = 'application/xml'
const PAGE = 100
const LIST = 'SELECT * FROM edoc WHERE receiver = ? AND kind = ? AND id > ? ORDER BY id LIMIT ?'
const GET = 'SELECT * FROM edoc WHERE id = ? AND receiver = ?'

const Number15 = Type.String({ pattern: '^[0-9]{1,15}$', description: 'Number on the exchange axis.' })
const Xml = (description: string) => Type.String({ minLength: 1, description })
const answer = (description: string): Answer => ({ description, schema: Xml(description), contentType: XML })
const notGood = answer('Response with Status ERROR; Code says why.')

/** What the doors themselves refuse is said in edXML too: no login, no right, too large, not now. */
const errors: ErrorForm = {
  schema: Xml('Response with Status ERROR; Code says why.'),
  contentType: XML,
  write: (_status, error, { message }) => responseWith(error, typeof message === 'string' ? message : error),
}
const shared = { access: { kind: 'permission' }, errors } as const

/** The exchange axis between agencies, as their document software asks it: edXML in and out. */
export function exchangeOperations(desk: Desk, { outbox }: Parts): Operation[] {
  return [
    reading({
      name: 'documents.get-agencies-list',
      method: 'GET',
      path: '/exchange/getAgenciesList',
      summary: 'The agencies that can be written to',
      ...shared,
      answers: { 200: answer('Agencies with OrganId and OrganName.') },
      handle: (call) => {
        const agencies = desk.agencies.list(call)
        const Agency = agencies.map(({ organId, organName }) => ({ OrganId: organId, OrganName: organName }))
        return ok({ AgencyList: { Agency } })
      },
    }),

    changing({
      name: 'documents.send-edoc',
      method: 'POST',
      path: '/exchange/sendEdoc',
      summary: 'Send a document: an edXML envelope',
      ...shared,
      bodyKind: 'xml',
      body: Xml('The envelope.'),
      answers: {
        200: answer('It is under way; DocumentId as in the envelope.'),
        404: answer('unknown-agency: the list does not have the sender or a receiver; nothing is sent.'),
        422: notGood,
      },
      key: ({ body }) => exchangeKey(readEnvelope(body)?.documentId ?? ''),
      before(call) {
        const envelope = readEnvelope(call.body)
        if (!envelope) return no(422, 'invalid-envelope', 'Not an edXML envelope of a document.')
        const { from, to } = envelope
        const unknown = [from, ...to].find(({ organId }) => !desk.agencies.find(organId, call))
        if (unknown) return no(404, 'unknown-agency', unknown.organId)
        return desk.isFor(call, from.organId) ? undefined : no(422, 'wrong-sender', from.organId)
      },
      async handle(call, tx) {
        const { documentId, from, to } = envelopeIn(call.body)
        for (const { organId } of to) {
          const body: Edoc = { documentId, from: from.organId, to: organId, envelope: call.body }
          const unit = desk.agencies.codeOf(organId)
          const subject = subjectOf(body)
          await outbox.add(tx, { to: 'documents', kind: EDOC, subject, body, atMs: call.atMs, unit, call: call.id })
        }
        return ok({ DocumentId: documentId })
      },
      after({ body }) {
        const { documentId, from, to } = envelopeIn(body)
        return delivered(
          outbox,
          documentId,
          from.organId,
          to.map(({ organId }) => organId),
        )
      },
    }),

    reading({
      name: 'documents.get-received-edoc-list',
      method: 'GET',
      path: '/exchange/getReceivedEdocList',
      summary: 'What came for an agency: documents, or statuses of those that it sent',
      ...shared,
      query: closed(
        {
          organId: OrganId('Organisation id of the agency.'),
          messageType: Type.Optional(
            Type.Enum(['edoc', 'status'], { default: 'edoc', description: 'Documents or statuses.' }),
          ),
          after: Type.Optional(Type.Unsafe<string>({ ...Number15, description: 'Only those after this number.' })),
        },
        'Whose.',
      ),
      answers: { 200: answer('Edocs in the order in which they came, at most 100.'), 404: notGood, 422: notGood },
      async handle(call, reader) {
        const { organId, messageType = 'edoc', after = '0' } = call.query
        const objection = objectionTo(desk, call, organId)
        if (objection) return objection
        const rows = await reader.all<EdocRow>(LIST, organId, messageType, Number(after), PAGE)
        return ok({ EdocList: { Edoc: rows.map(lineOf) } })
      },
    }),

    reading({
      name: 'documents.get-edoc',
      method: 'GET',
      path: '/exchange/getEdoc',
      summary: 'The envelope of something that came',
      ...shared,
      query: closed({ organId: OrganId('Organisation id of the receiver.'), docId: Number15 }, 'Which.'),
      answers: { 200: answer('The envelope.'), 404: notGood, 422: notGood },
      async handle(call, reader) {
        const { organId, docId } = call.query
        const objection = objectionTo(desk, call, organId)
        if (objection) return objection
        const row = await reader.get<EdocRow>(GET, Number(docId), organId)
        if (!row) return no(404, 'unknown-edoc', docId)
        return { status: 200, contentType: XML, body: row.envelope }
      },
    }),

    changing({
      name: 'documents.update-status',
      method: 'POST',
      path: '/exchange/updateStatus',
      summary: 'Tell the sender of a document what became of it: an edXML status',
      ...shared,
      bodyKind: 'xml',
      body: Xml('The status.'),
      answers: { 200: answer('It is under way.'), 404: notGood, 422: notGood },
      key: ({ body }) => exchangeKey(readStatus(body)?.documentId ?? ''),
      before(call) {
        const status = readStatus(call.body)
        if (!status) return no(422, 'invalid-status', 'Not an edXML status, or an unknown StatusCode.')
        const { from, to } = status
        const unknown = [from.organId, to].find((organId) => !desk.agencies.find(organId, call))
        if (unknown !== undefined) return no(404, 'unknown-agency', unknown)
        return desk.isFor(call, from.organId) ? undefined : no(422, 'wrong-sender', from.organId)
      },
      async handle(call, tx) {
        const { documentId, from, to, code, note } = statusIn(call.body)
        const body: EdocStatus = { documentId, from: from.organId, to, code, note, envelope: call.body }
        const unit = desk.agencies.codeOf(to)
        const subject = subjectOf(body)
        await outbox.add(tx, {
          to: 'documents',
          kind: EDOC_STATUS,
          subject,
          body,
          atMs: call.atMs,
          unit,
          call: call.id,
        })
        return ok({ DocumentId: documentId, StatusCode: code })
      },
      after({ body }) {
        const { documentId, from, to } = statusIn(body)
        return delivered(outbox, documentId, from.organId, [to])
      },
    }),
  ]
}

/** What `before` has read once can be read again. */
function envelopeIn(xml: string) {
  const envelope = readEnvelope(xml)
  if (!envelope) throw new Error('an envelope that was one before is none')
  return envelope
}

function statusIn(xml: string) {
  const status = readStatus(xml)
  if (!status) throw new Error('a status that was one before is none')
  return status
}

function objectionTo(desk: Desk, call: Parameters<Desk['unitOf']>[0], organId: string): Said | undefined {
  if (!desk.agencies.ofId(organId)) return no(404, 'unknown-agency', organId)
  return desk.isFor(call, organId) ? undefined : no(422, 'wrong-receiver', organId)
}

function lineOf(row: EdocRow): Readonly<Record<string, string | number>> {
  return {
    DocId: row.id,
    DocumentId: row.document_id,
    From: row.sender,
    StatusCode: row.status,
    Timestamp: timestampOf(row.at),
  }
}

function ok(holds: Readonly<Record<string, unknown>>): Said {
  return { status: 200, contentType: XML, body: writeResponse('OK', holds) }
}

function no(status: number, code: string, about: string): Said {
  return { status, contentType: XML, body: responseWith(code, about) }
}

function responseWith(code: string, about: string): string {
  return writeResponse('ERROR', { ErrorList: { Error: { Code: code, Description: about } } })
}
