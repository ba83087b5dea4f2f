import Type, { type Static } from 'typebox'
import { formatInstant } from '../../../../calendar/index.ts'
import type { Centres } from '../../../core/centres.ts'
import { closed } from '../../../core/shapes.ts'
import { lookupCodeOf } from '../../centre/receipt.ts'
import { type DossierRow, digitisedOf, papersOf } from '../../centre/tables.ts'
import { snapshotOf } from '../../items.ts'
import { Snapshot } from '../../messages.ts'
import * as shapes from '../shapes.ts'
import { limitOf } from './limit.ts'

const { said, texts } = shapes
const instant = (atMs: number | null): string => (atMs === null ? '' : formatInstant(atMs))

/** What every changing call answers: D of docs/dialects.md. */
export const Dossier = closed(
  {
    ...Snapshot.properties,
    dossierId: shapes.dossierNumber,
    lookupCode: said('Look-up code on the receipt, four characters'),
  },
  'A dossier in short.',
)

export function dossierOf(row: DossierRow, centres: Centres): Static<typeof Dossier> {
  return {
    ...snapshotOf(row),
    dossierId: row.dossier_id,
    lookupCode: row.dossier_no === null ? '' : lookupCodeOf(row, centres.seed),
  }
}

export const DossierView = closed(
  {
    ...Dossier.properties,
    serviceCode: shapes.serviceCode,
    serviceName: shapes.serviceName,
    govAgencyCode: shapes.agencyCode,
    applicantName: said('Applicant'),
    applicantIdType: said('Kind of identity paper'),
    applicantIdNo: said('Its number'),
    submitDate: Type.String({ description: 'Handed in, ISO 8601.' }),
    viaPostal: Type.Enum([0, 1], { description: '1: the papers came by public post.' }),
    online: Type.Boolean({ description: 'Whether it came through the portal.' }),
    durationUnit: Type.Enum([0, 1], { description: '0 working days of 8 hours, 1 working hours.' }),
    durationCount: Type.Number({ minimum: 0, description: 'Statutory limit in these units.' }),
    documents: texts('Papers handed in.'),
    missing: texts('Papers asked for.'),
    dossierNote: said('Note of the last action'),
    assignee: said('Who processes it'),
    draftResult: said('Draft of the result'),
    firstDueDate: said('Appointment before the apology, ISO 8601'),
    digitised: Type.Array(
      closed(
        {
          documentName: Type.String({ description: 'Paper or result.' }),
          kind: shapes.digitalKind,
          digitalStatus: shapes.digitalStatus,
        },
        'A paper or result.',
      ),
      { description: 'What is known of its digitisation.' },
    ),
    amountVnd: Type.Integer({ minimum: 0, description: 'Demanded, đồng; 0 where nothing is.' }),
    paymentNo: said('Number of the payment'),
    paymentDate: said('Paid, ISO 8601'),
    paymentCalls: shapes.times,
    provinceNo: said('Its number at the province'),
    provinceState: Type.Integer({ minimum: 0, maximum: 10, description: 'TrangThaiHoSo there; 0 where it is not.' }),
  },
  'A dossier.',
)

/** The whole dossier as it stands in a list. */
export function dossierView(row: DossierRow, centres: Centres): Static<typeof DossierView> {
  const { unit, count } = limitOf(centres, row.service_code)
  return {
    ...dossierOf(row, centres),
    serviceCode: row.service_code,
    serviceName: centres.procedure(row.service_code)?.name ?? '',
    govAgencyCode: row.agency,
    applicantName: row.applicant_name,
    applicantIdType: row.applicant_id_type,
    applicantIdNo: row.applicant_id_no,
    submitDate: formatInstant(row.submit_at),
    viaPostal: row.channel === 3 ? 1 : 0,
    online: row.channel === 2,
    durationUnit: unit,
    durationCount: count,
    documents: papersOf(row.documents),
    missing: papersOf(row.missing),
    dossierNote: row.note,
    assignee: row.assignee ?? '',
    draftResult: row.draft_result ?? '',
    firstDueDate: instant(row.first_due_at),
    digitised: digitisedOf(row).map(({ document, kind, status }) => ({
      documentName: document,
      kind,
      digitalStatus: status,
    })),
    amountVnd: row.amount_vnd ?? 0,
    paymentNo: row.payment_no ?? '',
    paymentDate: instant(row.paid_at),
    paymentCalls: row.payment_calls,
    provinceNo: row.province_no ?? '',
    provinceState: row.province_state ?? 0,
  }
}

/** The whole dossier, and whether its number is its own. */
export const OneDossier = closed({ ...DossierView.properties, sameNumber: shapes.sameNumber }, 'A dossier.')

/** What whoever holds the receipt may know. */
export const Receipt = closed(
  {
    dossierNo: Type.String({ description: 'Number of the dossier.' }),
    serviceName: shapes.serviceName,
    govAgencyName: Type.String({ description: 'Name of the unit.' }),
    receiveDate: said('Received, ISO 8601'),
    dueDate: said('Appointment, ISO 8601'),
    releaseDate: said('End of processing, ISO 8601'),
    finishDate: said('End of its way, ISO 8601'),
    dossierStatus: Type.String({ description: 'OpenCPS word for the state.' }),
    state: shapes.state,
  },
  'The state of a dossier, without personal data.',
)

export function receiptOf(row: DossierRow, centres: Centres): Static<typeof Receipt> {
  const { dossierNo, receiveDate, dueDate, releaseDate, finishDate, dossierStatus, state } = snapshotOf(row)
  return {
    dossierNo,
    serviceName: centres.procedure(row.service_code)?.name ?? '',
    govAgencyName: centres.ofOrganisation(row.agency)?.name ?? '',
    receiveDate,
    dueDate,
    releaseDate,
    finishDate,
    dossierStatus,
    state,
  }
}
