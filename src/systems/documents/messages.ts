/** What document management takes in: of itself, over the exchange axis, and of the meetings. */
import Type, { type Static } from 'typebox'
import { closed, text, Uid } from '../core/shapes.ts'
import { statusCodes } from './edxml/status.ts'

const organ = (what: string) => Type.String({ pattern: '^[A-Za-z0-9.]{1,40}$', description: what })

/** Kind of the message that carries a document over the exchange axis. */
export const EDOC = 'edoc'

export const Edoc = closed(
  {
    documentId: text(200, 1, 'DocumentId of the envelope.'),
    from: organ('Organisation id of the sender.'),
    to: organ('Organisation id of the receiver.'),
    envelope: text(400_000, 1, 'The envelope, XML.'),
  },
  'A document on the exchange axis.',
)
export type Edoc = Static<typeof Edoc>

/** Kind of the message that carries the status of a document over the exchange axis. */
export const EDOC_STATUS = 'edoc-status'

export const EdocStatus = closed(
  {
    documentId: text(200, 1, 'DocumentId of the envelope that it is about.'),
    from: organ('Organisation id of who tells it.'),
    to: organ('Organisation id of who is told.'),
    code: Type.Enum(statusCodes, { description: 'StatusCode.' }),
    note: text(500, 0, 'Description.'),
    envelope: text(20_000, 1, 'The envelope, XML.'),
  },
  'What became of a document.',
)
export type EdocStatus = Static<typeof EdocStatus>

/** Kind of the message with which a meeting hands a resolution over: it is drafted as an outgoing document. */
export const RESOLUTION = 'resolution'

export const Resolution = closed(
  {
    documentId: Uid,
    organId: organ('Organisation id of the unit.'),
    subject: text(500, 1, 'What was decided.'),
    content: text(4000, 0, 'The resolution.'),
    meetingId: text(64, 1, 'Id of the meeting.'),
    by: text(200, 0, 'Who closed the meeting.'),
  },
  'A resolution.',
)
export type Resolution = Static<typeof Resolution>
