import { formatDate } from '../../calendar/index.ts'
import { type Receiver, receiver } from '../core/messages.ts'
import type { Tx } from '../core/store.ts'
import { Signed } from './messages.ts'
import type { PersonRow } from './tables.ts'

/** Century digit of people born in the 2300s: the number has the shape of a real one and can’t be one. */
const CENTURY_DIGIT = { male: '8', female: '9' } as const
/** Never assigned to a province. */
const NO_PROVINCE = '000'
const SERIAL_DIGITS = 6

const NUMBER = `INSERT INTO person_number (prefix, last) VALUES (?, 1)
  ON CONFLICT (prefix) DO UPDATE SET last = person_number.last + 1 RETURNING last`
const OF_REQUEST = 'SELECT * FROM person WHERE request_no = ?'
const TAKEN = 'SELECT * FROM person WHERE identity_number = ?'
const ADD = `INSERT INTO person (identity_number, full_name, state, request_no) VALUES (?, ?, ?, ?)
  ON CONFLICT (identity_number) DO UPDATE SET state = excluded.state, request_no = excluded.request_no`

/** Takes in what the civil-status system signed: a child gets a number, who died is noted. */
export const registrations: Receiver = receiver({
  body: Signed,
  key: ({ body }) => `request:${body.requestNo}`,
  async handle({ body, atMs }, tx) {
    const before = await tx.get<PersonRow>(OF_REQUEST, body.requestNo)
    if (before) return { status: 200, body: { identityNumber: before.identity_number } }
    if (body.event === 'death') return died(tx, body)
    const identityNumber = await nextNumber(tx, body, formatDate(atMs).slice(2, 4))
    await tx.run(ADD, identityNumber, body.fullName, 'living', body.requestNo)
    return { status: 200, body: { identityNumber } }
  },
})

async function died(tx: Tx, { identityNumber, fullName, requestNo }: Signed) {
  if (!/^\d{12}$/.test(identityNumber)) return { status: 422, body: { error: 'unknown-person' } }
  await tx.run(ADD, identityNumber, fullName, 'deceased', requestNo)
  return { status: 200, body: { identityNumber } }
}

async function nextNumber(tx: Tx, { provinceCode, sex }: Signed, year: string): Promise<string> {
  const province = /^\d{2}$/.test(provinceCode) ? `0${provinceCode}` : NO_PROVINCE
  const prefix = `${province}${CENTURY_DIGIT[sex]}${year}`
  for (;;) {
    const serial = await tx.get<{ last: number }>(NUMBER, prefix)
    const number = `${prefix}${String(serial?.last).padStart(SERIAL_DIGITS, '0')}`
    if (!(await tx.get(TAKEN, number))) return number
  }
}
