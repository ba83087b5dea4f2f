import Type, { type Static } from 'typebox'
import { standInNames } from '../../schema/index.ts'
import type { Outgoing, Reply } from './messages.ts'
import { closed, text } from './shapes.ts'

/** Messages that come together: no more in one request, and no longer a body. */
export const MOST_MESSAGES = 500
export const INNER_BODY_LIMIT_BYTES = 16 * 1024 * 1024
export const INNER_PATH = '/inner/messages'

/** A message on its way between stand-ins. */
export const WireMessage = closed(
  {
    id: text(200, 1, 'Id of the message; the same in every attempt.'),
    from: Type.Enum([...standInNames], { description: 'Who sends it.' }),
    kind: text(60, 1, 'Kind of message.'),
    subject: text(200, 1, 'What must stay in order.'),
    atMs: Type.Integer({ description: 'Scenario time at which it counts, epoch ms.' }),
    dueMs: Type.Integer({ description: 'Scenario time until which it is held; atMs when it is not held.' }),
    ordered: Type.Boolean({ description: 'Whether those behind it about the same subject wait for it.' }),
    call: text(200, 0, 'Call that caused it.'),
    body: Type.Unknown({ description: 'As the kind of message has it.' }),
  },
  'A message.',
)
export type WireMessage = Static<typeof WireMessage>

export const WireMessages = closed(
  { messages: Type.Array(WireMessage, { maxItems: MOST_MESSAGES, description: 'Oldest first.' }) },
  'Messages that come together.',
)

export const WireReplies = closed(
  {
    replies: Type.Array(
      closed(
        {
          status: Type.Integer({ description: 'Below 500: it need not come again.' }),
          body: Type.Unknown({ description: 'As the kind of message has it.' }),
        },
        'What was said.',
      ),
      { description: 'One for each message, in their order.' },
    ),
  },
  'What was said.',
)

/** A message with what a planted fault makes of it. */
export interface Posting {
  readonly message: Outgoing
  readonly id: string
  readonly dueMs: number
  readonly ordered: boolean
}

/** The body of a request to INNER_PATH. What is JSON already is not read only to be written again. */
export function wireText(postings: readonly Posting[]): string {
  const parts = postings.map(({ message, id, dueMs, ordered }) => {
    const { from, kind, subject, atMs, call } = message
    const head = JSON.stringify({ id, from, kind, subject, atMs, dueMs, ordered, call })
    return `${head.slice(0, -1)},"body":${message.text}}`
  })
  return `{"messages":[${parts.join(',')}]}`
}

/** The replies in an answer; undefined when it is none. */
export function wireReplies(status: number, body: unknown, expected: number): readonly Reply[] | undefined {
  if (status !== 200 || typeof body !== 'object' || body === null || !('replies' in body)) return undefined
  const { replies } = body
  return Array.isArray(replies) && replies.length === expected ? (replies as Reply[]) : undefined
}
