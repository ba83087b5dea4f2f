import Type, { type Static } from 'typebox'
import { formatInstant } from '../../calendar/index.ts'
import { closed, text } from '../core/shapes.ts'
import { isSameDay } from './residents.ts'
import { type MessageRow, messageStates } from './tables.ts'

export const MessageId = Type.String({ pattern: '^[A-Za-z0-9._:-]{1,64}$', description: 'Id of the message.' })
export const GroupId = Type.String({
  pattern: '^\\d{5}-\\d{1,4}$',
  description: 'A group: code of the unit and number of the group, as 30742-017.',
})
export const Papers = Type.Array(text(300, 1), { maxItems: 100, description: 'Papers, by name.' })
export const LONGEST_TEXT = 2000

export const MessageView = closed(
  {
    messageId: MessageId,
    groupId: GroupId,
    sender: text(500, 0, 'Who wrote it.'),
    text: text(LONGEST_TEXT, 0, 'What was written.'),
    state: Type.Enum([...messageStates], { description: 'What has become of it.' }),
    serviceCode: text(100, 0, 'Procedure that is asked for; empty for a question.'),
    referenceUid: text(64, 0, 'Dossier that it becomes; empty for a question.'),
    why: text(500, 0, 'Why the one-stop centre refused it; empty where it did not.'),
    deliveries: Type.Integer({ minimum: 0, description: 'How often it came to the centre.' }),
    writtenAt: Type.String({ description: 'When, ISO 8601.' }),
    deliveredAt: Type.String({ description: 'When it came to the centre, ISO 8601; empty before.' }),
    answer: text(LONGEST_TEXT, 0, 'The answer in the group; empty before.'),
    answeredBy: text(200, 0, 'Who answered.'),
    answeredAt: Type.String({ description: 'When, ISO 8601; empty before.' }),
    sameDay: Type.Boolean({ description: 'Whether it was answered on the day on which it was written.' }),
  },
  'A message of a group.',
)
export type MessageView = Static<typeof MessageView>

export function viewOf(row: MessageRow): MessageView {
  const instant = (atMs: number | null): string => (atMs === null ? '' : formatInstant(atMs))
  return {
    messageId: row.id,
    groupId: row.group_id,
    sender: row.sender,
    text: row.text,
    state: row.state,
    serviceCode: row.service_code,
    referenceUid: row.uid,
    why: row.why,
    deliveries: row.deliveries,
    writtenAt: formatInstant(row.written_at),
    deliveredAt: instant(row.delivered_at),
    answer: row.answer,
    answeredBy: row.answered_by,
    answeredAt: instant(row.answered_at),
    sameDay: isSameDay(row),
  }
}
