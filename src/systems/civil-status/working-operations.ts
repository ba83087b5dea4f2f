import Type from 'typebox'
import { formatDate } from '../../calendar/index.ts'
import { type Call, changing, type Operation, problem, refused, type Said } from '../core/operation.ts'
import { closed, Uid } from '../core/shapes.ts'
import type { Parts } from '../core/stand-in.ts'
import type { Tx } from '../core/store.ts'
import { type Misfit, misfitOf } from './data-check.ts'
import type { Legs } from './legs.ts'
import { Declaration } from './messages.ts'
import { placed, records } from './records.ts'
import type { RecordRow, RecordState } from './tables.ts'
import { transferred } from './transfer.ts'
import { RecordView, recordView, result } from './views.ts'

const Request = closed({ requestNo: Uid }, 'Which request.')
const Nothing = closed({}, 'Nothing.')
const done = { description: 'The record afterwards.', schema: result(RecordView, 'The record.') }
const misplaced = 'unknown-procedure, unknown-agency'

type Acting = Call<{ requestNo: string }, unknown, unknown>

/** What is done with a record: transferred, entered, corrected by the help desk, approved, signed, weeded out. */
export function workingOperations(parts: Parts, legs: Legs): Operation[] {
  const { centres, faults } = parts

  /** Enters a declaration; only the desk's is looked at closely. */
  const enter = async (call: Call<unknown, unknown, Declaration>, tx: Tx, origin: 'desk' | 'help-desk') => {
    const { body: declaration, atMs, by } = call
    const given = placed(centres, declaration)
    if (typeof given === 'string') return refused(422, given)
    const misfit = origin === 'desk' ? misfitOf(declaration, formatDate(atMs)) : undefined
    if (misfit) return notTaken(misfit)
    const before = await records.find(tx, declaration.requestNo, atMs)
    if (before?.state === 'approved' || before?.state === 'signed') return wrongState(before.state)
    const row = await records.entered(tx, given, before, { origin, atMs, by })
    return { status: 201, body: { result: recordView(row) } }
  }

  /** Acts on the record of a request that is in a state. */
  const act = async (
    call: Acting,
    tx: Tx,
    from: RecordState,
    change: (row: RecordRow) => Promise<RecordRow>,
  ): Promise<Said> => {
    const row = await records.find(tx, call.params.requestNo, call.atMs)
    if (!row) return refused(404, 'unknown-record', { requestNo: call.params.requestNo })
    if (row.state !== from) return wrongState(row.state)
    return { status: 200, body: { result: recordView(await change(row)) } }
  }

  const withoutAccount = (call: Call): Said | undefined => {
    const fault = faults.find('no-account', call)
    return fault && refused(Number(fault.more?.status ?? 403), 'no-account', { message: `${call.by} has no account.` })
  }

  const onRecord = {
    method: 'POST',
    access: { kind: 'permission' },
    params: Request,
    body: Nothing,
    key: ({ params }: Acting) => `record:${params.requestNo}`,
    answers: { 200: done, 404: problem('unknown-record'), 409: problem('wrong-state: it is not its turn.') },
  } as const

  return [
    transferred(parts),

    changing({
      name: 'civil-status.enter',
      method: 'POST',
      path: '/v1/records',
      summary: 'Enter a record, or complete the one that was transferred',
      access: { kind: 'permission' },
      body: Declaration,
      answers: {
        201: done,
        409: problem('wrong-state: it has been approved.'),
        422: problem(`data-refused: a field is missing or of another form. ${misplaced}`),
      },
      key: ({ body }) => `record:${body.requestNo}`,
      handle(call, tx) {
        const { requestNo } = call.body
        const withheld = withoutAccount(call)
        if (withheld) return withheld
        // Drawn by the request and not by the call: what can't be entered today can't be entered tomorrow either.
        const fault = faults.find('data-refused', { ...call, id: requestNo })
        if (fault) return notTaken({ field: String(fault.more?.field ?? 'fullName'), why: 'format' })
        return enter(call, tx, 'desk')
      },
    }),

    changing({
      name: 'civil-status.correct',
      method: 'POST',
      path: '/v1/help-desk/records',
      summary: 'Enter a record as the help desk: nothing in the data is refused',
      access: { kind: 'permission' },
      body: Declaration,
      answers: { 201: done, 409: problem('wrong-state: it has been approved.'), 422: problem(misplaced) },
      key: ({ body }) => `record:${body.requestNo}`,
      handle: (call, tx) => enter(call, tx, 'help-desk'),
    }),

    changing({
      ...onRecord,
      name: 'civil-status.approve',
      path: '/v1/records/:requestNo/approve',
      summary: 'Approve a record that was entered',
      handle: (call, tx) =>
        withoutAccount(call) ?? act(call, tx, 'entered', (row) => records.approved(tx, row, call.by)),
    }),

    changing({
      ...onRecord,
      name: 'civil-status.sign',
      path: '/v1/records/:requestNo/sign',
      summary: 'Sign and publish a record that was approved; the further legs of a linked procedure start',
      handle: (call, tx) =>
        withoutAccount(call) ??
        act(call, tx, 'approved', async (row) => {
          const signed = await records.signed(tx, row, call.by, call.atMs)
          await legs.start(tx, signed, call)
          return signed
        }),
    }),

    changing({
      ...onRecord,
      name: 'civil-status.discard',
      path: '/v1/records/:requestNo/doubles/:id/discard',
      summary: 'Weed out a record that arrived twice',
      params: closed(
        { requestNo: Uid, id: Type.String({ pattern: '^[1-9][0-9]{0,14}$', description: 'Number of the record.' }) },
        'Which record.',
      ),
      async handle({ params, atMs }, tx) {
        const row = await tx.get<RecordRow>(ONE, Number(params.id), params.requestNo, atMs)
        if (!row) return refused(404, 'unknown-record', params)
        if (row.state !== 'transferred' && row.state !== 'entered') return wrongState(row.state)
        return { status: 200, body: { result: recordView(await records.discarded(tx, row)) } }
      },
    }),
  ]
}

const ONE = "SELECT * FROM record WHERE id = ? AND request_no = ? AND arrived <= ? AND state <> 'discarded'"

function notTaken({ field, why }: Misfit): Said {
  return refused(422, 'data-refused', { field, why, message: `${field}: ${why}` })
}

function wrongState(state: RecordState): Said {
  return refused(409, 'wrong-state', { state })
}
