import Type, { type Static, type TObject } from 'typebox'
import { closed } from '../../../core/shapes.ts'
import type { Action } from '../../centre/actions.ts'
import type { ActionCode } from '../../transitions.ts'
import * as shapes from '../shapes.ts'
import { parseSpring, SPRING_PATTERN } from './times.ts'

/** An action of this dialect: `--<verb>` behind the dossier, and what its body says. */
export interface Act {
  readonly code: ActionCode
  readonly verb: string
  readonly body: TObject
  /** Undefined when a date in it does not exist. */
  actionOf(body: unknown): Action | undefined
}

function act<P extends Parameters<typeof closed>[0]>(
  code: ActionCode,
  verb: string,
  properties: P,
  actionOf: (body: Static<TObject<P>>) => Action | undefined,
): Act {
  // The body that it is given has been checked against these very properties.
  return { code, verb, body: closed(properties, shapes.summaries[code]), actionOf: actionOf as Act['actionOf'] }
}

const comment = shapes.note
const plain = (code: 'receive' | 'sign' | 'return', verb: string): Act =>
  act(code, verb, {}, () => ({ code, note: '' }))
const commented = (code: 'refuse' | 'withdraw' | 'stop', verb: string): Act =>
  act(code, verb, { comment }, (body) => ({ code, note: body.comment }))

export const acts: readonly Act[] = [
  plain('receive', 'accept'),
  act(
    'ask-supplement',
    'request-supplement',
    { missingList: shapes.missing, comment: Type.Optional(comment) },
    ({ missingList, comment: note = '' }) => ({ code: 'ask-supplement', note, missing: missingList }),
  ),
  act('supply', 'supplement', { fileList: shapes.documents }, ({ fileList }) => ({
    code: 'supply',
    note: '',
    documents: fileList,
  })),
  commented('refuse', 'reject'),
  commented('withdraw', 'withdraw'),
  commented('stop', 'stop'),
  act('hand-over', 'assign', { assignee: Type.Optional(shapes.assignee) }, ({ assignee }) => ({
    code: 'hand-over',
    note: '',
    assignee,
  })),
  act('process', 'process', { draftResult: shapes.draftResult }, ({ draftResult }) => ({
    code: 'process',
    note: '',
    draftResult,
  })),
  act('demand-payment', 'demand-payment', { amount: Type.Optional(shapes.amount) }, ({ amount }) => ({
    code: 'demand-payment',
    note: '',
    amountVnd: amount,
  })),
  act('confirm-payment', 'confirm-payment', { inCash: Type.Optional(shapes.inCash) }, ({ inCash = false }) => ({
    code: 'confirm-payment',
    note: '',
    inCash,
  })),
  plain('sign', 'sign'),
  plain('return', 'return'),
  act(
    'apologise',
    'apologise',
    {
      comment,
      appointmentDate: Type.Optional(
        Type.String({
          pattern: SPRING_PATTERN,
          description: 'The new appointment, in UTC. Without: the limit of the procedure again.',
        }),
      ),
    },
    ({ comment: note, appointmentDate }) => {
      const dueMs = appointmentDate === undefined ? undefined : parseSpring(appointmentDate)
      return appointmentDate !== undefined && dueMs === undefined ? undefined : { code: 'apologise', note, dueMs }
    },
  ),
  act(
    'digitise',
    'digitise',
    { fileList: shapes.documents, kind: shapes.digitalKind, status: shapes.digitalStatus },
    ({ fileList, kind, status }) => ({
      code: 'digitise',
      note: '',
      digitised: fileList.map((document) => ({ document, kind, status })),
    }),
  ),
]
