/** What the province takes in: what its two sides tell each other, and what the one-stop centres tell it. */
import Type, { type Static } from 'typebox'
import { closed, text, Uid } from '../core/shapes.ts'

const number = Type.Integer({ minimum: 1, maximum: 2 ** 31, description: 'Counts what was sent of it that way.' })

/** Kinds of message that a commune's side sends to the department's. */
export const toProvinceKinds = ['hand-over', 'supplied'] as const
export type ToProvinceKind = (typeof toProvinceKinds)[number]

export const ToProvince = closed({ referenceUid: Uid, number }, 'Something for the department.')
export type ToProvince = Static<typeof ToProvince>

/** Kinds of message that the department's side sends to a commune's. */
export const toCommuneKinds = ['received', 'asked', 'decided'] as const
export type ToCommuneKind = (typeof toCommuneKinds)[number]

export const ToCommune = closed(
  {
    referenceUid: Uid,
    number,
    state: Type.Integer({ minimum: 1, maximum: 10, description: 'TrangThaiHoSo at the department.' }),
  },
  'A word of the department.',
)
export type ToCommune = Static<typeof ToCommune>

/** Kind of the message with which a one-stop centre tells that a dossier is not wanted any more. */
export const WITHDRAWN = 'withdrawn'

export const Withdrawn = closed(
  { referenceUid: Uid, by: text(500, 0, 'Who.'), note: text(500, 0, 'Why.') },
  'A dossier is not wanted any more.',
)
export type Withdrawn = Static<typeof Withdrawn>
