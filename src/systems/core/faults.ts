import Type, { type Static, type TSchema } from 'typebox'
import { standInNames, type TransferFaultName } from '../../schema/index.ts'
import type { Account } from './access.ts'
import { closed } from './shapes.ts'

/**
 * A fault that is planted in a stand-in: by an incident of the scenario, or through the control API. `kind` is one of
 * commonFaults or one of the stand-in's own.
 */
export const Fault = closed(
  {
    id: Type.String({ pattern: '^[A-Za-z0-9._-]{1,100}$', description: 'Names the fault; the key of its draws.' }),
    kind: Type.String({ pattern: '^[a-z0-9-]{1,60}$', description: 'What goes wrong.' }),
    system: Type.Enum([...standInNames], { description: 'The stand-in in which it is planted.' }),
    operations: Type.Optional(
      Type.Array(Type.String({ maxLength: 100 }), {
        minItems: 1,
        maxItems: 100,
        description:
          'Only these operations, by name; every one without. For a transfer: kinds of message, or "to:<system>".',
      }),
    ),
    units: Type.Optional(
      Type.Array(Type.String({ pattern: '^\\d{5}$' }), {
        minItems: 1,
        maxItems: 4000,
        description: 'Only calls of these units, by code; all without.',
      }),
    ),
    callers: Type.Optional(
      Type.Enum(['officials', 'citizens'], { description: 'Only calls of officials, or of citizens; all without.' }),
    ),
    share: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 1,
        default: 1,
        description: 'Share of the calls that it hits: which ones is drawn by (fault, call id).',
      }),
    ),
    fromMs: Type.Optional(
      Type.Integer({ description: 'First moment, scenario time, epoch ms; from the start without.' }),
    ),
    toMs: Type.Optional(Type.Integer({ description: 'First moment after it, epoch ms; without end without.' })),
    more: Type.Optional(
      Type.Record(Type.String({ pattern: '^[A-Za-z]{1,40}$' }), Type.Union([Type.Number(), Type.String()]), {
        description: 'The numbers of its own that the kind has, for example addMs of slow.',
      }),
    ),
  },
  'A planted fault.',
)
export type Fault = Static<typeof Fault>

/** A kind of fault: what it does, and the shape of its `more`. */
export interface FaultKind {
  readonly what: string
  /** A closed object; without it the kind has no numbers of its own. */
  readonly more?: TSchema
}
export type FaultKinds = Readonly<Record<string, FaultKind>>

const ms = (description: string) => Type.Integer({ minimum: 0, maximum: 3_600_000, description })
const minutes = (description: string) => Type.Number({ minimum: 0, maximum: 527_040, description })

/** Kinds that the core makes for any operation of any stand-in. */
export const commonFaults = {
  'connection-lost': { what: 'Answers 503, nothing is written.' },
  'server-error': {
    what: 'Answers with a status of the 500s, nothing is written.',
    more: closed({ status: Type.Optional(Type.Integer({ minimum: 500, maximum: 599, default: 500 })) }, 'Which.'),
  },
  'time-out': { what: 'Takes the request and never answers; ends when the caller leaves or after 120 s.' },
  slow: {
    what: 'Answers later than it would.',
    more: closed({ addMs: ms('How much later, wall-clock ms.') }, 'How slow.'),
  },
  closed: { what: 'Cuts the connection without an answer.' },
  garbage: { what: 'Answers 200 with something that is not JSON.' },
  'error-200': { what: 'Answers 200 with the body of an error.' },
  failed: { what: 'Answers 422, nothing is written; the same asked again may succeed.' },
  refused: {
    what: 'Answers 422, nothing is written, to every call about a subject that it hits: what stands before the first dot of the call’s id.',
  },
} as const satisfies FaultKinds

/** Kinds that the core makes in the messages that a stand-in sends to others: planted in the sender. */
export const transferFaults = {
  'transfer-lost': { what: 'A message is dropped and the sender believes it was taken.' },
  'transfer-duplicated': {
    what: 'A message is sent twice: with its id, which the receiver knows again, or as another.',
    more: closed({ as: Type.Optional(Type.Enum(['same', 'another'], { default: 'same' })) }, 'As which message.'),
  },
  'transfer-delayed': {
    what: 'A message, and those behind it about the same subject, counts later than it was sent.',
    more: closed({ delayMin: minutes('How much later, minutes of scenario time.') }, 'How late.'),
  },
  'transfer-out-of-order': {
    what: 'A message counts later than it was sent, and those behind it overtake it.',
    more: closed({ delayMin: minutes('How much later, minutes of scenario time.') }, 'How late.'),
  },
} as const satisfies Readonly<Record<TransferFaultName, FaultKind>>

/** What decides whether a fault hits. */
export interface Aim {
  /** Name of the operation, or kind of the message. */
  readonly operation: string
  /** Scenario time, epoch ms. */
  readonly atMs: number
  /** Id of the call or the message: a repeated call meets the same fault. */
  readonly id: string
  /** Who calls; without an account "citizen" or "citizen-…" is a citizen. */
  readonly by: string
  /** With an account it is the role citizen that says so. */
  readonly account?: Account | undefined
  /** Code of the unit concerned, where known. */
  readonly unit: string | undefined
  /** For a message: "to:<system>", the other way to name it in a fault's `operations`. */
  readonly to?: string
}

/** The faults planted in one stand-in, as its own code asks for them. */
export interface Faults {
  /** The fault of this kind that hits, if one does. For a kind of the stand-in's own: ask at the place where it shows. */
  find(kind: string, aim: Aim): Fault | undefined
}
