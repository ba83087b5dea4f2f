import Type, { type Static } from 'typebox'
import { changing, type Operation, problem, reading, refused } from '../core/operation.ts'
import { closed, text, Uid } from '../core/shapes.ts'
import type { Parts } from '../core/stand-in.ts'
import type { Action, Dossiers } from './dossiers.ts'
import { Papers, Snapshot } from './messages.ts'
import { stateOfStatus } from './states.ts'
import type { DossierRow } from './tables.ts'
import { actionCodes } from './transitions.ts'
import { DossierView, dossierView, snapshotOf } from './views.ts'

const RegisterBody = closed(
  {
    referenceUid: Uid,
    serviceCode: text(100, 1, 'Code of the procedure.'),
    govAgencyCode: text(100, 1, 'Organisation id of the unit.'),
    applicantName: text(200, 1, 'Applicant.'),
    applicantIdType: text(20, 1, 'Kind of identity paper.'),
    applicantIdNo: Type.String({ pattern: '^\\d{9,12}$', description: 'Its number.' }),
    viaPostal: Type.Enum([0, 1], { description: '1: the papers came by public post.' }),
    documents: Papers,
  },
  'A dossier to be made.',
)

const ActionBody = closed(
  {
    actionCode: Type.Enum([...actionCodes], { description: 'What is done.' }),
    actionUser: text(200, 1, 'Who does it.'),
    actionNote: Type.Optional(text(500, 0, 'Note.')),
    payload: Type.Optional(
      closed(
        {
          documents: Type.Optional(Papers),
          missing: Type.Optional(Papers),
          draftResult: Type.Optional(text(500, 0, 'Draft of the result.')),
        },
        'What belongs to the action.',
      ),
    ),
  },
  'An action.',
)

const digits = (description: string) => Type.String({ pattern: '^\\d{1,9}$', description })
const ListQuery = closed(
  {
    status: Type.Optional(text(20, 0, 'Only of this status: an OpenCPS word, or a TrangThaiHoSo.')),
    start: Type.Optional(digits('First place in the list, from 0.')),
    end: Type.Optional(digits('First place not wanted.')),
  },
  'Which part of the list.',
)
const UidParams = closed({ referenceUid: Uid }, 'Which dossier.')

const PAGE = 20
const LARGEST_PAGE = 1000

const ALL = 'SELECT * FROM dossier ORDER BY uid LIMIT ? OFFSET ?'
const OF_STATE = 'SELECT * FROM dossier WHERE state = ? ORDER BY uid LIMIT ? OFFSET ?'
const COUNT = 'SELECT count(*) AS n FROM dossier'
const COUNT_OF_STATE = 'SELECT count(*) AS n FROM dossier WHERE state = ?'

const done = { description: 'The dossier afterwards.', schema: Snapshot }

/** The one-stop centre's operations: OpenCPS-like /o/rest/v2/dossiers. */
export function operations({ centres }: Parts, dossiers: Dossiers): Operation[] {
  return [
    changing({
      name: 'one-stop.register',
      method: 'POST',
      path: '/o/rest/v2/dossiers',
      summary: 'Make a dossier',
      access: { kind: 'permission' },
      body: RegisterBody,
      answers: {
        201: done,
        409: problem('already-registered: there is such a dossier.'),
        422: problem('unknown-procedure, unknown-agency'),
      },
      key: ({ body }) => `dossier:${body.referenceUid}`,
      handle: ({ body, ...doing }, tx) => dossiers.register(tx, { ...body, online: false }, doing),
    }),

    changing({
      name: 'one-stop.act',
      names: actionCodes.map((code) => `one-stop.${code}`),
      nameOf: ({ body }) => `one-stop.${body.actionCode}`,
      method: 'POST',
      path: '/o/rest/v2/dossiers/:referenceUid/actions',
      summary: 'Do something with a dossier',
      access: { kind: 'permission' },
      params: UidParams,
      body: ActionBody,
      answers: {
        200: done,
        404: problem('unknown-dossier'),
        409: problem('action-not-allowed: its state does not allow it.'),
        422: problem('too-many-documents'),
      },
      key: ({ params }) => `dossier:${params.referenceUid}`,
      handle: ({ params, body, atMs, run }, tx) =>
        dossiers.act(tx, params.referenceUid, actionOf(body), { atMs, run, by: body.actionUser }),
    }),

    reading({
      name: 'one-stop.dossier',
      method: 'GET',
      path: '/o/rest/v2/dossiers/:referenceUid',
      summary: 'Read a dossier',
      access: { kind: 'permission' },
      params: UidParams,
      answers: { 200: { description: 'The dossier.', schema: DossierView }, 404: problem('unknown-dossier') },
      async handle({ params }, reader) {
        const row = await dossiers.find(reader, params.referenceUid)
        if (!row) return refused(404, 'unknown-dossier', { referenceUid: params.referenceUid })
        return { status: 200, body: dossierView(row, centres) }
      },
    }),

    reading({
      name: 'one-stop.list',
      method: 'GET',
      path: '/o/rest/v2/dossiers',
      summary: 'List dossiers, by their ids',
      access: { kind: 'permission' },
      query: ListQuery,
      answers: {
        200: {
          description: 'A part of the list.',
          schema: closed(
            {
              total: Type.Integer({ minimum: 0, description: 'How many there are.' }),
              data: Type.Array(DossierView, { description: 'Those of the part asked for; at most 1,000.' }),
            },
            'A part of the list.',
          ),
        },
      },
      async handle({ query }, reader) {
        const { status } = query
        const start = Number(query.start ?? 0)
        const length = Math.min(Math.max(0, Number(query.end ?? start + PAGE) - start), LARGEST_PAGE)
        const state = status === undefined ? undefined : (stateOfStatus(status) ?? stateOfNumber(status))
        if (status !== undefined && state === undefined) return refused(400, 'unknown-status', { status })
        const [rows, count] =
          state === undefined
            ? [await reader.all<DossierRow>(ALL, length, start), await reader.get<{ n: number }>(COUNT)]
            : [
                await reader.all<DossierRow>(OF_STATE, state, length, start),
                await reader.get<{ n: number }>(COUNT_OF_STATE, state),
              ]
        return { status: 200, body: { total: count?.n ?? 0, data: rows.map((row) => dossierView(row, centres)) } }
      },
    }),

    reading({
      name: 'one-stop.word',
      method: 'GET',
      path: '/o/rest/v2/dossiers/:referenceUid/syncs',
      summary: 'The centre’s word on a dossier, for the portal',
      access: { kind: 'run' },
      params: UidParams,
      answers: { 200: done, 404: problem('unknown-dossier') },
      async handle({ params }, reader) {
        const row = await dossiers.find(reader, params.referenceUid)
        if (!row) return refused(404, 'unknown-dossier', { referenceUid: params.referenceUid })
        return { status: 200, body: snapshotOf(row) }
      },
    }),
  ]
}

function actionOf(body: Static<typeof ActionBody>): Action {
  return {
    code: body.actionCode,
    note: body.actionNote ?? '',
    documents: body.payload?.documents ?? [],
    missing: body.payload?.missing ?? [],
    draftResult: body.payload?.draftResult ?? '',
  }
}

function stateOfNumber(word: string): number | undefined {
  return /^([1-9]|10)$/.test(word) ? Number(word) : undefined
}
