import { formatInstant } from '../../calendar/index.ts'
import type { Reader } from '../core/store.ts'
import type { DocumentView, WholeDocument } from './shapes.ts'
import type { DeliveryRow, Details, DocumentRow, StepRow } from './tables.ts'

const HISTORY = 'SELECT sequence, action, done_by, at, note FROM step WHERE uid = ? ORDER BY sequence LIMIT 1000'
const DELIVERIES = 'SELECT organ, status, at, note FROM delivery WHERE uid = ? ORDER BY organ'

export function detailsOf(row: DocumentRow): Details {
  return JSON.parse(row.details) as Details
}

export function viewOf(row: DocumentRow): DocumentView {
  const details = detailsOf(row)
  return {
    documentId: row.uid,
    direction: row.direction,
    organId: row.organ,
    state: row.state,
    documentType: details.documentType,
    subject: row.subject,
    registerNo: row.register_no,
    codeNotation: row.code_notation,
    promulgationDate: details.promulgationDate,
    from: details.from,
    to: [...details.to],
    dueDate: details.dueDate,
    priority: details.priority,
    assignee: details.assignee,
    result: details.result,
    signer: details.signer,
    copies: row.copies,
    recall: details.recall,
    exchangeId: row.exchange_id,
  }
}

export async function wholeOf(reader: Reader, row: DocumentRow): Promise<WholeDocument> {
  const steps = await reader.all<StepRow>(HISTORY, row.uid)
  const deliveries = await reader.all<DeliveryRow>(DELIVERIES, row.uid)
  const { content, attachments } = detailsOf(row)
  return {
    ...viewOf(row),
    content,
    attachments: [...attachments],
    history: steps.map(({ action, done_by: by, at, note }) => ({ action, by, at: formatInstant(at), note })),
    deliveries: deliveries.map(({ organ, status, at, note }) => ({
      organId: organ,
      statusCode: status,
      at: formatInstant(at),
      note,
    })),
  }
}

/** yyyy/MM/dd in Vietnam, as edXML has dates. */
export function dateOf(atMs: number): string {
  return formatInstant(atMs).slice(0, 10).replaceAll('-', '/')
}

/** yyyy/MM/dd HH:mm:ss in Vietnam. */
export function timestampOf(atMs: number): string {
  return `${dateOf(atMs)} ${formatInstant(atMs).slice(11, 19)}`
}
