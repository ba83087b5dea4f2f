/** What the one-stop centre takes in of other systems, and what it answers. */
import Type, { type Static } from 'typebox'
import { closed, text, Uid } from '../core/shapes.ts'

export const Papers = Type.Array(text(300, 1), { maxItems: 100, description: 'Papers, by name.' })

/** Kind of the message with which the portal tells what a citizen did online. */
export const CITIZEN_ACT = 'citizen-act'

export const CitizenAct = closed(
  {
    referenceUid: Uid,
    action: Type.Enum(['register', 'supply', 'withdraw'], { description: 'What the citizen did.' }),
    by: text(500, 0, 'Who.'),
    note: text(500, 0, 'Note.'),
    documents: Papers,
    run: text(200, 0, 'Id of the run.'),
    serviceCode: text(100, 1, 'Code of the procedure.'),
    govAgencyCode: text(100, 1, 'Organisation id of the unit.'),
    applicantName: text(500, 0, 'Applicant.'),
    applicantIdType: text(500, 0, 'Kind of identity paper.'),
    applicantIdNo: text(20, 0, 'Its number.'),
  },
  'What a citizen did online.',
)
export type CitizenAct = Static<typeof CitizenAct>

const instant = (what: string) => Type.String({ description: `${what}, ISO 8601; empty where there is none yet.` })

/** What the one-stop centre knows of a dossier, as its answers say it. */
export const Snapshot = closed(
  {
    referenceUid: Uid,
    dossierNo: Type.String({ description: 'Number of the dossier; empty before reception.' }),
    receiveDate: instant('Received'),
    dueDate: instant('Appointment'),
    releaseDate: instant('End of processing'),
    finishDate: instant('End of its way'),
    dossierStatus: Type.String({ description: 'OpenCPS word for the state.' }),
    state: Type.Integer({ minimum: 1, maximum: 10, description: 'TrangThaiHoSo.' }),
    sequence: Type.Integer({ minimum: 1, description: 'Counts the changes; a later one outdates an earlier one.' }),
  },
  'A dossier in short.',
)
export type Snapshot = Static<typeof Snapshot>

/** The reply to a citizen's act that the dossier's state does not allow, or that came before: the centre's own word. */
export const Contradiction = Type.Object(
  { error: Type.String({ description: 'Why.' }), dossier: Snapshot },
  { description: 'The centre is further on than the portal knew.' },
)

/** Kind of the message that tells that an applicant has paid what was demanded. */
export const PAID = 'paid'

export const Paid = closed(
  {
    referenceUid: Uid,
    paymentNo: text(100, 1, 'Number of the payment.'),
    amountVnd: Type.Integer({ minimum: 0, description: 'Paid, đồng.' }),
  },
  'A payment.',
)
export type Paid = Static<typeof Paid>

/** Kind of the message with which the province tells how a dossier stands there. */
export const PROVINCE_STEP = 'province-step'

export const ProvinceStep = closed(
  {
    referenceUid: Uid,
    provinceNo: text(100, 1, 'Number of the dossier at the province.'),
    state: Type.Integer({ minimum: 1, maximum: 10, description: 'TrangThaiHoSo there.' }),
    sequence: Type.Integer({ minimum: 1, maximum: 2 ** 31, description: 'Counts what the province tells of it.' }),
  },
  'How a dossier stands at the province.',
)
export type ProvinceStep = Static<typeof ProvinceStep>
