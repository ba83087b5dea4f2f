import Type from 'typebox'
import { type Call, type Operation, problem, reading, refused, type Said } from '../../../core/operation.ts'
import { closed, text } from '../../../core/shapes.ts'
import type { Reader } from '../../../core/store.ts'
import { sameNumber, withCode } from '../../centre/lists.ts'
import { lookupCodeOf } from '../../centre/receipt.ts'
import { snapshotOf } from '../../items.ts'
import { Snapshot } from '../../messages.ts'
import type { Desk } from '../desk.ts'
import { LARGEST_PAGE, PAGE, summaries, total, uids } from '../shapes.ts'
import { dossierAt, IdParams } from './dossier-operations.ts'
import { DossierView, dossierView, OneDossier, Receipt, receiptOf } from './views.ts'
import { stateOfStatus } from './words.ts'

const place = (description: string) => Type.Optional(Type.String({ pattern: '^\\d{1,9}$', description }))
const range = {
  govAgencyCode: Type.Optional(text(100, 1, 'Organisation id of the unit; that of the account without.')),
  start: place('First place in the list, from 0.'),
  end: place(`First place not wanted; ${PAGE} further on without.`),
}
const ListQuery = closed(
  { ...range, status: Type.Optional(text(20, 0, 'Only of this status: an OpenCPS word, or a TrangThaiHoSo.')) },
  'Which part of which list.',
)
const RangeQuery = closed(range, 'Which part of which list.')

const ListAnswer = closed(
  { total, data: Type.Array(DossierView, { description: `Those of the part asked for; at most ${LARGEST_PAGE}.` }) },
  'A part of the list.',
)
const strange = problem('unknown-agency')
const unknown = problem('unknown-dossier')

/** What only reads. */
export function listOperations(desk: Desk): Operation[] {
  const { centres } = desk.parts
  const list = (isTodo: boolean) => async (call: Call<unknown, ListAsked>, reader: Reader) => {
    const { status, govAgencyCode: agency } = call.query
    const state = status === undefined ? undefined : (stateOfStatus(status) ?? stateOfNumber(status))
    if (status !== undefined && state === undefined) return refused(400, 'unknown-status', { status })
    const page = await desk.list(reader, { agency, state, isTodo, ...partOf(call.query) }, call)
    if ('refusal' in page) return page.refusal
    return { status: 200, body: { total: page.total, data: page.rows.map((row) => dossierView(row, centres)) } }
  }

  return [
    reading({
      name: 'one-stop.list',
      method: 'GET',
      path: '/o/rest/v2/dossiers',
      summary: summaries.list,
      access: { kind: 'permission' },
      query: ListQuery,
      answers: { 200: { description: 'A part of the list.', schema: ListAnswer }, 422: strange },
      handle: list(false),
    }),

    reading({
      name: 'one-stop.todo',
      method: 'GET',
      path: '/o/rest/v2/dossiers/todo',
      summary: `${summaries.todo}: states 1, 2, 4, 9`,
      access: { kind: 'permission' },
      query: ListQuery,
      answers: { 200: { description: 'A part of the list.', schema: ListAnswer }, 422: strange },
      handle: list(true),
    }),

    reading({
      name: 'one-stop.dossier',
      method: 'GET',
      path: '/o/rest/v2/dossiers/:id',
      summary: summaries.dossier,
      access: { kind: 'permission' },
      params: IdParams,
      answers: { 200: { description: 'The dossier.', schema: OneDossier }, 404: unknown },
      async handle({ params }, reader) {
        const row = await dossierAt(desk, reader, params.id)
        if (!row) return refused(404, 'unknown-dossier', { id: params.id })
        return { status: 200, body: { ...dossierView(row, centres), sameNumber: await sameNumber(reader, row) } }
      },
    }),

    duplicatesOperation(desk),

    lookUpOperation(desk),
  ]
}

/** The door at which the portal asks for the centre's word on a dossier, in whichever dialect its unit speaks. */
export function wordOperation(find: (reader: Reader, uid: string) => ReturnType<Desk['withUid']>): Operation {
  return reading({
    name: 'one-stop.word',
    method: 'GET',
    path: '/o/rest/v2/dossiers/:id/syncs',
    summary: 'The centre’s word on a dossier, for the portal',
    access: { kind: 'run' },
    params: IdParams,
    answers: { 200: { description: 'The dossier.', schema: Snapshot }, 404: unknown },
    async handle({ params }, reader) {
      const row = await find(reader, params.id)
      return row ? { status: 200, body: snapshotOf(row) } : refused(404, 'unknown-dossier', { referenceUid: params.id })
    },
  })
}

interface ListAsked {
  readonly govAgencyCode?: string
  readonly start?: string
  readonly end?: string
  readonly status?: string
}

function partOf({ start = '0', end }: ListAsked): { start: number; length: number } {
  const first = Number(start)
  return { start: first, length: Math.min(Math.max(0, Number(end ?? first + PAGE) - first), LARGEST_PAGE) }
}

function stateOfNumber(word: string): number | undefined {
  return /^([1-9]|10)$/.test(word) ? Number(word) : undefined
}

function duplicatesOperation(desk: Desk): Operation {
  return reading({
    name: 'one-stop.duplicates',
    method: 'GET',
    path: '/o/rest/v2/dossiers/duplicates',
    summary: summaries.duplicates,
    access: { kind: 'permission' },
    query: RangeQuery,
    answers: {
      200: {
        description: 'A part of the list.',
        schema: closed(
          {
            total,
            data: Type.Array(
              closed({ dossierNo: Type.String({ description: 'The number.' }), referenceUids: uids }, 'A number.'),
              { description: 'The numbers.' },
            ),
          },
          'Numbers that were given more than once.',
        ),
      },
      422: strange,
    },
    async handle(call, reader): Promise<Said> {
      const asked = { agency: call.query.govAgencyCode, ...partOf(call.query) }
      const found = await desk.duplicates(reader, asked, call)
      if ('refusal' in found) return found.refusal
      const data = found.data.map(({ dossierNo, uids: referenceUids }) => ({ dossierNo, referenceUids }))
      return { status: 200, body: { total: found.total, data } }
    },
  })
}

function lookUpOperation({ dialect, parts: { centres } }: Desk): Operation {
  return reading({
    name: 'one-stop.look-up',
    method: 'GET',
    path: '/o/rest/v2/receipts',
    summary: 'See how a dossier stands, with the number and look-up code of its receipt',
    access: { kind: 'public' },
    query: closed(
      {
        dossierNo: text(60, 1, 'Number of the dossier.'),
        lookupCode: text(10, 1, 'Look-up code on the receipt.'),
      },
      'What the receipt says.',
    ),
    answers: { 200: { description: 'How it stands.', schema: Receipt }, 404: unknown },
    async handle({ query }, reader) {
      const { dossierNo, lookupCode } = query
      const rows = await withCode(reader, dialect, dossierNo)
      const row = rows.find((each) => each.dossier_no === dossierNo && lookupCodeOf(each, centres.seed) === lookupCode)
      return row ? { status: 200, body: receiptOf(row, centres) } : refused(404, 'unknown-dossier')
    },
  })
}
