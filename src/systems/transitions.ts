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

/** States (TrangThaiHoSo) in which an action is allowed, and the state that follows. */
const transitions: Record<ActionCode, { readonly from: readonly number[]; readonly to: number }> = {
  receive: { from: [1, 5], to: 2 },
  'ask-supplement': { from: [1, 2, 4], to: 5 },
  supply: { from: [5], to: 4 },
  refuse: { from: [1, 2, 4, 5], to: 3 },
  'hand-over': { from: [2], to: 4 },
  process: { from: [4], to: 4 },
  sign: { from: [4], to: 9 },
  return: { from: [9], to: 10 },
  withdraw: { from: [1, 2, 4, 5], to: 7 },
  stop: { from: [5], to: 8 },
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
