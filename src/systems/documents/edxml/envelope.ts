/** Envelopes of documents and of their statuses between agencies: edXML as QCVN 102:2016/BTTTT names it. */
import Type, { type Static, type TSchema } from 'typebox'
import { conforms } from '../../../schema/index.ts'
import { text } from '../../core/shapes.ts'
import { readXml, writeXml } from './xml.ts'

export const NAMESPACE = 'http://www.mic.gov.vn/TBT/QCVN_102_2016'

/** BussinessDocType. */
export const businessTypes = { new: '0', revoke: '1', update: '2', replace: '3' } as const

/** What is read of an element; others may stand beside it. */
const element = <T extends Record<string, TSchema>>(properties: T) => Type.Object(properties)
const optional = (maxLength = 500) => Type.Optional(text(maxLength))
const OrganId = Type.String({ pattern: '^[A-Za-z0-9.]{1,40}$' })
const Organ = element({ OrganId, OrganName: optional() })
const MOST_RECIPIENTS = 100
export const MOST_ATTACHMENTS = 10

const Header = element({
  From: Organ,
  To: Type.Array(Organ, { minItems: 1, maxItems: MOST_RECIPIENTS }),
  Code: element({ CodeNumber: text(20, 1), CodeNotation: text(100, 1) }),
  PromulgationInfo: element({ PromulgationDate: text(20, 1) }),
  DocumentType: element({ Type: Type.Optional(text(20)), TypeName: text(200, 1) }),
  Subject: text(500, 1),
  Content: optional(4000),
  SignerInfo: Type.Optional(Type.Union([Type.Literal(''), element({ FullName: optional(), Position: optional() })])),
  DueDate: optional(40),
  OtherInfo: Type.Optional(Type.Union([Type.Literal(''), element({ Priority: optional(4) })])),
  DocumentId: text(200, 1),
})

const Wire = element({
  edXML: element({
    edXMLEnvelope: element({
      edXMLHeader: element({
        MessageHeader: Header,
        TraceHeaderList: element({
          Bussiness: element({
            BussinessDocType: Type.Enum(Object.values(businessTypes)),
            BussinessDocReason: optional(),
          }),
        }),
      }),
    }),
    AttachmentEncoded: Type.Optional(
      Type.Union([
        Type.Literal(''),
        element({
          Attachment: Type.Array(
            element({ ContentId: text(200, 1), AttachmentName: text(300, 1), ContentTransferEncoded: Type.String() }),
            { maxItems: MOST_ATTACHMENTS },
          ),
        }),
      ]),
    ),
  }),
})

export interface Organ {
  readonly organId: string
  readonly organName: string
}

export interface Attachment {
  readonly name: string
  /** Base64. */
  readonly content: string
}

/** A document between agencies. */
export interface Envelope {
  readonly documentId: string
  readonly business: Static<
    typeof Wire
  >['edXML']['edXMLEnvelope']['edXMLHeader']['TraceHeaderList']['Bussiness']['BussinessDocType']
  readonly reason: string
  readonly from: Organ
  readonly to: readonly Organ[]
  readonly codeNumber: string
  readonly codeNotation: string
  /** yyyy/MM/dd */
  readonly promulgationDate: string
  readonly documentType: string
  readonly subject: string
  readonly content: string
  readonly signer: string
  readonly dueDate: string
  readonly priority: string
  /** yyyy/MM/dd HH:mm:ss */
  readonly sentAt: string
  readonly attachments: readonly Attachment[]
}

/** An envelope as XML. */
export function writeEnvelope(envelope: Envelope): string {
  const { from, to, attachments } = envelope
  return document({
    edXMLEnvelope: {
      edXMLHeader: {
        MessageHeader: {
          From: organ(from),
          To: to.map(organ),
          Code: { CodeNumber: envelope.codeNumber, CodeNotation: envelope.codeNotation },
          PromulgationInfo: { Place: '', PromulgationDate: envelope.promulgationDate },
          DocumentType: { TypeName: envelope.documentType },
          Subject: envelope.subject,
          Content: envelope.content,
          SignerInfo: { FullName: envelope.signer },
          DueDate: envelope.dueDate,
          OtherInfo: { Priority: envelope.priority },
          DocumentId: envelope.documentId,
        },
        TraceHeaderList: {
          TraceHeader: { OrganId: from.organId, Timestamp: envelope.sentAt },
          Bussiness: { BussinessDocType: envelope.business, BussinessDocReason: envelope.reason },
        },
      },
      edXMLBody: {
        edXMLManifest: {
          Reference: attachments.map(({ name }, at) => ({ ContentId: `cid:${at + 1}`, AttachmentName: name })),
        },
      },
    },
    AttachmentEncoded: {
      Attachment: attachments.map(({ name, content }, at) => ({
        ContentId: `cid:${at + 1}`,
        AttachmentName: name,
        ContentTransferEncoded: content,
      })),
    },
  })
}

/** @returns undefined for what is no envelope of a document */
export function readEnvelope(xml: string): Envelope | undefined {
  const wire = readXml(xml)
  if (!conforms(Wire, wire)) return undefined
  const { edXMLEnvelope, AttachmentEncoded } = wire.edXML
  const { MessageHeader: header, TraceHeaderList } = edXMLEnvelope.edXMLHeader
  const { BussinessDocType, BussinessDocReason = '' } = TraceHeaderList.Bussiness
  return {
    documentId: header.DocumentId,
    business: BussinessDocType,
    reason: BussinessDocReason,
    from: organOf(header.From),
    to: header.To.map(organOf),
    codeNumber: header.Code.CodeNumber,
    codeNotation: header.Code.CodeNotation,
    promulgationDate: header.PromulgationInfo.PromulgationDate,
    documentType: header.DocumentType.TypeName,
    subject: header.Subject,
    content: header.Content ?? '',
    signer: header.SignerInfo ? (header.SignerInfo.FullName ?? '') : '',
    dueDate: header.DueDate ?? '',
    priority: (header.OtherInfo ? header.OtherInfo.Priority : undefined) ?? '0',
    sentAt: '',
    attachments: AttachmentEncoded
      ? AttachmentEncoded.Attachment.map((each) => ({
          name: each.AttachmentName,
          content: each.ContentTransferEncoded,
        }))
      : [],
  }
}

/** An answer of the exchange axis; lists of what it holds by the names of their elements. */
export function writeResponse(status: 'OK' | 'ERROR', holds: Readonly<Record<string, unknown>>): string {
  return document({ Response: { Status: status, ...holds } })
}

/** @param content elements without prefix */
export function document(content: Readonly<Record<string, unknown>>): string {
  return writeXml({ 'edXML:edXML': { '@_xmlns:edXML': NAMESPACE, ...(prefixed(content) as object) } })
}

function prefixed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(prefixed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [`edXML:${name}`, prefixed(each)]))
}

function organ({ organId, organName }: Organ): Readonly<Record<string, string>> {
  return { OrganId: organId, OrganName: organName }
}

function organOf({ OrganId: organId, OrganName: organName = '' }: Static<typeof Organ>): Organ {
  return { organId, organName }
}
