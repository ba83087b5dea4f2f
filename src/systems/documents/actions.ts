import type { Static, TObject } from 'typebox'
import { type Answer, type Call, changing, type Operation, problem } from '../core/operation.ts'
import { closed } from '../core/shapes.ts'
import type { Tx } from '../core/store.ts'
import type { Desk } from './desk.ts'
import { said, unknownDocument } from './desk.ts'
import type { Changes, Outcome } from './documents.ts'
import { DocumentView, Id } from './shapes.ts'
import type { ActionName } from './states.ts'
import type { DocumentRow } from './tables.ts'

const Params = closed({ documentId: Id }, 'Which.')

interface Action<B extends TObject> {
  readonly action: ActionName
  readonly summary: string
  readonly body: B
  /** Problems of its own, by status. */
  readonly answers?: Readonly<Record<number, Answer>>
  /** What it changes beside the state; or, as `carryOut`, everything itself. */
  changes?(body: Static<B>, by: string): Changes
  carryOut?(tx: Tx, row: DocumentRow, call: Call<unknown, unknown, Static<B>>): Promise<Outcome>
}

/** An operation on a document: POST /api/documents/:documentId/<action>. */
export function action<B extends TObject>(desk: Desk, given: Action<B>): Operation {
  const { action: name, summary, body, answers, changes, carryOut } = given
  return changing<typeof Params, TObject, B>({
    name: `documents.${name}`,
    method: 'POST',
    path: `/api/documents/:documentId/${name}`,
    summary,
    access: { kind: 'permission' },
    params: Params,
    body,
    answers: {
      200: { description: 'The document as it is now.', schema: DocumentView },
      404: problem('unknown-document: not known, or another unit’s.'),
      409: problem('action-not-allowed: its state does not allow it.'),
      ...answers,
    },
    key: (call) => desk.keys(call),
    async handle(call, tx) {
      const row = await desk.find(tx, call)
      if (!row) return unknownDocument(call)
      if (carryOut) return said(await carryOut(tx, row, call))
      return said(await desk.documents.act(tx, row, name, changes?.(call.body, call.by) ?? {}, call))
    },
    after: (call) => desk.tellOthers(call),
  })
}
