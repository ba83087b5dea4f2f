import Type from 'typebox'
import { changing, type Operation, problem, refused } from '../core/operation.ts'
import { closed, text } from '../core/shapes.ts'
import type { Parts } from '../core/stand-in.ts'
import { centreOf } from './operations.ts'
import { messageKey, type Residents } from './residents.ts'
import { GroupId, LONGEST_TEXT } from './shapes.ts'
import { isSigned, SIGNATURE_HEADER } from './signature.ts'

const CODE = /(?<![\d.])\d\.\d{6}(?!\d)/

/** The door at which a provider of groups delivers what was written in them, signed. */
export function webhook(parts: Parts, residents: Residents): Operation {
  const { accounts, centres, outbox } = parts
  return changing({
    name: 'messages.webhook',
    method: 'POST',
    path: '/webhook',
    summary: 'Deliver what was written in a group',
    description: 'The same msg_id again is the same message delivered again: it is counted, and has no second effect.',
    access: {
      kind: 'own',
      what: `The header ${SIGNATURE_HEADER} holds "sha256=" and the HMAC-SHA256, hex, of the body as JSON without spaces, with the secret of the account app_id.`,
    },
    body: closed(
      {
        app_id: text(100, 1, 'Account of the provider.'),
        event_name: Type.Literal('user_send_group_text', { description: 'What happened.' }),
        timestamp: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: 'When, epoch ms.' }),
        sender: closed({ id: text(100, 1, 'User id.'), name: text(500, 1, 'Name.') }, 'Who wrote it.'),
        group_id: GroupId,
        message: closed(
          {
            msg_id: Type.String({ pattern: '^[A-Za-z0-9_-]{1,50}$', description: 'Id that the provider gives it.' }),
            text: text(LONGEST_TEXT, 1, 'What was written. It asks for the procedure whose code or name stands in it.'),
          },
          'The message.',
        ),
      },
      'An event.',
    ),
    answers: {
      200: {
        description: 'It was taken in.',
        schema: closed(
          {
            messageId: text(64, 1, 'Its id here.'),
            referenceUid: text(64, 0, 'Dossier that it becomes; empty for a question.'),
            deliveries: Type.Integer({ minimum: 1, description: 'How often it has been delivered.' }),
          },
          'What was taken in.',
        ),
      },
      401: problem('wrong-signature: not signed, or not with this secret.'),
      404: problem('unknown-group: there is no such unit.'),
    },
    key: ({ body }) => messageKey(idOf(body.message.msg_id)),
    before({ body, headers, atMs }) {
      const account = accounts.find(body.app_id)
      const mayDeliver = account !== undefined && accounts.holds(account, 'messages.webhook', atMs)
      return mayDeliver && isSigned(body, account.secret, headers[SIGNATURE_HEADER])
        ? undefined
        : refused(401, 'wrong-signature')
    },
    async handle({ body, run, atMs }, tx) {
      const { message, group_id: groupId, sender } = body
      const centre = centreOf(parts, groupId)
      if (!centre) return refused(404, 'unknown-group', { groupId })
      const id = idOf(message.msg_id)
      const before = await residents.find(tx, id)
      const serviceCode = asked(message.text)
      const written = {
        ...{ id, groupId, organ: centre.organisationId, sender: sender.name, senderIdNo: '', text: message.text },
        ...{ serviceCode, documents: [], uid: serviceCode === '' ? '' : id, run, atMs },
      }
      const row = await residents.deliver(tx, before ?? (await residents.write(tx, written)), atMs)
      return { status: 200, body: { messageId: id, referenceUid: row.uid, deliveries: row.deliveries } }
    },
    async after({ body }) {
      await outbox.deliver('one-stop', idOf(body.message.msg_id))
      return undefined
    },
  })

  /** Code of the procedure that a text asks for: the code itself, or the longest name that stands in it; '' for none. */
  function asked(words: string): string {
    const [code = ''] = CODE.exec(words) ?? []
    if (centres.procedure(code)) return code
    const lower = words.normalize('NFC').toLowerCase()
    const named = centres.procedures.filter(({ name }) => lower.includes(name.toLowerCase()))
    return named.sort((a, b) => b.name.length - a.name.length)[0]?.code ?? ''
  }
}

/** Apart from the ids that others choose. */
function idOf(msgId: string): string {
  return `group:${msgId}`
}
