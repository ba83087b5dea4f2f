import Type from 'typebox'
import { type Call, type Operation, problem, reading, refused, type Said } from '../../../core/operation.ts'
import { closed, text } from '../../../core/shapes.ts'
import type { Reader } from '../../../core/store.ts'
import { sameNumber, withCode } from '../../centre/lists.ts'
import type { Desk } from '../desk.ts'
import { LARGEST_PAGE, PAGE, summaries, uids } from '../shapes.ts'
import { IdParams } from './dossier-operations.ts'
import { igateErrors as errors } from './errors.ts'
import { numberOfIgate } from './ids.ts'
import { DossierPage, DossierView, dossierOf, dossierView, pageOf } from './views.ts'
import { stateOfIgate } from './words.ts'

const digits = (pattern: string, description: string) => Type.Optional(Type.String({ pattern, description }))
const range = {
  page: digits('^\\d{1,6}$', 'Which page, from 0; the first without.'),
  size: digits('^[1-9]\\d{0,3}$', `Dossiers on a page, at most ${LARGEST_PAGE}; ${PAGE} without.`),
  'agency-code': Type.Optional(text(100, 1, 'Organisation id of the unit; that of the account without.')),
}
const status = digits('^\\d$', 'Only of this state: dossierStatus.id.')
const TodoQuery = closed({ ...range, status }, 'Which page of which list.')
const SearchQuery = closed(
  { ...range, status, code: Type.Optional(text(64, 1, 'Only the dossiers with this number or id.')) },
  'Which page of which list.',
)

interface Asked {
  readonly page?: string
  readonly size?: string
  readonly status?: string
  readonly 'agency-code'?: string
}

const access = { kind: 'permission' } as const
const aPage = { description: 'A page.', schema: DossierPage }
const strange = problem('unknown-agency')

/** What only reads. */
export function listOperations(desk: Desk): Operation[] {
  const { centres } = desk.parts

  const list = async (call: Call<unknown, Asked>, reader: Reader, isTodo: boolean): Promise<Said> => {
    const { query } = call
    const { number, size, start } = partOf(query)
    const state = query.status === undefined ? undefined : stateOfIgate(Number(query.status))
    const asked = { agency: query['agency-code'], state, isTodo, start, length: size }
    const page = await desk.list(reader, asked, call)
    if ('refusal' in page) return page.refusal
    const content = page.rows.map((row) => dossierOf(row, centres))
    return { status: 200, body: pageOf(content, page.total, number, size) }
  }

  const search = async (code: string, query: Asked, reader: Reader): Promise<Said> => {
    const { number, size, start } = partOf(query)
    const wanted = query.status === undefined ? undefined : stateOfIgate(Number(query.status))
    const rows = (await withCode(reader, desk.dialect, code)).filter(
      ({ state, agency }) => state === (wanted ?? state) && agency === (query['agency-code'] ?? agency),
    )
    const content = rows.slice(start, start + size).map((row) => dossierOf(row, centres))
    return { status: 200, body: pageOf(content, rows.length, number, size) }
  }

  return [
    reading({
      name: 'one-stop.igate-search',
      names: ['one-stop.find', 'one-stop.list'],
      nameOf: ({ query }) => (query.code === undefined ? 'one-stop.list' : 'one-stop.find'),
      method: 'GET',
      path: '/pa/dossier-search/dvc',
      summary: `${summaries.list}; or ${summaries.find.toLowerCase()}`,
      access,
      errors,
      query: SearchQuery,
      answers: { 200: aPage, 422: strange },
      handle(call, reader) {
        const { code } = call.query
        return code === undefined ? list(call, reader, false) : search(code, call.query, reader)
      },
    }),

    reading({
      name: 'one-stop.igate-todo',
      names: ['one-stop.todo'],
      nameOf: () => 'one-stop.todo',
      method: 'GET',
      path: '/pa/dossier-search/todo',
      summary: summaries.todo,
      access,
      errors,
      query: TodoQuery,
      answers: { 200: aPage, 422: strange },
      handle: (call, reader) => list(call, reader, true),
    }),

    duplicatesOperation(desk),

    reading({
      name: 'one-stop.igate-dossier',
      names: ['one-stop.dossier'],
      nameOf: () => 'one-stop.dossier',
      method: 'GET',
      path: '/pa/dossier/:id',
      summary: summaries.dossier,
      access,
      errors,
      params: IdParams,
      answers: { 200: { description: 'The dossier.', schema: DossierView }, 404: problem('unknown-dossier') },
      async handle({ params }, reader) {
        const row = await desk.withNumber(reader, numberOfIgate(params.id) ?? 0)
        if (!row) return refused(404, 'unknown-dossier', { id: params.id })
        return { status: 200, body: dossierView(row, centres, await sameNumber(reader, row)) }
      },
    }),
  ]
}

function partOf({ page = '0', size = String(PAGE) }: Asked): { number: number; size: number; start: number } {
  const number = Number(page)
  const length = Math.min(Number(size), LARGEST_PAGE)
  return { number, size: length, start: number * length }
}

function duplicatesOperation(desk: Desk): Operation {
  return reading({
    name: 'one-stop.igate-duplicates',
    names: ['one-stop.duplicates'],
    nameOf: () => 'one-stop.duplicates',
    method: 'GET',
    path: '/pa/dossier-search/duplicates',
    summary: summaries.duplicates,
    access,
    errors,
    query: closed(range, 'Which page of which list.'),
    answers: {
      200: {
        description: 'A page.',
        schema: closed(
          {
            ...DossierPage.properties,
            content: Type.Array(
              closed({ code: Type.String({ description: 'The number.' }), nationCodes: uids }, 'A number.'),
              { description: 'The numbers of the page.' },
            ),
          },
          'Numbers that were given more than once.',
        ),
      },
      422: strange,
    },
    async handle(call, reader) {
      const { number, size, start } = partOf(call.query)
      const found = await desk.duplicates(reader, { agency: call.query['agency-code'], start, length: size }, call)
      if ('refusal' in found) return found.refusal
      const content = found.data.map(({ dossierNo: code, uids: nationCodes }) => ({ code, nationCodes }))
      return { status: 200, body: pageOf(content, found.total, number, size) }
    },
  })
}
