import Type from 'typebox'
import { keyOf } from '../../chance/index.ts'
import { type Call, changing, type Operation, problem, reading, refused, type Said } from '../core/operation.ts'
import { closed, text, Uid } from '../core/shapes.ts'
import type { Parts } from '../core/stand-in.ts'
import type { Reader } from '../core/store.ts'
import { paging, pagingOf } from './looking-operations.ts'
import type { RecordRow } from './tables.ts'
import { Page, page, recordView, result } from './views.ts'

const VND_PER_COPY = 8000

const Found = closed(
  {
    source: Type.Enum(['old-book', 'register'], { description: 'Brought in from the paper books, or signed here.' }),
    registrationNo: Type.String({ description: 'Number in the register.' }),
    registrationDate: Type.String({ description: 'Day, or year alone in the old books.' }),
    book: Type.String({ description: 'Old book in which it stands; empty for the register.' }),
    fullName: Type.String({ description: 'Whom it is about; empty where the old book is only listed.' }),
    identityNumber: Type.String({ description: 'Number by which it was found.' }),
  },
  'A record of which an extract can be made.',
)

const Issued = closed(
  {
    extractNo: Type.Integer({ minimum: 1, description: 'Number of the extract.' }),
    copies: Type.Integer({ description: 'Copies made.' }),
    feeVnd: Type.Integer({ description: 'Fee, đồng.' }),
  },
  'An extract.',
)

const SearchKey = text(200, 1, 'Identity number, number of the registration, or of the request.')
const SIGNED = `SELECT * FROM record WHERE state = 'signed' AND arrived <= ?
  AND (applicant_id_no = ? OR personal_no = ? OR registration_no = ? OR request_no = ?) ORDER BY id LIMIT ? OFFSET ?`
const COUNT = `SELECT count(*) AS n FROM record WHERE state = 'signed' AND arrived <= ?
  AND (applicant_id_no = ? OR personal_no = ? OR registration_no = ? OR request_no = ?)`
const ISSUE = `INSERT INTO extract (request_no, search_key, copies, issued_at, issued_by) VALUES (?, ?, ?, ?, ?)
  RETURNING id`

/** Search of old data, and copies of extracts. */
export function extractOperations({ faults, centres }: Parts): Operation[] {
  const missing = (call: Call): Said | undefined =>
    faults.find('search-missing', call) && refused(501, 'not-implemented', { message: 'Old data can’t be searched.' })

  const oldRecords = (key: string, call: Call) => {
    // Whether the old book has been brought in depends on whose record it is, not on when it is asked for.
    if (!/^\d{12}$/.test(key) || faults.find('not-digitised', { ...call, id: key })) return []
    return [oldRecord(key, centres.seed)]
  }

  const countSigned = async (reader: Reader, key: string, atMs: number) =>
    (await reader.get<{ n: number }>(COUNT, atMs, key, key, key, key))?.n ?? 0

  return [
    reading({
      name: 'civil-status.search',
      method: 'GET',
      path: '/v1/copy-extract-civil',
      summary: 'Look a record up, also in the old data',
      access: { kind: 'permission' },
      query: closed({ searchKey: SearchKey, ...paging }, 'What is looked for.'),
      answers: {
        200: { description: 'What was found.', schema: result(Page(Found), 'The page.') },
        501: problem('not-implemented: the search of old data is not in place.'),
      },
      async handle(call, reader) {
        const { query, atMs } = call
        const without = missing(call)
        if (without) return without
        const { searchKey: key } = query
        const { number, size, offset } = pagingOf(query)
        const old = oldRecords(key, call)
        const signed = await countSigned(reader, key, atMs)
        const here = old.slice(offset, offset + size)
        const skipped = Math.max(0, offset - old.length)
        const rows = await reader.all<RecordRow>(SIGNED, atMs, key, key, key, key, size - here.length, skipped)
        const content = [...here, ...rows.map((row) => foundOf(row, key))]
        return { status: 200, body: { result: page(content, old.length + signed, number, size) } }
      },
    }),

    changing({
      name: 'civil-status.extract',
      method: 'POST',
      path: '/v1/copy-extract-civil',
      summary: 'Make copies of an extract',
      access: { kind: 'permission' },
      body: closed(
        {
          requestNo: Uid,
          searchKey: SearchKey,
          copies: Type.Integer({ minimum: 1, maximum: 100, description: 'Copies wanted.' }),
        },
        'Of what, and how many.',
      ),
      answers: {
        201: { description: 'The extract.', schema: result(Issued, 'The extract.') },
        404: problem('unknown-record: neither in the register nor in the old data.'),
        501: problem('not-implemented: the search of old data is not in place.'),
      },
      key: ({ body }) => `extract:${body.requestNo}`,
      async handle(call, tx) {
        const { requestNo, searchKey: key, copies } = call.body
        const without = missing(call)
        if (without) return without
        const isThere = oldRecords(key, call).length > 0 || (await countSigned(tx, key, call.atMs)) > 0
        if (!isThere) return refused(404, 'unknown-record', { searchKey: key })
        const row = await tx.get<{ id: number }>(ISSUE, requestNo, key, copies, call.atMs, call.by)
        return { status: 201, body: { result: { extractNo: row?.id, copies, feeVnd: copies * VND_PER_COPY } } }
      },
    }),
  ]
}

/** What an old book says of somebody: made up from the number, always the same. */
function oldRecord(identityNumber: string, seed: number) {
  const key = keyOf(`old ${seed} ${identityNumber}`)
  const year = 1960 + (key % 60)
  return {
    source: 'old-book',
    registrationNo: `${1 + ((key >>> 8) % 400)}/${year}`,
    registrationDate: String(year),
    book: `${String(1 + ((key >>> 20) % 9)).padStart(2, '0')}/${year}`,
    fullName: '',
    identityNumber,
  }
}

function foundOf(row: RecordRow, identityNumber: string) {
  const { registrationNo, registrationDate, fullName } = recordView(row)
  return { source: 'register', registrationNo, registrationDate, book: '', fullName, identityNumber }
}
