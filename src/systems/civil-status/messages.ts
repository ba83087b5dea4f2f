/** What the civil-status system takes in of the portal. */
import Type, { type Static } from 'typebox'
import { closed, text, Uid } from '../core/shapes.ts'

/** Kind of the message with which the portal hands over what a citizen declared. */
export const TRANSFER = 'civil-status.transfer'

/** What is declared. A transfer may lack something: whoever enters the record completes it. */
export const Declaration = closed(
  {
    requestNo: Uid,
    serviceCode: text(100, 1, 'Code of the procedure; it says which register the record belongs to.'),
    govAgencyCode: text(100, 1, 'Organisation id of the unit.'),
    applicantName: text(200, 0, 'Who declares it.'),
    applicantIdNo: text(20, 0, 'Identity number of who declares it: 12 digits.'),
    fullName: text(200, 0, 'Whom the record is about.'),
    personIdNo: Type.Optional(text(20, 0, 'Identity number of whom the record is about, where they have one.')),
    dateOfBirth: Type.Optional(text(20, 0, 'Date of birth, as 2025-06-28; empty where it is not known.')),
    sex: Type.Optional(Type.Enum(['male', 'female'], { description: 'Sex.' })),
    note: Type.Optional(text(500, 0, 'Note.')),
  },
  'A declaration.',
)
export type Declaration = Static<typeof Declaration>
