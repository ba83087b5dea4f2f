import Type, { type Static } from 'typebox'
import type { Centres } from '../../../core/centres.ts'
import { closed } from '../../../core/shapes.ts'
import { type DossierRow, digitisedOf, papersOf } from '../../centre/tables.ts'
import * as shapes from '../shapes.ts'
import { igateId } from './ids.ts'
import { springTime } from './times.ts'
import { igateStatus } from './words.ts'

const { orNull, texts } = shapes
const instant = (atMs: number | null): string | null => (atMs === null ? null : springTime(atMs))

export const Id = Type.String({ pattern: '^[0-9a-f]{24}$', description: 'Id that this server made up.' })

/** D of docs/dialects.md. */
export const Dossier = closed(
  {
    id: Id,
    nationCode: Type.String({ description: 'Id of the dossier in every system.' }),
    code: orNull('Number of the dossier'),
    agency: closed({ code: shapes.agencyCode }, 'Unit.'),
    procedure: closed({ code: shapes.serviceCode, name: shapes.serviceName }, 'Procedure.'),
    dossierStatus: closed(
      {
        id: Type.Integer({ minimum: 0, maximum: 9, description: 'Which state.' }),
        name: Type.String({ description: 'Its name.' }),
      },
      'State.',
    ),
    acceptedDate: orNull('Received, in UTC'),
    appointmentDate: orNull('Appointment, in UTC'),
    completedDate: orNull('End of processing, in UTC'),
    returnedDate: orNull('End of its way, in UTC'),
    sequence: shapes.sequence,
  },
  'A dossier in short.',
)

export function dossierOf(row: DossierRow, centres: Centres): Static<typeof Dossier> {
  return {
    id: igateId(row.dossier_id),
    nationCode: row.uid,
    code: row.dossier_no,
    agency: { code: row.agency },
    procedure: { code: row.service_code, name: centres.procedure(row.service_code)?.name ?? '' },
    dossierStatus: igateStatus(row.state),
    acceptedDate: instant(row.receive_at),
    appointmentDate: instant(row.due_at),
    completedDate: instant(row.release_at),
    returnedDate: instant(row.finish_at),
    sequence: row.sequence,
  }
}

export const DossierView = closed(
  {
    ...Dossier.properties,
    applicant: closed(
      {
        fullname: Type.String({ description: 'Applicant.' }),
        identityType: Type.String({ description: 'Kind of identity paper.' }),
        identityNumber: Type.String({ description: 'Its number.' }),
      },
      'Applicant.',
    ),
    receivingKind: shapes.channel,
    submittedDate: Type.String({ description: 'Handed in, in UTC.' }),
    firstAppointmentDate: orNull('Appointment before the apology, in UTC'),
    fileList: texts('Papers handed in.'),
    missingList: texts('Papers asked for.'),
    comment: Type.String({ description: 'Note of the last action.' }),
    assignee: orNull('Who processes it'),
    draftResult: orNull('Draft of the result'),
    digitisedFileList: Type.Array(
      closed(
        {
          name: Type.String({ description: 'Paper or result.' }),
          kind: shapes.digitalKind,
          status: shapes.digitalStatus,
        },
        'A paper or result.',
      ),
      { description: 'What is known of its digitisation.' },
    ),
    payment: closed(
      {
        amount: Type.Union([shapes.amount, Type.Null()], { description: 'Demanded, đồng; null where nothing is.' }),
        code: orNull('Number of the payment'),
        paidDate: orNull('Paid, in UTC'),
        calls: shapes.times,
      },
      'Payment.',
    ),
    province: closed(
      {
        code: orNull('Its number at the province'),
        dossierStatus: Type.Union([Dossier.properties.dossierStatus, Type.Null()], {
          description: 'Its state there; null where it is not.',
        }),
      },
      'Province.',
    ),
    sameCode: shapes.sameNumber,
  },
  'A dossier.',
)

/** The whole dossier. @param sameCode ids of others with its number */
export function dossierView(row: DossierRow, centres: Centres, sameCode: string[]): Static<typeof DossierView> {
  return {
    ...dossierOf(row, centres),
    applicant: {
      fullname: row.applicant_name,
      identityType: row.applicant_id_type,
      identityNumber: row.applicant_id_no,
    },
    receivingKind: row.channel as 1 | 2 | 3,
    submittedDate: springTime(row.submit_at),
    firstAppointmentDate: instant(row.first_due_at),
    fileList: papersOf(row.documents),
    missingList: papersOf(row.missing),
    comment: row.note,
    assignee: row.assignee,
    draftResult: row.draft_result,
    digitisedFileList: digitisedOf(row).map(({ document: name, kind, status }) => ({ name, kind, status })),
    payment: {
      amount: row.amount_vnd,
      code: row.payment_no,
      paidDate: instant(row.paid_at),
      calls: row.payment_calls,
    },
    province: {
      code: row.province_no,
      dossierStatus: row.province_state === null ? null : igateStatus(row.province_state),
    },
    sameCode,
  }
}

/** A page as Spring has it. */
export const DossierPage = closed(
  {
    content: Type.Array(Dossier, { description: 'The dossiers of the page.' }),
    totalElements: shapes.total,
    totalPages: Type.Integer({ minimum: 0, description: 'How many pages there are.' }),
    number: Type.Integer({ minimum: 0, description: 'Which page this is, from 0.' }),
    size: Type.Integer({ minimum: 1, description: 'How many dossiers a page has.' }),
    first: Type.Boolean({ description: 'Whether it is the first.' }),
    last: Type.Boolean({ description: 'Whether it is the last.' }),
    empty: Type.Boolean({ description: 'Whether it is empty.' }),
  },
  'A page.',
)

export function pageOf<T>(content: readonly T[], total: number, number: number, size: number) {
  const totalPages = Math.ceil(total / size)
  return {
    content,
    totalElements: total,
    totalPages,
    number,
    size,
    first: number === 0,
    last: number >= totalPages - 1,
    empty: content.length === 0,
  }
}
