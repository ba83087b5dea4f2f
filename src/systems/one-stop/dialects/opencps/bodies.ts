import Type, { type Static } from 'typebox'
import { parseIso } from '../../../../target/index.ts'
import { closed, text, Uid } from '../../../core/shapes.ts'
import type { Action } from '../../centre/actions.ts'
import { actionCodes } from '../../transitions.ts'
import * as shapes from '../shapes.ts'

export const Booking = closed(
  {
    govAgencyCode: shapes.agencyCode,
    serviceCode: shapes.serviceCode,
    bookingName: text(200, 1, 'Who takes the ticket.'),
  },
  'A ticket wanted.',
)

export const NewDossier = closed(
  {
    referenceUid: Uid,
    serviceCode: shapes.serviceCode,
    govAgencyCode: shapes.agencyCode,
    applicantName: shapes.applicantName,
    applicantIdType: shapes.idType,
    applicantIdNo: shapes.idNumber,
    viaPostal: Type.Enum([0, 1], { description: '1: the papers came by public post.' }),
    documents: shapes.documents,
  },
  'A dossier to be made.',
)

export const ActionBody = closed(
  {
    actionCode: Type.Enum([...actionCodes], { description: 'What is done.' }),
    actionUser: text(200, 1, 'Who does it; whoever is logged in counts before.'),
    actionNote: Type.Optional(shapes.note),
    dueDate: Type.Optional(
      Type.String({
        pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,3})?\\+07:00$',
        description: 'Of apologise: the new appointment, ISO 8601. Without: the limit of the procedure again.',
      }),
    ),
    payload: Type.Optional(
      closed(
        {
          documents: Type.Optional(shapes.documents),
          missing: Type.Optional(shapes.missing),
          draftResult: Type.Optional(shapes.draftResult),
          assignee: Type.Optional(shapes.assignee),
          amountVnd: Type.Optional(shapes.amount),
          inCash: Type.Optional(shapes.inCash),
        },
        'What belongs to the action.',
      ),
    ),
  },
  'An action.',
)

export const DocumentsBody = closed(
  { documents: shapes.documents, kind: shapes.digitalKind, digitalStatus: shapes.digitalStatus },
  'Papers, or the result, and how they are digitised.',
)

/** The action of a body; undefined when its date does not exist. */
export function actionOf(body: Static<typeof ActionBody>): Action | undefined {
  const { actionCode: code, actionNote: note = '', payload = {}, dueDate } = body
  switch (code) {
    case 'supply':
      return { code, note, documents: payload.documents ?? [] }
    case 'ask-supplement':
      return { code, note, missing: payload.missing ?? [] }
    case 'hand-over':
      return { code, note, assignee: payload.assignee }
    case 'process':
      return { code, note, draftResult: payload.draftResult ?? '' }
    case 'demand-payment':
      return { code, note, amountVnd: payload.amountVnd }
    case 'confirm-payment':
      return { code, note, inCash: payload.inCash === true }
    case 'apologise': {
      const dueMs = dueDate === undefined ? undefined : parseIso(dueDate)
      return dueDate !== undefined && dueMs === undefined ? undefined : { code, note, dueMs }
    }
    default:
      return { code, note }
  }
}
