import type { ReportKind } from '../portal/messages.ts'

/** What can be done with a dossier, beside digitising. */
export const actionCodes = [
  'receive',
  'ask-supplement',
  'supply',
  'refuse',
  'hand-over',
  'process',
  'demand-payment',
  'confirm-payment',
  'sign',
  'return',
  'withdraw',
  'stop',
  'apologise',
] as const
export type ActionCode = (typeof actionCodes)[number] | 'digitise'

interface Transition {
  /** States (TrangThaiHoSo) in which the action is allowed, and the state that follows; undefined: it stays. */
  readonly from: readonly number[]
  readonly to: number | undefined
  /** How the portal hears of it: in full where it changes a date, a number or papers. */
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
  'demand-payment': { from: [4], to: 6, reportedAs: 'progress' },
  'confirm-payment': { from: [6], to: 4, reportedAs: 'update' },
  sign: { from: [4], to: 9, reportedAs: 'update' },
  return: { from: [9], to: 10, reportedAs: 'update' },
  withdraw: { from: [1, 2, 4, 5, 6], to: 7, reportedAs: 'update' },
  stop: { from: [5, 6], to: 8, reportedAs: 'update' },
  apologise: { from: [2, 4], to: undefined, reportedAs: 'update' },
  digitise: { from: [1, 2, 4, 5, 6, 9, 10], to: undefined, reportedAs: 'progress' },
}

/** States in which a result is there. */
export const resultStates: readonly number[] = [9, 10]

/**
 * State after an action; undefined when the action is not allowed in that state.
 * @param isReceived whether the dossier has been received before: one that has not stays in 5 when supplied, until it is
 */
export function nextState(code: ActionCode, state: number, isReceived: boolean): number | undefined {
  const { from, to } = transitions[code]
  if (!from.includes(state)) return undefined
  return code === 'supply' && !isReceived ? state : (to ?? state)
}
