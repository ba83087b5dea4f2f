import type { Roles } from '../core/access.ts'

const may = (...acts: string[]): string[] => acts.map((act) => `one-stop.${act}`)
const reading = may('dossier', 'find', 'list', 'todo', 'duplicates')

/** Who may do what at a one-stop centre; `centre` is the account of its machines, for what citizens and agencies do. */
export const roles: Roles = {
  clerk: [
    ...may('ticket', 'register', 'receive', 'ask-supplement', 'supply', 'refuse', 'hand-over'),
    ...may('confirm-payment', 'return', 'withdraw', 'stop', 'apologise', 'digitise'),
    ...reading,
  ],
  specialist: [
    ...may(
      'ask-supplement',
      'supply',
      'process',
      'demand-payment',
      'sign',
      'withdraw',
      'stop',
      'apologise',
      'digitise',
    ),
    ...reading,
  ],
  archivist: [...may('process', 'digitise'), ...reading],
  leader: [...may('sign', 'apologise'), ...reading],
  centre: [...may('ticket', 'register', 'supply', 'withdraw', 'stop', 'find', 'dossier')],
}
