import Type from 'typebox'
import { changing, type Operation, problem, refused } from '../core/operation.ts'
import { closed, text } from '../core/shapes.ts'
import { action } from './actions.ts'
import type { Desk } from './desk.ts'
import { records } from './records.ts'
import { Attachments, DocumentView, DueDate, NewId, Note, OrganId, Priority } from './shapes.ts'
import { viewOf } from './views.ts'

const By = text(200, 1, 'Id of the official.')

/** Incoming documents: receive → register → present → assign → process → close. */
export function incomingOperations(desk: Desk): Operation[] {
  return [
    changing({
      name: 'documents.receive',
      method: 'POST',
      path: '/api/documents/incoming',
      summary: 'Hand in a document that comes by post or by hand',
      access: { kind: 'permission' },
      body: closed(
        {
          documentId: NewId,
          organId: OrganId('Organisation id of the unit that it is for.'),
          from: closed(
            { organId: OrganId('Organisation id.'), organName: text(500, 1, 'Name of the agency.') },
            'Who sends it; also an agency that the list of the exchange axis does not have.',
          ),
          documentType: text(200, 1, 'Kind of document, as Công văn.'),
          codeNotation: text(200, 0, 'Number and notation that its sender gave it.'),
          promulgationDate: DueDate,
          subject: text(500, 1, 'What it is about.'),
          content: Type.Optional(text(4000, 0, 'Its text.')),
          dueDate: DueDate,
          priority: Priority,
          attachments: Type.Optional(Attachments),
        },
        'An incoming document.',
      ),
      answers: {
        201: { description: 'It has arrived.', schema: DocumentView },
        409: problem('already-registered: the id is taken.'),
        422: problem('unknown-agency: there is no such unit.'),
      },
      key: ({ body }) => `document:${body.documentId}`,
      async handle(call, tx) {
        const { documentId: uid, organId: organ, codeNotation, promulgationDate = '', ...body } = call.body
        if (!desk.agencies.isOurs(organ) || !desk.agencies.find(organ, call)) {
          return refused(422, 'unknown-agency', { organId: organ })
        }
        if (await records.find(tx, uid)) return refused(409, 'already-registered', { documentId: uid })
        const { content = '', dueDate = '', priority = 0, attachments = [] } = body
        const to = desk.agencies.ofId(organ)
        const made = { ...body, uid, organ, to: to ? [to] : [], content, dueDate, priority, attachments }
        const row = await desk.documents.arrive(tx, made, { codeNotation, promulgationDate, exchangeId: '' }, call)
        return { status: 201, body: viewOf(row) }
      },
    }),

    action(desk, {
      action: 'register',
      summary: 'Enter it in the register of incoming documents; its sender hears 03',
      body: closed({ note: Note }, 'Registration.'),
      changes: (body) => body,
    }),
    action(desk, {
      action: 'refuse',
      summary: 'Refuse one that is not for this unit; its sender hears 02',
      body: closed({ note: text(500, 1, 'Why.') }, 'Refusal.'),
      changes: (body) => body,
    }),
    action(desk, {
      action: 'present',
      summary: 'Present it to the leader',
      body: closed({ note: Note }, 'Presentation.'),
      changes: (body) => body,
    }),
    action(desk, {
      action: 'assign',
      summary: 'Assign it to somebody; its sender hears 04',
      body: closed({ assignee: By, dueDate: DueDate, note: Note }, 'Assignment.'),
      changes: (body) => body,
    }),
    action(desk, {
      action: 'process',
      summary: 'Do what it asks; its sender hears 05',
      body: closed({ result: text(4000, 1, 'What was done.'), note: Note }, 'Processing.'),
      changes: (body) => body,
    }),
    action(desk, {
      action: 'close',
      summary: 'Close it in the register; its sender hears 06',
      body: closed({ note: Note }, 'Closing.'),
      changes: (body) => body,
    }),
    action(desk, {
      action: 'answer-recall',
      summary: 'Answer a sender who wants it back: 15 agreed, 16 not',
      body: closed({ agrees: Type.Boolean({ description: 'Whether it is given back.' }), note: Note }, 'The answer.'),
      answers: { 409: problem('no-recall-asked: nobody wants it back. action-not-allowed: not in its state.') },
      carryOut: (tx, row, call) => desk.documents.answerRecall(tx, row, call.body.agrees, call.body.note ?? '', call),
    }),
  ]
}
