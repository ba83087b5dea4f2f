import Type, { type Static } from 'typebox'
import { type Call, type Operation, problem, reading, refused, type Said } from '../../../core/operation.ts'
import { closed, Uid } from '../../../core/shapes.ts'
import type { Reader } from '../../../core/store.ts'
import { sameNumber } from '../../centre/lists.ts'
import type { Desk } from '../desk.ts'
import * as shapes from '../shapes.ts'
import { done, doneAnswer, errors } from './envelope.ts'
import { Dossier, DossierView, dossierOf, dossierView, StatusWord } from './views.ts'
import { stateOfWord } from './words.ts'

const part = {
  maCoQuan: shapes.agencyCode,
  trang: Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'Which page, from 1.' }),
  soLuong: Type.Integer({ minimum: 1, maximum: shapes.LARGEST_PAGE, description: 'Dossiers on a page.' }),
}
const PartBody = closed(part, 'Which page of which list.')
const ListBody = closed({ ...part, trangThai: Type.Optional(StatusWord) }, 'Which page of which list.')
const ListData = closed(
  { danhSach: Type.Array(Dossier, { description: 'The dossiers of the page.' }), tongSo: shapes.total },
  'A page.',
)

const access = { kind: 'permission' } as const
const unknown = problem('UNKNOWN_DOSSIER')
const strange = problem('UNKNOWN_AGENCY')

/** What only reads. */
export function listOperations(desk: Desk): Operation[] {
  const { centres } = desk.parts
  const list = async (call: Call<unknown, unknown, Static<typeof ListBody>>, reader: Reader, isTodo: boolean) => {
    const { maCoQuan: agency, trangThai } = call.body
    const state = trangThai === undefined ? undefined : stateOfWord(trangThai)
    const page = await desk.list(reader, { agency, state, isTodo, ...partOf(call.body) }, call)
    if ('refusal' in page) return page.refusal
    return done({ danhSach: page.rows.map(dossierOf), tongSo: page.total })
  }

  return [
    reading({
      name: 'one-stop.portal-get-by-reference',
      names: ['one-stop.find'],
      nameOf: () => 'one-stop.find',
      method: 'POST',
      path: '/api/v1/submitting/dossier/get-by-reference',
      summary: shapes.summaries.find,
      access,
      errors,
      body: closed({ maThamChieu: Uid }, 'Which dossier.'),
      answers: { ...doneAnswer(Dossier), 404: unknown },
      async handle({ body }, reader): Promise<Said> {
        const row = await desk.withUid(reader, body.maThamChieu)
        return row ? done(dossierOf(row)) : refused(404, 'unknown-dossier')
      },
    }),

    reading({
      name: 'one-stop.portal-get',
      names: ['one-stop.dossier'],
      nameOf: () => 'one-stop.dossier',
      method: 'POST',
      path: '/api/v1/submitting/dossier/get',
      summary: shapes.summaries.dossier,
      access,
      errors,
      body: closed({ idHoSo: shapes.dossierNumber }, 'Which dossier.'),
      answers: { ...doneAnswer(DossierView), 404: unknown },
      async handle({ body }, reader) {
        const row = await desk.withNumber(reader, body.idHoSo)
        if (!row) return refused(404, 'unknown-dossier')
        return done(dossierView(row, centres, await sameNumber(reader, row)))
      },
    }),

    reading({
      name: 'one-stop.portal-list',
      names: ['one-stop.list'],
      nameOf: () => 'one-stop.list',
      method: 'POST',
      path: '/api/v1/reporting/dossier/list',
      summary: shapes.summaries.list,
      access,
      errors,
      body: ListBody,
      answers: { ...doneAnswer(ListData), 422: strange },
      handle: (call, reader) => list(call, reader, false),
    }),

    reading({
      name: 'one-stop.portal-todo',
      names: ['one-stop.todo'],
      nameOf: () => 'one-stop.todo',
      method: 'POST',
      path: '/api/v1/reporting/dossier/todo',
      summary: shapes.summaries.todo,
      access,
      errors,
      body: ListBody,
      answers: { ...doneAnswer(ListData), 422: strange },
      handle: (call, reader) => list(call, reader, true),
    }),

    duplicatesOperation(desk),
  ]
}

function partOf({ trang, soLuong }: Static<typeof PartBody>): { start: number; length: number } {
  return { start: (trang - 1) * soLuong, length: soLuong }
}

function duplicatesOperation(desk: Desk): Operation {
  return reading({
    name: 'one-stop.portal-duplicates',
    names: ['one-stop.duplicates'],
    nameOf: () => 'one-stop.duplicates',
    method: 'POST',
    path: '/api/v1/reporting/dossier/duplicates',
    summary: shapes.summaries.duplicates,
    access,
    errors,
    body: PartBody,
    answers: {
      ...doneAnswer(
        closed(
          {
            danhSach: Type.Array(
              closed({ maHoSo: Type.String({ description: 'The number.' }), maThamChieu: shapes.uids }, 'A number.'),
              { description: 'The numbers of the page.' },
            ),
            tongSo: shapes.total,
          },
          'Numbers that were given more than once.',
        ),
      ),
      422: strange,
    },
    async handle(call, reader) {
      const found = await desk.duplicates(reader, { agency: call.body.maCoQuan, ...partOf(call.body) }, call)
      if ('refusal' in found) return found.refusal
      const danhSach = found.data.map(({ dossierNo: maHoSo, uids: maThamChieu }) => ({ maHoSo, maThamChieu }))
      return done({ danhSach, tongSo: found.total })
    },
  })
}
