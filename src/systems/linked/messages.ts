/**
 * What the systems of a linked procedure tell each other. One declaration is split into sub-dossiers, all with the
 * dossier's id as their common reference; each leg tells how it stands.
 */
import Type, { type Static } from 'typebox'
import { closed, text, Uid } from '../core/shapes.ts'

/** Systems that do a leg beside the civil-status system. */
export const legSystems = ['residence', 'health-insurance'] as const
export type LegSystem = (typeof legSystems)[number]

/** Kind of the message that hands a leg over. */
export const LEG = 'linked-leg'

export const linkedEvents = ['birth', 'death'] as const

export const Leg = closed(
  {
    reference: Uid,
    event: Type.Enum([...linkedEvents], { description: 'What was registered.' }),
    unitCode: Type.String({ pattern: '^\\d{5}$', description: 'Code of the unit.' }),
    fullName: text(200, 1, 'Whom it concerns.'),
    applicantIdNo: text(20, 0, 'Identity number of who declared it.'),
    registrationNo: text(100, 1, 'Number in the register of births or deaths.'),
  },
  'A leg of a linked procedure.',
)
export type Leg = Static<typeof Leg>

/** Kind of the message with which a leg tells how it stands. */
export const LEG_REPORT = 'leg-report'

export const legStates = ['received', 'processing', 'done', 'failed'] as const
export type LegState = (typeof legStates)[number]

export const LegReport = closed(
  {
    reference: Uid,
    state: Type.Enum([...legStates], { description: 'How the leg stands.' }),
    resultNo: text(100, 0, 'Number of what was issued; empty before.'),
    reason: text(500, 0, 'Why it failed; empty otherwise.'),
    sequence: Type.Integer({ minimum: 1, maximum: 2 ** 31, description: 'Counts its changes; a later one counts.' }),
  },
  'How a leg stands.',
)
export type LegReport = Static<typeof LegReport>
