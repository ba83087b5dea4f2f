import Type, { type Static } from 'typebox'
import { formatInstant } from '../../calendar/index.ts'
import { closed, Uid } from '../core/shapes.ts'
import type { DossierRow, ExchangeRow } from './tables.ts'

const instant = (atMs: number | null): string => (atMs === null ? '' : formatInstant(atMs))
const time = (what: string) => Type.String({ description: `${what}, ISO 8601; empty where there is none yet.` })
const papers = (description: string) => Type.Array(Type.String(), { description })

/** OpenCPS words for the states that a dossier can have at the province. */
const words: Readonly<Record<number, string>> = {
  1: 'new',
  2: 'receiving',
  5: 'waiting',
  7: 'cancelled',
  9: 'releasing',
  10: 'done',
}
export const states = Object.keys(words).map(Number)
const state = (what: string) => Type.Enum([...states], { description: what })
const status = (what: string) => Type.Enum(Object.values(words), { description: what })

/** TrangThaiHoSo of a word or a number; undefined when there is none. */
export function stateOf(word: string): number | undefined {
  return states.find((each) => words[each] === word || String(each) === word)
}

/** What every changing call answers. */
export const Dossier = closed(
  {
    referenceUid: Uid,
    dossierId: Type.Integer({ minimum: 1, description: 'Number that this server made up.' }),
    dossierNo: Type.String({ description: 'Its number at the province; empty until it has arrived.' }),
    receiveDate: time('Arrived at the department'),
    dueDate: time('When the department is to have decided'),
    releaseDate: time('Decided'),
    finishDate: time('Fetched or withdrawn'),
    dossierStatus: status('Its state at the department; new as long as it has not arrived.'),
    state: state('TrangThaiHoSo of the same.'),
    knownStatus: status('Its state as the commune has been told.'),
    knownState: state('TrangThaiHoSo of the same.'),
    decision: Type.Enum(['', 'approve', 'refuse'], { description: 'What was decided, as far as the commune knows.' }),
    sequence: Type.Integer({ minimum: 0, description: 'How much the department has told the commune of it.' }),
  },
  'A dossier in short.',
)

export function dossierOf(row: DossierRow): Static<typeof Dossier> {
  return {
    referenceUid: row.uid,
    dossierId: row.dossier_id,
    dossierNo: row.dossier_no ?? '',
    receiveDate: instant(row.receive_at),
    dueDate: instant(row.due_at),
    releaseDate: instant(row.release_at),
    finishDate: instant(row.finish_at),
    dossierStatus: words[row.state] ?? '',
    state: row.state,
    knownStatus: words[row.told_state] ?? '',
    knownState: row.told_state,
    decision: row.told_state >= 9 ? row.decision : '',
    sequence: row.sequence,
  } as Static<typeof Dossier>
}

export const DossierView = closed(
  {
    ...Dossier.properties,
    serviceCode: Type.String({ description: 'Code of the procedure.' }),
    govAgencyCode: Type.String({ description: 'Organisation id of the commune.' }),
    applicantName: Type.String({ description: 'Applicant.' }),
    applicantIdType: Type.String({ description: 'Kind of identity paper.' }),
    applicantIdNo: Type.String({ description: 'Its number.' }),
    submitDate: time('Handed over'),
    documents: papers('Papers handed over.'),
    missing: papers('Papers asked for.'),
    enteredByHand: Type.Boolean({ description: 'Whether it was typed in at the province.' }),
    dossierNote: Type.String({ description: 'Note of the last action.' }),
  },
  'A dossier.',
)

export function dossierView(row: DossierRow): Static<typeof DossierView> {
  return {
    ...dossierOf(row),
    serviceCode: row.service_code,
    govAgencyCode: row.agency,
    applicantName: row.applicant_name,
    applicantIdType: row.applicant_id_type,
    applicantIdNo: row.applicant_id_no,
    submitDate: instant(row.submit_at),
    documents: JSON.parse(row.documents) as string[],
    missing: JSON.parse(row.missing) as string[],
    enteredByHand: row.by_hand === 1,
    dossierNote: row.note,
  }
}

/** Something that was sent from one side to the other. */
export const Exchange = closed(
  {
    direction: Type.Enum(['to-province', 'to-commune'], { description: 'Which way.' }),
    kind: Type.String({ description: 'What it was: hand-over, supplied, entry, withdrawn; received, asked, decided.' }),
    number: Type.Integer({ minimum: 1, description: 'Counts what was sent of the dossier that way.' }),
    sentDate: time('Sent'),
    takenDate: time('Arrived; empty: on its way, or lost'),
    copies: Type.Integer({ minimum: 0, description: 'How often it arrived.' }),
    isLate: Type.Boolean({ description: 'Whether something that was sent after it arrived before it.' }),
  },
  'Something sent.',
)

export function exchangeOf(row: ExchangeRow): Static<typeof Exchange> {
  return {
    direction: row.direction,
    kind: row.kind,
    number: row.number,
    sentDate: instant(row.sent_at),
    takenDate: instant(row.taken_at),
    copies: row.copies,
    isLate: row.is_late === 1,
  }
}
