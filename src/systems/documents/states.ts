import type { StateGroups } from '../core/census.ts'
import type { StatusCode } from './edxml/status.ts'

export const states = [
  'arrived',
  'registered',
  'presented',
  'assigned',
  'processed',
  'closed',
  'refused',
  'drafted',
  'reviewed',
  'signed',
  'numbered',
  'issued',
  'sent',
  'recalled',
] as const
export type State = (typeof states)[number]

export interface Transition {
  readonly direction: 'in' | 'out'
  readonly from: readonly State[]
  /** The state stays without. */
  readonly to?: State
  /** What the sender of an incoming document hears, where it came over the exchange axis. */
  readonly tells?: StatusCode
}

/** What is done with a document. `draft`, which makes one, and `send`, which tells others, are here for their states. */
export const transitions = {
  register: { direction: 'in', from: ['arrived'], to: 'registered', tells: '03' },
  refuse: { direction: 'in', from: ['arrived'], to: 'refused', tells: '02' },
  present: { direction: 'in', from: ['registered'], to: 'presented' },
  assign: { direction: 'in', from: ['registered', 'presented'], to: 'assigned', tells: '04' },
  process: { direction: 'in', from: ['assigned'], to: 'processed', tells: '05' },
  close: { direction: 'in', from: ['processed'], to: 'closed', tells: '06' },
  'answer-recall': { direction: 'in', from: ['arrived', 'registered', 'presented', 'assigned', 'processed', 'closed'] },
  draft: { direction: 'out', from: ['drafted'], to: 'drafted' },
  review: { direction: 'out', from: ['drafted'], to: 'reviewed' },
  'return-draft': { direction: 'out', from: ['drafted'], to: 'drafted' },
  sign: { direction: 'out', from: ['reviewed'], to: 'signed' },
  number: { direction: 'out', from: ['signed'], to: 'numbered' },
  issue: { direction: 'out', from: ['numbered'], to: 'issued' },
  send: { direction: 'out', from: ['issued'], to: 'sent' },
  recall: { direction: 'out', from: ['sent'] },
} as const satisfies Record<string, Transition>
export type ActionName = keyof typeof transitions

/** How the census groups the states. */
export const stateGroups: StateGroups = {
  finished: ['closed', 'sent'],
  refused: ['refused'],
  withdrawn: ['recalled'],
}
