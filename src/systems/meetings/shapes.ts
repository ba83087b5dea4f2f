import Type, { type Static } from 'typebox'
import { formatInstant } from '../../calendar/index.ts'
import { closed, text } from '../core/shapes.ts'
import type { Reader } from '../core/store.ts'
import { type DecisionRow, type MeetingRow, meetingStates } from './tables.ts'

const DECISIONS = 'SELECT * FROM decision WHERE meeting = ? ORDER BY number LIMIT 1000'

/** Shorter than a document's id: that of a resolution is made from it. */
export const MeetingId = Type.String({
  pattern: '^[A-Za-z0-9._:-]{1,54}$',
  description: 'Id of the meeting, chosen by who convenes it.',
})
export const OrganId = Type.String({ pattern: '^[A-Za-z0-9.]{1,40}$', description: 'Organisation id of the unit.' })
export const Agenda = Type.Array(text(500, 1), { maxItems: 100, description: 'Items of the agenda.' })
export const People = (description: string) => Type.Integer({ minimum: 0, maximum: 10_000, description })
export const Instant = (description: string) =>
  Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T[0-9:.]{8,12}\\+07:00$', description })

const Decision = closed(
  {
    number: Type.Integer({ minimum: 1, description: 'Counts the decisions of the meeting.' }),
    subject: text(500, 1, 'What was decided.'),
    content: text(4000, 0, 'Its text.'),
    inFavour: People('Votes for it.'),
    against: People('Votes against it.'),
    resolutionId: text(64, 0, 'Document that it becomes when the meeting is closed; empty when it becomes none.'),
  },
  'A decision.',
)

export const MeetingView = closed(
  {
    meetingId: MeetingId,
    organId: OrganId,
    subject: text(500, 1, 'What it is about.'),
    state: Type.Enum([...meetingStates], { description: 'How far it has come.' }),
    startsAt: Type.String({ description: 'When it begins, ISO 8601.' }),
    members: People('How many belong to the body.'),
    present: People('How many are there.'),
    attendance: Type.Array(text(200, 1), { description: 'Who is there, by name, where it is recorded.' }),
    agenda: Agenda,
    decisions: Type.Array(Decision, { description: 'What was decided.' }),
    minutes: text(20_000, 0, 'The minutes; empty before they are recorded.'),
    closedAt: Type.String({ description: 'When it was closed, ISO 8601; empty before.' }),
  },
  'A meeting.',
)
export type MeetingView = Static<typeof MeetingView>

export async function viewOf(reader: Reader, row: MeetingRow): Promise<MeetingView> {
  const decisions = await reader.all<DecisionRow>(DECISIONS, row.id)
  return {
    meetingId: row.id,
    organId: row.organ,
    subject: row.subject,
    state: row.state,
    startsAt: formatInstant(row.starts_at),
    members: row.members,
    present: row.present,
    attendance: JSON.parse(row.attendance) as string[],
    agenda: JSON.parse(row.agenda) as string[],
    decisions: decisions.map(({ number, subject, content, in_favour, against, resolution }) => ({
      ...{ number, subject, content, inFavour: in_favour, against, resolutionId: resolution },
    })),
    minutes: row.minutes,
    closedAt: row.closed_at === null ? '' : formatInstant(row.closed_at),
  }
}
