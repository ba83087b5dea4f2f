import Type from 'typebox'
import type { CentreConfiguration } from '../core/configuration.ts'
import { type Call, changing, type Operation, problem, reading, refused } from '../core/operation.ts'
import { closed, text } from '../core/shapes.ts'
import type { Parts } from '../core/stand-in.ts'
import type { Reader } from '../core/store.ts'
import { DELIVERY, type Delivery } from './messages.ts'
import { messageKey, type Residents } from './residents.ts'
import { GroupId, LONGEST_TEXT, MessageId, MessageView, Papers, viewOf } from './shapes.ts'
import { type MessageRow, messageStates } from './tables.ts'

const PAGE = 50
const LIST = 'SELECT * FROM message WHERE organ = ? AND state = ? AND id > ? ORDER BY id LIMIT ?'

/** The unit that a group belongs to. */
export function centreOf({ centres }: Parts, groupId: string): CentreConfiguration | undefined {
  return centres.centre(groupId.slice(0, 5))
}

/** What residents and officials do in the groups. */
export function operations(parts: Parts, residents: Residents): Operation[] {
  const { centres, outbox } = parts
  const isFor = ({ account }: Pick<Call, 'account'>, organ: string): boolean =>
    account?.unit === undefined || centres.centre(account.unit)?.organisationId === organ
  const find = async (reader: Reader, call: Pick<Call, 'account'> & { params: { messageId: string } }) => {
    const row = await residents.find(reader, call.params.messageId)
    return row && isFor(call, row.organ) ? row : undefined
  }
  const Params = closed({ messageId: MessageId }, 'Which.')
  const unknown = ({ params }: { params: { messageId: string } }) =>
    refused(404, 'unknown-message', { messageId: params.messageId })

  return [
    changing({
      name: 'messages.receive',
      method: 'POST',
      path: '/api/groups/:groupId/messages',
      summary: 'Write in a group: the message becomes a dossier at the one-stop centre',
      access: { kind: 'permission' },
      params: closed({ groupId: GroupId }, 'Which.'),
      body: closed(
        {
          messageId: MessageId,
          serviceCode: Type.Optional(text(100, 0, 'Code of the procedure that is asked for; a question without.')),
          text: text(LONGEST_TEXT, 1, 'What is written.'),
          sender: text(500, 1, 'Who writes it.'),
          senderIdNo: Type.Optional(text(20, 0, 'Identity number of who writes it.')),
          documents: Type.Optional(Papers),
        },
        'A message.',
      ),
      answers: {
        201: { description: 'It is written, and mostly delivered.', schema: MessageView },
        404: problem('unknown-group: there is no such unit.'),
        409: problem('already-written: the id is taken.'),
      },
      key: ({ body }) => messageKey(body.messageId),
      async handle(call, tx) {
        const { messageId: id, serviceCode = '', text: written, sender, senderIdNo = '', documents = [] } = call.body
        const centre = centreOf(parts, call.params.groupId)
        if (!centre) return refused(404, 'unknown-group', { groupId: call.params.groupId })
        if (await residents.find(tx, id)) return refused(409, 'already-written', { messageId: id })
        const row = await residents.write(tx, {
          ...{ id, groupId: call.params.groupId, organ: centre.organisationId, sender, senderIdNo, text: written },
          ...{ serviceCode, documents, uid: serviceCode === '' ? '' : id, run: call.run, atMs: call.atMs },
        })
        const body: Delivery = { messageId: id }
        const { atMs, id: callId } = call
        const draft = { kind: DELIVERY, subject: id, body, atMs, unit: centre.code, call: callId }
        await outbox.add(tx, { to: 'messages', ...draft })
        return { status: 201, body: viewOf(row) }
      },
      async after({ body }, said) {
        // Who wrote it finds the dossier when it has come to the centre, and the centre has told the one-stop centre.
        await outbox.deliver('messages', body.messageId)
        await outbox.deliver('one-stop', body.messageId)
        const row = await residents.find(parts.store, body.messageId)
        return row ? { ...said, body: viewOf(row) } : said
      },
    }),

    changing({
      name: 'messages.answer',
      method: 'POST',
      path: '/api/messages/:messageId/answer',
      summary: 'Answer in the group',
      access: { kind: 'permission' },
      params: Params,
      body: closed({ text: text(LONGEST_TEXT, 1, 'The answer.') }, 'An answer.'),
      answers: {
        200: { description: 'The message as it is now.', schema: MessageView },
        404: problem('unknown-message: not known, or another unit’s.'),
        409: problem('already-answered. not-delivered: it has not come to the centre yet.'),
      },
      key: ({ params }) => messageKey(params.messageId),
      async handle(call, tx) {
        const row = await find(tx, call)
        if (!row) return unknown(call)
        if (row.deliveries === 0) return refused(409, 'not-delivered', { messageId: row.id })
        if (row.state === 'answered') return refused(409, 'already-answered', { messageId: row.id })
        return { status: 200, body: viewOf(await residents.answer(tx, row, call.body.text, call.by, call.atMs)) }
      },
    }),

    reading({
      name: 'messages.read',
      method: 'GET',
      path: '/api/messages/:messageId',
      summary: 'A message and what has become of it',
      access: { kind: 'permission' },
      params: Params,
      answers: { 200: { description: 'The message.', schema: MessageView }, 404: problem('unknown-message') },
      async handle(call, reader) {
        const row = await find(reader, call)
        return row ? { status: 200, body: viewOf(row) } : unknown(call)
      },
    }),

    reading({
      name: 'messages.list',
      method: 'GET',
      path: '/api/messages',
      summary: 'The messages of a unit’s groups in a state: what is still to be answered',
      access: { kind: 'permission' },
      query: closed(
        {
          unit: Type.String({ pattern: '^\\d{5}$', description: 'Code of the unit.' }),
          state: Type.Enum([...messageStates], { description: 'Only those in this state.' }),
          after: Type.Optional(
            Type.String({
              pattern: '^[A-Za-z0-9._:-]{0,64}$',
              description: 'Only those after this id: the next page.',
            }),
          ),
        },
        'Which.',
      ),
      answers: {
        200: {
          description: 'Messages.',
          schema: closed(
            { data: Type.Array(MessageView, { description: `In the order of their ids, at most ${PAGE}.` }) },
            'Messages.',
          ),
        },
        404: problem('unknown-unit'),
      },
      async handle(call, reader) {
        const { unit, state, after = '' } = call.query
        const centre = centres.centre(unit)
        if (!centre || !isFor(call, centre.organisationId)) return refused(404, 'unknown-unit', { unit })
        const rows = await reader.all<MessageRow>(LIST, centre.organisationId, state, after, PAGE)
        return { status: 200, body: { data: rows.map(viewOf) } }
      },
    }),
  ]
}
