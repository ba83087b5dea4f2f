import { censusOf } from '../core/census.ts'
import type { Parts, Shop, StandIn } from '../core/stand-in.ts'
import { Agencies, UNKNOWN_AGENCY } from './agencies.ts'
import { ARCHIVE_UNDESCRIBED, archiveOperations } from './archive-operations.ts'
import { Desk } from './desk.ts'
import { Documents } from './documents.ts'
import { Exchange } from './exchange.ts'
import { exchangeOperations } from './exchange-operations.ts'
import { incomingOperations } from './incoming-operations.ts'
import { outgoingOperations } from './outgoing-operations.ts'
import { stateGroups } from './states.ts'
import { documentTables } from './tables.ts'

const COUNT = 'SELECT state, count(*) AS n FROM document GROUP BY state ORDER BY state'
const PAGE = 'SELECT uid, state FROM document WHERE uid > ? ORDER BY uid LIMIT ?'

const may = (...acts: string[]): string[] => acts.map((act) => `documents.${act}`)
const reading = may('list', 'read', 'search')
const exchange = may('get-agencies-list', 'send-edoc', 'get-received-edoc-list', 'get-edoc', 'update-status')

/** Document management of all units, and the exchange axis between them. */
export const documents: StandIn = {
  name: 'documents',
  title: 'Document management',
  description: [
    'Incoming documents: receive, register, present, assign, process, close.',
    'Outgoing ones: draft, review, sign, number, issue, send.',
    'Between units they go over an exchange axis (edXML, QCVN 102:2016), which other agencies’ software asks under /exchange.',
  ].join(' '),
  tables: documentTables,
  roles: {
    secretary: [
      ...may('receive', 'register', 'refuse', 'present', 'close', 'answer-recall'),
      ...may('number', 'issue', 'send', 'recall'),
      ...reading,
    ],
    leader: [...may('assign', 'review', 'sign'), ...reading],
    specialist: [...may('process', 'draft', 'review'), ...reading],
    archivist: [...reading],
    agency: [...may('receive'), ...exchange],
    // The account of a unit's machines, for what other agencies do there.
    centre: [...may('receive'), ...exchange],
  },
  faults: {
    [UNKNOWN_AGENCY]: { what: 'The list of agencies of the exchange axis does not have the units named.' },
    [ARCHIVE_UNDESCRIBED]: { what: 'A file is not found: its description is missing or wrong.' },
  },
  open(parts: Parts): Shop {
    const agencies = new Agencies(parts.centres, parts.faults)
    const records = new Documents(parts.outbox, agencies)
    const desk = new Desk(parts, records, agencies)
    return {
      operations: [
        ...incomingOperations(desk),
        ...outgoingOperations(desk),
        ...archiveOperations(desk, parts),
        ...exchangeOperations(desk, parts),
      ],
      receives: new Exchange(records, agencies).receivers,
      async census(reader) {
        const rows = await reader.all<{ state: string; n: number }>(COUNT)
        return censusOf(Object.fromEntries(rows.map(({ state, n }) => [state, n])), stateGroups)
      },
      async dossiers(reader, after, limit) {
        const rows = await reader.all<{ uid: string; state: string }>(PAGE, after, limit)
        return rows.map(({ uid, state }) => [uid, state] as const)
      },
    }
  },
}
