/** What the population database takes in of the civil-status system, and what it answers. */
import Type, { type Static } from 'typebox'
import { closed, text, Uid } from '../core/shapes.ts'

/** Kind of the message that tells what was signed. */
export const SIGNED = 'civil-status.signed'

export const Signed = closed(
  {
    requestNo: Uid,
    event: Type.Enum(['birth', 'death'], { description: 'What was registered.' }),
    provinceCode: text(2, 0, 'Code of the province; empty where it is not known.'),
    fullName: text(200, 1, 'Whom the record is about.'),
    identityNumber: text(20, 0, 'Identity number of whom it is about; empty for a child that has none yet.'),
    sex: Type.Enum(['male', 'female'], { description: 'Sex.' }),
    registrationNo: text(100, 1, 'Number in the register.'),
  },
  'What was signed.',
)
export type Signed = Static<typeof Signed>

/** The reply to it: the number that the child has from now on, or that the dead had. */
export const Numbered = closed(
  { identityNumber: Type.String({ pattern: '^\\d{12}$', description: 'Identity number of the person.' }) },
  'The person’s number.',
)
