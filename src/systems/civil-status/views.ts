import Type, { type TSchema } from 'typebox'
import { formatDate } from '../../calendar/index.ts'
import { closed, Uid } from '../core/shapes.ts'
import { legStates, legSystems } from '../linked/messages.ts'
import type { Declaration } from './messages.ts'
import { registers } from './registers.ts'
import { type LegRow, type RecordRow, recordStates } from './tables.ts'

const word = (description: string) => Type.String({ description })

export const RecordView = closed(
  {
    id: Type.Integer({ minimum: 1, description: 'Number of the record in this system.' }),
    requestNo: Uid,
    register: Type.Enum([...registers], { description: 'Which register.' }),
    serviceCode: word('Code of the procedure.'),
    unitCode: word('Code of the unit.'),
    status: Type.Enum([...recordStates], { description: 'How far it is.' }),
    origin: Type.Enum(['transfer', 'desk', 'help-desk'], { description: 'Where it was made.' }),
    isApprove: Type.Boolean({ description: 'Whether it was approved.' }),
    signStatus: Type.Integer({ minimum: 0, maximum: 1, description: '1: signed and published.' }),
    fullName: word('Whom it is about.'),
    applicantName: word('Who declared it.'),
    applicantIdNo: word('Identity number of who declared it.'),
    registrationNo: word('Number in the register; empty before it is signed.'),
    registrationDate: word('Date of registration; empty before it is signed.'),
    personalNo: word('Identity number that the population database gave; empty before.'),
  },
  'A record.',
)

export function recordView(row: RecordRow) {
  const declaration = JSON.parse(row.declaration) as Declaration
  return {
    id: row.id,
    requestNo: row.request_no,
    register: row.kind,
    serviceCode: declaration.serviceCode,
    unitCode: row.unit,
    status: row.state,
    origin: row.origin,
    isApprove: row.state === 'approved' || row.state === 'signed',
    signStatus: row.state === 'signed' ? 1 : 0,
    fullName: row.full_name,
    applicantName: declaration.applicantName,
    applicantIdNo: row.applicant_id_no,
    registrationNo: row.registration_no,
    registrationDate: row.signed_at === null ? '' : formatDate(row.signed_at),
    personalNo: row.personal_no,
  }
}

export const LegView = closed(
  {
    system: Type.Enum([...legSystems], { description: 'Who does the leg.' }),
    state: Type.Enum(['sent', 'not-connected', ...legStates], { description: 'How it stands, as far as it told.' }),
    resultNo: word('Number of what was issued; empty before.'),
    reason: word('Why it failed; empty otherwise.'),
  },
  'A leg of a linked procedure.',
)

export function legView({ system, state, result_no: resultNo, reason }: LegRow) {
  return { system, state, resultNo, reason }
}

/** An answer of this system: what there is stands in `result`. */
export function result<T extends TSchema>(schema: T, description: string) {
  return closed({ result: schema }, description)
}

/** A page of a list, as Spring writes it. */
export function Page<T extends TSchema>(item: T) {
  const whole = (description: string) => Type.Integer({ minimum: 0, description })
  return closed(
    {
      content: Type.Array(item, { description: 'What is on the page.' }),
      totalElements: whole('How many there are.'),
      totalPages: whole('How many pages.'),
      number: whole('Which page, from 0.'),
      size: whole('How many fit on a page.'),
      empty: Type.Boolean({ description: 'Whether nothing is on the page.' }),
    },
    'A page.',
  )
}

export function page<T>(content: readonly T[], totalElements: number, number: number, size: number) {
  const totalPages = Math.ceil(totalElements / size)
  return { content, totalElements, totalPages, number, size, empty: content.length === 0 }
}
