import Type from 'typebox'
import { MINUTE_MS } from '../../calendar/index.ts'
import { type Receiver, receiver } from '../core/messages.ts'
import { changing, type Operation, problem, refused } from '../core/operation.ts'
import { closed, Uid } from '../core/shapes.ts'
import type { Parts } from '../core/stand-in.ts'
import { Declaration } from './messages.ts'
import { placed, records } from './records.ts'
import { result } from './views.ts'

const Taken = closed(
  { requestNo: Uid, received: Type.Literal(true, { description: 'That it was handed over; not that it arrived.' }) },
  'What was handed over.',
)

/**
 * The door at which a portal hands a declaration over. Who hands over hears that it was taken; whether it arrived, twice
 * or late, is seen in the registers alone.
 */
export function transferred({ centres, faults }: Parts): Operation {
  return changing({
    name: 'civil-status.transfer',
    method: 'POST',
    path: '/v1/transfers',
    summary: 'Hand over what a citizen declared at the portal',
    access: { kind: 'permission' },
    body: Declaration,
    answers: {
      202: { description: 'It was taken.', schema: result(Taken, 'What was handed over.') },
      422: problem('unknown-procedure, unknown-agency'),
    },
    key: ({ body }) => `record:${body.requestNo}`,
    async handle(call, tx) {
      const { body: declaration, atMs } = call
      const given = placed(centres, declaration)
      if (typeof given === 'string') return refused(422, given)
      const said = { status: 202, body: { result: { requestNo: declaration.requestNo, received: true } } }
      if (faults.find('transfer-lost', call)) return said
      const late = faults.find('transfer-delayed', call) ?? faults.find('transfer-out-of-order', call)
      const arrivedMs = atMs + Math.round(Number(late?.more?.delayMin ?? 0) * MINUTE_MS)
      await records.transferred(tx, given, arrivedMs)
      // The same message twice is known again by its id; only one that comes as another makes a second record.
      const double = faults.find('transfer-duplicated', call)
      if (double?.more?.as === 'another') await records.transferred(tx, given, arrivedMs)
      return said
    },
  })
}

/** Takes in what the portal hands over as a message; its faults are those of the portal's post. */
export function transfers({ centres }: Parts): Receiver {
  return receiver({
    body: Declaration,
    key: ({ body }) => `record:${body.requestNo}`,
    async handle({ body, atMs }, tx) {
      const given = placed(centres, body)
      if (typeof given === 'string') return { status: 422, body: { error: given } }
      const { id } = await records.transferred(tx, given, atMs)
      return { status: 200, body: { id } }
    },
  })
}
