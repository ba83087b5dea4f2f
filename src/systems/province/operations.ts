import Type from 'typebox'
import { type Call, changing, type Operation, problem, refused, type Said } from '../core/operation.ts'
import { closed, text, Uid } from '../core/shapes.ts'
import type { Parts } from '../core/stand-in.ts'
import { act, actionCodes } from './acts.ts'
import { find, type HandedOver, insert, receive, save } from './dossiers.ts'
import { noteCome } from './exchanges.ts'
import { listOperations } from './list-operations.ts'
import type { Sides } from './sides.ts'
import { Dossier, dossierOf } from './views.ts'

export const NOT_MAPPED = 'not-mapped'

const Papers = Type.Array(text(300, 1), { maxItems: 100, description: 'Papers, by name.' })
const HandedOverBody = closed(
  {
    referenceUid: Uid,
    serviceCode: text(100, 1, 'Code of the procedure.'),
    govAgencyCode: text(100, 1, 'Organisation id of the commune.'),
    applicantName: text(200, 1, 'Applicant.'),
    applicantIdType: text(20, 1, 'Kind of identity paper.'),
    applicantIdNo: Type.String({ pattern: '^\\d{9,12}$', description: 'Its number.' }),
    documents: Papers,
  },
  'A dossier of a commune.',
)
export const UidParams = closed({ referenceUid: Uid }, 'Which dossier.')

const strange = problem(
  `unknown-procedure, unknown-agency; ${NOT_MAPPED}: the commune’s fields are not understood here.`,
)
const done = { description: 'The dossier afterwards.', schema: Dossier }

/** The province's operations: a commune hands over, supplies and fetches; the department asks and decides. */
export function operations(parts: Parts, sides: Sides): Operation[] {
  const { centres, faults } = parts
  const objection = ({ serviceCode, govAgencyCode }: HandedOver): Said | undefined => {
    if (!centres.procedure(serviceCode)) return refused(422, 'unknown-procedure', { serviceCode })
    if (!centres.ofOrganisation(govAgencyCode)) return refused(422, 'unknown-agency', { govAgencyCode })
    return undefined
  }

  return [
    changing({
      name: 'province.hand-over',
      method: 'POST',
      path: '/o/rest/v2/dossiers',
      summary: 'A commune hands a dossier over',
      access: { kind: 'permission' },
      body: HandedOverBody,
      answers: { 201: done, 409: problem('already-handed-over'), 422: strange },
      key: ({ body }) => `dossier:${body.referenceUid}`,
      async handle(call, tx) {
        const { body } = call
        const refusal = objection(body)
        if (refusal) return refusal
        const unit = centres.ofOrganisation(body.govAgencyCode)?.code
        if (faults.find(NOT_MAPPED, { ...call, unit })) {
          return refused(422, NOT_MAPPED, { fields: ['documents', 'dossierStatus', 'receiveDate'] })
        }
        const before = await find(tx, body.referenceUid)
        if (before) return refused(409, 'already-handed-over', { state: before.state })
        const row = await insert(tx, body, call.atMs)
        await sides.toProvince(tx, row, 'hand-over', call)
        return { status: 201, body: dossierOf(row) }
      },
      after: (call, said, isRepeat) =>
        isRepeat ? undefined : settled(parts, sides, call, call.body.referenceUid, said),
    }),

    changing({
      name: 'province.enter',
      method: 'POST',
      path: '/o/rest/v2/entries',
      summary: 'An official types a dossier in at the province, where the hand-over could not bring it',
      access: { kind: 'permission' },
      body: HandedOverBody,
      answers: { 200: done, 422: problem('unknown-procedure, unknown-agency') },
      key: ({ body }) => `dossier:${body.referenceUid}`,
      async handle(call, tx) {
        const { body, atMs } = call
        const refusal = objection(body)
        if (refusal) return refusal
        const row = (await find(tx, body.referenceUid)) ?? (await insert(tx, body, atMs))
        await noteCome(tx, { uid: row.uid, direction: 'to-province', kind: 'entry', atMs })
        // What is there already is not made again; the entry is noted all the same.
        if (row.state === 1) {
          await receive(tx, row, centres, atMs)
          row.by_hand = 1
          await sides.toCommune(tx, row, 'received', call)
          await save(tx, row)
        }
        return { status: 200, body: dossierOf(row) }
      },
      after: (call, said, isRepeat) =>
        isRepeat ? undefined : settled(parts, sides, call, call.body.referenceUid, said),
    }),

    actOperation(parts, sides),

    ...listOperations(),
  ]
}

function actOperation(parts: Parts, sides: Sides): Operation {
  return changing({
    name: 'province.act',
    names: actionCodes.map((code) => `province.${code}`),
    nameOf: ({ body }) => `province.${body.actionCode}`,
    method: 'POST',
    path: '/o/rest/v2/dossiers/:referenceUid/actions',
    summary: 'The department asks or decides; the commune supplies or fetches',
    access: { kind: 'permission' },
    params: UidParams,
    body: closed(
      {
        actionCode: Type.Enum([...actionCodes], { description: 'What is done.' }),
        actionUser: text(200, 1, 'Who does it.'),
        actionNote: Type.Optional(text(500, 0, 'Note.')),
        payload: Type.Optional(
          closed(
            {
              decision: Type.Optional(
                Type.Enum(['approve', 'refuse'], { default: 'approve', description: 'Of decide: what is decided.' }),
              ),
              documents: Type.Optional(Papers),
              missing: Type.Optional({ ...Papers, description: 'Of ask-supplement: papers asked for.' }),
            },
            'What belongs to the action.',
          ),
        ),
      },
      'An action.',
    ),
    answers: {
      200: done,
      404: problem('unknown-dossier'),
      409: problem('action-not-allowed; not-arrived, not-decided: what it needs has not come from the other side.'),
      422: problem('too-many-documents'),
    },
    key: ({ params }) => `dossier:${params.referenceUid}`,
    async handle(call, tx) {
      const row = await find(tx, call.params.referenceUid)
      if (!row) return refused(404, 'unknown-dossier', { referenceUid: call.params.referenceUid })
      const { actionCode: code, actionNote: note = '', payload = {} } = call.body
      const refusal = await act(tx, row, { code, note, ...payload }, { sides, sending: call })
      return refusal ?? { status: 200, body: dossierOf(row) }
    },
    after: (call, said, isRepeat) =>
      isRepeat ? undefined : settled(parts, sides, call, call.params.referenceUid, said),
  })
}

/** What was sent has arrived before the answer goes out, so that whoever reads it can go on; and it says so. */
async function settled(
  { kept, store }: Parts,
  sides: Sides,
  call: Call,
  uid: string,
  said: Said,
): Promise<Said | undefined> {
  await sides.settle(uid)
  const row = await find(store, uid)
  if (!row) return undefined
  const now: Said = { status: said.status, body: dossierOf(row) }
  await store.write(`dossier:${uid}`, (tx) => kept.replace(tx, call.id, now))
  return now
}
