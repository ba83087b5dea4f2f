/** What the residents' channel takes in of itself: a message of a group on its way to the centre. */
import Type, { type Static } from 'typebox'
import { closed } from '../core/shapes.ts'

/** Kind of the message that brings to the centre what a resident wrote; planted faults double or delay it. */
export const DELIVERY = 'delivery'

export const Delivery = closed(
  { messageId: Type.String({ pattern: '^[A-Za-z0-9._:-]{1,64}$', description: 'Id of what was written.' }) },
  'Something that a resident wrote.',
)
export type Delivery = Static<typeof Delivery>
