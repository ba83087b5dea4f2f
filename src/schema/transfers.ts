import type { SystemName } from './parts.ts'

/** Faults of a message from one system to another: it is lost, comes twice, late, or after those behind it. */
export const transferFaultNames = [
  'transfer-lost',
  'transfer-duplicated',
  'transfer-delayed',
  'transfer-out-of-order',
] as const
export type TransferFaultName = (typeof transferFaultNames)[number]

/** Operations that hand something over to another system: the only ones on which a transfer fault shows. */
export const transferOperations: readonly string[] = ['civil-status.transfer']

/** Systems that send messages to others by themselves: a transfer fault of the whole system shows on these. */
export const messageSenders: readonly SystemName[] = [
  'portal',
  'one-stop',
  'civil-status',
  'documents',
  'residence',
  'health-insurance',
  'payment',
  'messages',
  'province',
  'meetings',
]

export function isTransferFault(fault: string): fault is TransferFaultName {
  return (transferFaultNames as readonly string[]).includes(fault)
}
