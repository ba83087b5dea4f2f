/** What the civil-status system takes in of the portal, and what it tells the population database. */
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
    dateOfBirth: Type.Optional(text(20, 0, 'Date of birth, as 2025-06-28; empty where it is not known.')),
    sex: Type.Optional(Type.Enum(['male', 'female'], { description: 'Sex.' })),
    note: Type.Optional(text(500, 0, 'Note.')),
  },
  'A declaration.',
)
export type Declaration = Static<typeof Declaration>

/** Kind of the message that tells the population database what was signed. */
export const SIGNED = 'civil-status.signed'

export const Signed = closed(
  {
    requestNo: Uid,
    event: Type.Enum(['birth', 'death'], { description: 'What was registered.' }),
    provinceCode: text(2, 0, 'Code of the province; empty where it is not known.'),
    fullName: text(200, 1, 'Whom the record is about.'),
    identityNumber: text(20, 0, 'Identity number of who declared.'),
    sex: Type.Enum(['male', 'female'], { description: 'Sex.' }),
    registrationNo: text(100, 1, 'Number in the register.'),
  },
  'What was signed.',
)
export type Signed = Static<typeof Signed>

/** The reply to it: the number that the child has from now on. */
export const Numbered = closed(
  { identityNumber: Type.String({ pattern: '^\\d{12}$', description: 'Identity number of the person.' }) },
  'The person’s number.',
)
