import Type from 'typebox'
import { changing, type Operation, problem, refused } from '../core/operation.ts'
import { closed, text } from '../core/shapes.ts'
import { action } from './actions.ts'
import { type Desk, said } from './desk.ts'
import { Attachments, DocumentView, DueDate, documentTypes, NewId, Note, OrganId, Priority } from './shapes.ts'
import { dateOf } from './views.ts'

/** Outgoing documents: draft → review → sign → number → issue → send. */
export function outgoingOperations(desk: Desk): Operation[] {
  return [
    changing({
      name: 'documents.draft',
      method: 'POST',
      path: '/api/documents/outgoing',
      summary: 'Draft an outgoing document, or change a draft',
      access: { kind: 'permission' },
      body: closed(
        {
          documentId: NewId,
          organId: OrganId('Organisation id of the unit.'),
          documentType: Type.Enum(documentTypes, { description: 'Kind of document; its notation follows.' }),
          subject: text(500, 1, 'What it is about.'),
          content: text(4000, 0, 'Its text.'),
          to: Type.Optional(
            Type.Array(OrganId('A receiver.'), {
              maxItems: 100,
              uniqueItems: true,
              description: 'Organisation ids of its receivers; the province of the unit without any.',
            }),
          ),
          dueDate: DueDate,
          priority: Priority,
          attachments: Type.Optional(Attachments),
        },
        'A draft.',
      ),
      answers: {
        201: { description: 'The draft.', schema: DocumentView },
        409: problem('action-not-allowed: it is no draft any more. already-registered: the id is another unit’s.'),
        422: problem('unknown-agency: there is no such unit, or it is not the caller’s.'),
      },
      key: ({ body }) => `document:${body.documentId}`,
      async handle(call, tx) {
        const { documentId: uid, organId: organ, to = [], dueDate = '', priority = 0, attachments = [] } = call.body
        const from = desk.agencies.ofId(organ)
        if (!from || !desk.agencies.isOurs(organ) || !desk.isFor(call, organ)) {
          return refused(422, 'unknown-agency', { organId: organ })
        }
        // Whether a receiver can be reached shows when it is sent.
        const named = to.map((organId) => desk.agencies.ofId(organId) ?? { organId, organName: '' })
        const receivers = named.length > 0 ? named : [desk.agencies.superior(organ)]
        const { documentType, subject, content } = call.body
        const made = { uid, organ, documentType, subject, content, from, to: receivers, dueDate, priority, attachments }
        return said(await desk.documents.draft(tx, made, call), 201)
      },
    }),

    action(desk, {
      action: 'review',
      summary: 'Review the draft: agreed, or back to who drafted it',
      body: closed(
        { agrees: Type.Optional(Type.Boolean({ default: true, description: 'Whether it is good.' })), note: Note },
        'The review.',
      ),
      carryOut: (tx, row, call) => {
        const { agrees = true, note = '' } = call.body
        return desk.documents.act(tx, row, agrees ? 'review' : 'return-draft', { note }, call)
      },
    }),
    action(desk, {
      action: 'sign',
      summary: 'Sign it',
      body: closed({ note: Note }, 'Signature.'),
      changes: (body, by) => ({ ...body, signer: by }),
    }),
    action(desk, {
      action: 'number',
      summary: 'Give it a number in the register of outgoing documents',
      body: closed({ note: Note }, 'Numbering.'),
      changes: (body) => body,
    }),
    action(desk, {
      action: 'issue',
      summary: 'Issue it under the seal of the agency',
      body: closed({ note: Note }, 'Issue.'),
      carryOut: (tx, row, call) =>
        desk.documents.act(tx, row, 'issue', { ...call.body, promulgationDate: dateOf(call.atMs) }, call),
    }),
    action(desk, {
      action: 'send',
      summary: 'Send it to its receivers over the exchange axis',
      body: closed({}, 'Nothing more.'),
      answers: { 422: problem('unknown-agency: the list of agencies does not have a receiver; nothing is sent.') },
      carryOut: (tx, row, call) => desk.documents.send(tx, row, call),
    }),
    action(desk, {
      action: 'recall',
      summary: 'Ask the receivers to give it back: status 13',
      body: closed({ note: text(500, 1, 'Why.') }, 'Recall.'),
      carryOut: (tx, row, call) => desk.documents.recall(tx, row, call.body.note, call),
    }),
  ]
}
