/** Shapes of the bodies and answers of document management. */
import Type, { type Static } from 'typebox'
import { closed, text } from '../core/shapes.ts'
import { MOST_ATTACHMENTS } from './edxml/envelope.ts'
import { states } from './states.ts'

/** What comes over the exchange axis gets ids that begin with edoc-. */
export const NewId = Type.String({
  pattern: '^(?!edoc-)[A-Za-z0-9._:-]{1,64}$',
  description: 'Id of the document, chosen by who makes it; "edoc-…" is for what comes over the exchange axis.',
})
export const Id = Type.String({ pattern: '^[A-Za-z0-9._:-]{1,64}$', description: 'Id of the document.' })
export const OrganId = (what: string) => Type.String({ pattern: '^[A-Za-z0-9.]{1,40}$', description: what })
export const Note = Type.Optional(text(500, 0, 'Note.'))
export const DueDate = Type.Optional(
  Type.String({ pattern: '^(\\d{4}/\\d{2}/\\d{2})?$', description: 'Until when it is to be done, yyyy/MM/dd.' }),
)
export const Priority = Type.Optional(
  Type.Integer({ minimum: 0, maximum: 4, default: 0, description: '0 normal, 1 urgent, 2 very urgent, 3 at once.' }),
)

/** Kinds of outgoing documents by name, and what stands behind their number. */
export const notations = {
  'Công văn': 'UBND',
  'Quyết định': 'QĐ-UBND',
  'Tờ trình': 'TTr-UBND',
  'Báo cáo': 'BC-UBND',
  'Thông báo': 'TB-UBND',
  'Kế hoạch': 'KH-UBND',
  'Giấy mời': 'GM-UBND',
  'Nghị quyết': 'NQ-HĐND',
} as const
export type DocumentType = keyof typeof notations
export const documentTypes = Object.keys(notations) as DocumentType[]

export const Attachments = Type.Array(
  closed(
    {
      name: Type.String({ pattern: '^[^\\u0000/\\\\]{1,300}$', description: 'Name of the file; no path.' }),
      content: Type.String({
        pattern: '^[A-Za-z0-9+/]*={0,2}$',
        maxLength: 200_000,
        description: 'Content, base64.',
      }),
    },
    'An attachment.',
  ),
  { maxItems: MOST_ATTACHMENTS, description: 'Attachments.' },
)

const Organ = (what: string) =>
  closed({ organId: OrganId('Organisation id.'), organName: text(500, 0, 'Name of the agency.') }, what)

export const DocumentView = closed(
  {
    documentId: Id,
    direction: Type.Enum(['in', 'out'], { description: 'Incoming or outgoing.' }),
    organId: OrganId('Unit that has it.'),
    state: Type.Enum([...states], { description: 'Where it is on its way.' }),
    documentType: text(200, 0, 'Kind of document.'),
    subject: text(500, 0, 'What it is about.'),
    registerNo: Type.Integer({ minimum: 0, description: 'Number in the register; 0 before it has one.' }),
    codeNotation: text(200, 0, 'Number and notation, as 12/QĐ-UBND; empty before it has them.'),
    promulgationDate: text(20, 0, 'yyyy/MM/dd; empty before it is issued.'),
    from: Organ('Who sends it.'),
    to: Type.Array(Organ('A receiver.'), { description: 'Who it is for.' }),
    dueDate: text(20, 0, 'Until when it is to be done; empty without.'),
    priority: Type.Integer({ minimum: 0, maximum: 4, description: 'How urgent.' }),
    assignee: text(200, 0, 'Who is to do it; empty before it is assigned.'),
    result: text(4000, 0, 'What was done.'),
    signer: text(200, 0, 'Who signed it.'),
    copies: Type.Integer({ minimum: 0, description: 'How often it came over the exchange axis; 0 by other ways.' }),
    recall: Type.Enum(['', 'asked', 'agreed', 'refused'], { description: 'Whether its sender wants it back.' }),
    exchangeId: text(200, 0, 'DocumentId on the exchange axis; empty where it never goes over it.'),
  },
  'A document.',
)
export type DocumentView = Static<typeof DocumentView>

export const WholeDocument = closed(
  {
    ...DocumentView.properties,
    content: text(4000, 0, 'Its text.'),
    attachments: Attachments,
    history: Type.Array(
      closed(
        {
          action: text(60, 0, 'What was done.'),
          by: text(200, 0, 'Who did it.'),
          at: Type.String({ description: 'When, ISO 8601.' }),
          note: text(500, 0, 'Note.'),
        },
        'A step.',
      ),
      { description: 'What was done with it, oldest first.' },
    ),
    deliveries: Type.Array(
      closed(
        {
          organId: OrganId('Receiver.'),
          statusCode: text(2, 0, 'StatusCode of edXML; empty before the receiver has told any.'),
          at: Type.String({ description: 'Since when, ISO 8601.' }),
          note: text(500, 0, 'What the receiver said.'),
        },
        'What a receiver made of it.',
      ),
      { description: 'What became of it at its receivers.' },
    ),
  },
  'A document with all that is known of it.',
)
export type WholeDocument = Static<typeof WholeDocument>
