import type { ReportKind } from '../portal/messages.ts'

export const actionCodes = [
  'receive',
  'ask-supplement',
  'supply',
  'refuse',
  'hand-over',
  'process',
  'sign',
  'return',
  'withdraw',
  'stop',
] as const
export type ActionCode = (typeof actionCodes)[number]

interface Transition {
  /** States (TrangThaiHoSo) in which the action is allowed, and the state that follows. */
  readonly from: readonly number[]
  readonly to: number
  /** How the portal hears of it: in full where it changes a date or a number. */
  readonly reportedAs: ReportKind
}

/** Every action of the one-stop centre. */
export const transitions: Readonly<Record<ActionCode, Transition>> = {
  receive: { from: [1, 5], to: 2, reportedAs: 'update' },
  'ask-supplement': { from: [1, 2, 4], to: 5, reportedAs: 'progress' },
  supply: { from: [5], to: 4, reportedAs: 'update' },
  refuse: { from: [1, 2, 4, 5], to: 3, reportedAs: 'update' },
  'hand-over': { from: [2], to: 4, reportedAs: 'progress' },
  process: { from: [4], to: 4, reportedAs: 'progress' },
  sign: { from: [4], to: 9, reportedAs: 'update' },
  return: { from: [9], to: 10, reportedAs: 'update' },
  withdraw: { from: [1, 2, 4, 5], to: 7, reportedAs: 'update' },
  stop: { from: [5], to: 8, reportedAs: 'update' },
}

/**
 * State after an action; undefined when the action is not allowed in that state.
 * @param received whether the dossier has been received before: one that has not stays in 5 when supplied, until it is
 */
export function nextState(action: ActionCode, state: number, received: boolean): number | undefined {
  const { from, to } = transitions[action]
  if (!from.includes(state)) return undefined
  return action === 'supply' && !received ? state : to
}
