/**
 * Why something waits.
 * busy, absent: all officials who could do it are busy, or none of them is there. account, skill: nobody of the role
 * holds the account yet, or is trained in the field. post: nobody holds a post of the role. counter: every place to be
 * served at is taken. equipment: every piece is in use. system: it was out a moment ago and is left alone. round: the
 * papers are collected for the next round. paper: officials enter what was done on paper. workplace: it is out of order.
 * citizen, agency: it is their turn. way: it is on its way to another unit or site. legs: its sub-dossiers are not over.
 * urgent: it was laid aside, for what is more urgent or because a workplace failed. other: the log does not tell.
 */
export const limitKinds = [
  'busy',
  'absent',
  'account',
  'skill',
  'post',
  'counter',
  'equipment',
  'system',
  'round',
  'paper',
  'workplace',
  'citizen',
  'agency',
  'way',
  'legs',
  'urgent',
  'other',
] as const
export type LimitKind = (typeof limitKinds)[number]

/** What something waits for. */
export interface Limit {
  readonly kind: LimitKind
  /** Of the role, account, skill, area, equipment, system or agency; '' where there is no name. */
  readonly name: string
}
