/** Envelopes that tell what became of a document at its receiver. */
import Type from 'typebox'
import { conforms } from '../../../schema/index.ts'
import { text } from '../../core/shapes.ts'
import { document, type Organ } from './envelope.ts'
import { readXml } from './xml.ts'

/** StatusCode of edXML, and what it says. */
export const statusWords = {
  '01': 'đã đến',
  '02': 'từ chối',
  '03': 'tiếp nhận',
  '04': 'phân công',
  '05': 'đang xử lý',
  '06': 'hoàn thành',
  '13': 'yêu cầu lấy lại',
  '15': 'đồng ý lấy lại/cập nhật',
  '16': 'từ chối lấy lại/cập nhật',
} as const
export type StatusCode = keyof typeof statusWords
/** In the order in which they are given: JavaScript has 13 before 01. */
export const statusCodes = (Object.keys(statusWords) as StatusCode[]).sort()

const Sender = Type.Object({
  OrganId: Type.String({ pattern: '^[A-Za-z0-9.]{1,40}$' }),
  OrganName: Type.Optional(text(500)),
})

const Wire = Type.Object({
  edXML: Type.Object({
    edXMLEnvelope: Type.Object({
      edXMLHeader: Type.Object({
        Status: Type.Object({
          ResponseFor: Type.Object({ OrganId: Sender.properties.OrganId, DocumentId: text(200, 1) }),
          From: Sender,
          StatusCode: Type.Enum(statusCodes),
          Description: Type.Optional(text(500)),
          StaffInfo: Type.Optional(Type.Union([Type.Literal(''), Type.Object({ Staff: Type.Optional(text(200)) })])),
        }),
      }),
    }),
  }),
})

/** What became of a document at its receiver; with 13, what its sender wants of it. */
export interface Status {
  readonly documentId: string
  /** Whom it is for: the sender of the document; with 13, its receiver. */
  readonly to: string
  readonly from: Organ
  readonly code: StatusCode
  readonly note: string
  readonly staff: string
  /** yyyy/MM/dd HH:mm:ss */
  readonly at: string
}

export function writeStatus({ documentId, to, from, code, note, staff, at }: Status): string {
  return document({
    edXMLEnvelope: {
      edXMLHeader: {
        Status: {
          ResponseFor: { OrganId: to, DocumentId: documentId },
          From: { OrganId: from.organId, OrganName: from.organName },
          StatusCode: code,
          Description: note === '' ? statusWords[code] : note,
          Timestamp: at,
          StaffInfo: { Staff: staff },
        },
      },
    },
  })
}

/** @returns undefined for what is no status */
export function readStatus(xml: string): Status | undefined {
  const wire = readXml(xml)
  if (!conforms(Wire, wire)) return undefined
  const { ResponseFor, From, StatusCode, Description = '', StaffInfo } = wire.edXML.edXMLEnvelope.edXMLHeader.Status
  return {
    documentId: ResponseFor.DocumentId,
    to: ResponseFor.OrganId,
    from: { organId: From.OrganId, organName: From.OrganName ?? '' },
    code: StatusCode,
    note: Description,
    staff: StaffInfo ? (StaffInfo.Staff ?? '') : '',
    at: '',
  }
}
