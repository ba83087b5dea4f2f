import Type, { type Static } from 'typebox'
import { DAY_MS, parseLocal } from '../../calendar/index.ts'
import { timeForms } from '../../target/index.ts'
import { type Operation, problem, reading, refused } from '../core/operation.ts'
import { closed, text, Uid } from '../core/shapes.ts'
import type { Legs } from './legs.ts'
import { records } from './records.ts'
import { registers } from './registers.ts'
import type { RecordRow, RecordState } from './tables.ts'
import { LegView, legView, Page, page, RecordView, recordView, result } from './views.ts'

const digits = (description: string) => Type.String({ pattern: '^\\d{1,6}$', description })
/** Which page; both lists of this system are asked for like that. */
export const paging = {
  page: Type.Optional(digits('Which page, from 0.')),
  size: Type.Optional(Type.String({ pattern: '^[1-9]\\d{0,2}$', description: 'How many fit on it; 20 without.' })),
}
const PAGE_SIZE = '20'

export function pagingOf({ page: number = '0', size = PAGE_SIZE }: { page?: string; size?: string }) {
  return { number: Number(number), size: Number(size), offset: Number(number) * Number(size) }
}

/** Registers begin in the twentieth century. */
const Day = Type.String({ format: 'date', pattern: '^(19|20)', description: 'A day, from 1900 to 2099.' })

const Search = closed(
  {
    searchKey: Type.Optional(text(200, 0, 'Number of the request, the registration or the applicant; empty for all.')),
    registrationDate: Type.Optional(
      Type.Array(Day, {
        minItems: 2,
        maxItems: 2,
        description: 'First and last day of registration.',
      }),
    ),
    signStatus: Type.Optional(Type.Integer({ minimum: 0, maximum: 1, description: '1: signed; 0: not yet.' })),
    isApprove: Type.Optional(Type.Boolean({ description: 'Whether it was approved.' })),
  },
  'What is looked for.',
)

const WHERE = `FROM record WHERE kind = ? AND arrived <= ? AND state IN (?, ?, ?, ?)
  AND (? = '' OR request_no = ? OR registration_no = ? OR applicant_id_no = ?)
  AND (? = 0 OR (signed_at >= ? AND signed_at < ?))`
const COUNT = `SELECT count(*) AS n ${WHERE}`
const ASCENDING = `SELECT * ${WHERE} ORDER BY id LIMIT ? OFFSET ?`
const DESCENDING = `SELECT * ${WHERE} ORDER BY id DESC LIMIT ? OFFSET ?`

/** The registers, to look into: what is to be approved, signed, or has been published; and one request. */
export function lookingOperations(legs: Legs): Operation[] {
  return [
    reading({
      name: 'civil-status.list',
      method: 'POST',
      path: '/v1/:register/search-approve-publish',
      summary: 'List the records of a register that are to be approved, to be signed or published',
      access: { kind: 'permission' },
      params: closed({ register: Type.Enum([...registers], { description: 'Which register.' }) }, 'Which register.'),
      query: closed(
        {
          ...paging,
          sort: Type.Optional(Type.Enum(['id,asc', 'id,desc'], { default: 'id,asc', description: 'Order.' })),
        },
        'Which page.',
      ),
      body: Search,
      answers: { 200: { description: 'A page of records.', schema: result(Page(RecordView), 'The page.') } },
      async handle({ params, query, body, atMs }, reader) {
        const { searchKey: key = '' } = body
        const [fromMs, toMs] = daysOf(body)
        const where = [params.register, atMs, ...statesOf(body), key, key, key, key]
        const during = [body.registrationDate ? 1 : 0, fromMs, toMs]
        const { number, size, offset } = pagingOf(query)
        const count = await reader.get<{ n: number }>(COUNT, ...where, ...during)
        const sql = query.sort === 'id,desc' ? DESCENDING : ASCENDING
        const rows = await reader.all<RecordRow>(sql, ...where, ...during, size, offset)
        return { status: 200, body: { result: page(rows.map(recordView), count?.n ?? 0, number, size) } }
      },
    }),

    reading({
      name: 'civil-status.record',
      method: 'GET',
      path: '/v1/records/:requestNo',
      summary: 'The record of a request, and how the legs of a linked procedure stand',
      access: { kind: 'permission' },
      params: closed({ requestNo: Uid }, 'Which request.'),
      answers: {
        200: {
          description: 'The record.',
          schema: result(
            closed(
              {
                record: RecordView,
                arrivedAt: Type.String({ description: 'When it arrived, or was entered.' }),
                doubles: Type.Integer({ minimum: 0, description: 'How many more records of this request arrived.' }),
                legs: Type.Array(LegView, {
                  description: 'The further legs of a linked procedure, once it is signed.',
                }),
              },
              'A request.',
            ),
            'The request.',
          ),
        },
        404: problem('unknown-record'),
      },
      async handle({ params: { requestNo }, atMs }, reader) {
        const row = await records.find(reader, requestNo, atMs)
        if (!row) return refused(404, 'unknown-record', { requestNo })
        const doubles = await records.doubles(reader, row, atMs)
        const rows = await legs.of(reader, requestNo)
        const arrivedAt = timeForms.iso.write(row.arrived)
        return {
          status: 200,
          body: { result: { record: recordView(row), arrivedAt, doubles, legs: rows.map(legView) } },
        }
      },
    }),
  ]
}

/** The states that are looked for; four of them, filled up with ones that no record has. */
function statesOf({ signStatus, isApprove }: Static<typeof Search>): string[] {
  const isWanted = (state: RecordState): boolean =>
    (signStatus === undefined || (state === 'signed') === (signStatus === 1)) &&
    (isApprove === undefined || (state === 'approved' || state === 'signed') === isApprove)
  const wanted = (['transferred', 'entered', 'approved', 'signed'] as const).map((state) =>
    isWanted(state) ? state : '',
  )
  return wanted
}

function daysOf({ registrationDate }: Static<typeof Search>): [fromMs: number, toMs: number] {
  const [from, to] = registrationDate ?? []
  return from === undefined || to === undefined ? [0, 0] : [parseLocal(from), parseLocal(to) + DAY_MS]
}
