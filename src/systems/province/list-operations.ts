import Type from 'typebox'
import { type Operation, problem, reading, refused, type Said } from '../core/operation.ts'
import { closed, text, Uid } from '../core/shapes.ts'
import type { Reader } from '../core/store.ts'
import { find } from './dossiers.ts'
import { exchangesOf } from './exchanges.ts'
import type { DossierRow } from './tables.ts'
import { DossierView, dossierView, Exchange, exchangeOf, stateOf } from './views.ts'

const PAGE = 20
const LARGEST_PAGE = 1000

const place = (description: string) => Type.Optional(Type.String({ pattern: '^\\d{1,9}$', description }))
const range = {
  govAgencyCode: Type.Optional(text(100, 1, 'Organisation id of the commune; every one without.')),
  start: place('First place in the list, from 0.'),
  end: place(`First place not wanted; ${PAGE} further on without.`),
}
const ListQuery = closed(
  { ...range, status: Type.Optional(text(20, 0, 'Only of this state at the department: a word, or TrangThaiHoSo.')) },
  'Which part of which list.',
)
const TodoQuery = closed(
  {
    ...range,
    side: Type.Enum(['commune', 'department'], {
      description: 'Who has something to do: the commune supplies or fetches, the department decides.',
    }),
  },
  'Which part of which list.',
)
const UidParams = closed({ referenceUid: Uid }, 'Which dossier.')
const total = Type.Integer({ minimum: 0, description: 'How many there are.' })
const list = {
  description: 'A part of the list.',
  schema: closed(
    { total, data: Type.Array(DossierView, { description: `Those of the part; at most ${LARGEST_PAGE}.` }) },
    'A part of the list.',
  ),
}

interface Range {
  readonly start?: string
  readonly end?: string
}

async function listed(
  reader: Reader,
  conditions: readonly string[],
  values: readonly (string | number)[],
  { start = '0', end }: Range,
): Promise<Said> {
  const first = Number(start)
  const length = Math.min(Math.max(0, Number(end ?? first + PAGE) - first), LARGEST_PAGE)
  const from = `FROM dossier${conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`}`
  const count = await reader.get<{ n: number }>(`SELECT count(*) AS n ${from}`, ...values)
  const rows = await reader.all<DossierRow>(
    `SELECT * ${from} ORDER BY dossier_id LIMIT ? OFFSET ?`,
    ...values,
    length,
    first,
  )
  return { status: 200, body: { total: count?.n ?? 0, data: rows.map(dossierView) } }
}

/** What only reads. */
export function listOperations(): Operation[] {
  return [
    reading({
      name: 'province.dossier',
      method: 'GET',
      path: '/o/rest/v2/dossiers/:referenceUid',
      summary: 'Read a dossier',
      access: { kind: 'permission' },
      params: UidParams,
      answers: { 200: { description: 'The dossier.', schema: DossierView }, 404: problem('unknown-dossier') },
      async handle({ params }, reader) {
        const row = await find(reader, params.referenceUid)
        return row
          ? { status: 200, body: dossierView(row) }
          : refused(404, 'unknown-dossier', { referenceUid: params.referenceUid })
      },
    }),

    reading({
      name: 'province.exchanges',
      method: 'GET',
      path: '/o/rest/v2/dossiers/:referenceUid/exchanges',
      summary: 'See what commune and province have sent each other of a dossier: what is lost, late, doubled',
      access: { kind: 'permission' },
      params: UidParams,
      answers: {
        200: {
          description: 'In the order in which it was sent.',
          schema: closed(
            { total, data: Type.Array(Exchange, { description: 'What was sent.' }) },
            'What was sent, both ways.',
          ),
        },
        404: problem('unknown-dossier'),
      },
      async handle({ params }, reader) {
        const row = await find(reader, params.referenceUid)
        if (!row) return refused(404, 'unknown-dossier', { referenceUid: params.referenceUid })
        const data = (await exchangesOf(reader, row.uid)).map(exchangeOf)
        return { status: 200, body: { total: data.length, data } }
      },
    }),

    reading({
      name: 'province.list',
      method: 'GET',
      path: '/o/rest/v2/dossiers',
      summary: 'List dossiers, in the order in which they were handed over',
      access: { kind: 'permission' },
      query: ListQuery,
      answers: { 200: list },
      async handle({ query }, reader) {
        const { govAgencyCode, status } = query
        const state = status === undefined ? undefined : stateOf(status)
        if (status !== undefined && state === undefined) return refused(400, 'unknown-status', { status })
        const conditions = [
          ...(govAgencyCode === undefined ? [] : ['agency = ?']),
          ...(state === undefined ? [] : ['state = ?']),
        ]
        const values = [govAgencyCode, state].filter((value) => value !== undefined)
        return listed(reader, conditions, values, query)
      },
    }),

    reading({
      name: 'province.todo',
      method: 'GET',
      path: '/o/rest/v2/dossiers/todo',
      summary: 'List dossiers with which something is to be done',
      access: { kind: 'permission' },
      query: TodoQuery,
      answers: { 200: list },
      handle({ query }, reader) {
        const { govAgencyCode, side } = query
        // In the words of the indexes dossier_to_decide and dossier_to_fetch.
        const conditions = [side === 'department' ? 'state = 2' : 'told_state IN (5, 9)']
        if (govAgencyCode !== undefined) conditions.unshift('agency = ?')
        return listed(reader, conditions, govAgencyCode === undefined ? [] : [govAgencyCode], query)
      },
    }),
  ]
}
