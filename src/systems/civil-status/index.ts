import Type from 'typebox'
import { censusOf } from '../core/census.ts'
import { closed, text } from '../core/shapes.ts'
import type { Parts, Shop, StandIn } from '../core/stand-in.ts'
import { LEG_REPORT } from '../linked/messages.ts'
import { extractOperations } from './extract-operations.ts'
import { Legs } from './legs.ts'
import { lookingOperations } from './looking-operations.ts'
import { TRANSFER } from './messages.ts'
import { civilStatusTables } from './tables.ts'
import { transfers } from './transfer.ts'
import { workingOperations } from './working-operations.ts'

const may = (...acts: string[]): string[] => acts.map((act) => `civil-status.${act}`)
const reading = may('record', 'list', 'search')

const COUNT = 'SELECT state, count(*) AS n FROM record GROUP BY state ORDER BY state'
const EXTRACTS = 'SELECT count(*) AS n FROM extract'
// A dossier may have several records: the one that is furthest on stands for it.
const PAGE = `SELECT request_no, max(CASE state WHEN 'signed' THEN 4 WHEN 'approved' THEN 3 WHEN 'entered' THEN 2
  WHEN 'transferred' THEN 1 ELSE 0 END) AS n FROM record WHERE request_no > ?
  GROUP BY request_no ORDER BY request_no LIMIT ?`
const STATES = ['discarded', 'transferred', 'entered', 'approved', 'signed'] as const

/** The civil-status system: to enter, to approve and to sign are rights of their own. */
export const civilStatus: StandIn = {
  name: 'civil-status',
  title: 'Civil-status system',
  description: 'Registers of births, deaths, marriages and the like, as callers of the e-civil-status system see them.',
  tables: civilStatusTables,
  roles: {
    specialist: [...may('enter', 'approve', 'discard', 'extract'), ...reading],
    leader: [...may('sign'), ...reading],
    clerk: reading,
    'help-desk': [...may('correct'), ...reading],
    portal: may('transfer'),
  },
  faults: {
    'no-account': {
      what: 'Whoever enters, approves or signs is told that they have no account for it.',
      more: closed({ status: Type.Optional(Type.Enum([401, 403], { default: 403 })) }, 'As which status.'),
    },
    'search-missing': { what: 'The search of old data is not in place: 501.' },
    'not-digitised': { what: 'Somebody’s old book has not been brought in: nothing is found. Share of the people.' },
    'data-refused': {
      what: 'The data of a request can’t be entered: 422, every time. Share of the requests.',
      more: closed({ field: Type.Optional(text(50, 1, 'Which field; fullName without.')) }, 'What does not fit.'),
    },
  },
  open(parts: Parts): Shop {
    const legs = new Legs(parts)
    return {
      operations: [...workingOperations(parts, legs), ...lookingOperations(legs), ...extractOperations(parts)],
      receives: { [TRANSFER]: transfers(parts), [LEG_REPORT]: legs.reports },
      sends: {
        population: legs.numbering,
        residence: legs.handingOverTo('residence'),
        'health-insurance': legs.handingOverTo('health-insurance'),
      },
      async census(reader) {
        const rows = await reader.all<{ state: string; n: number }>(COUNT)
        const extracts = (await reader.get<{ n: number }>(EXTRACTS))?.n ?? 0
        const byState = Object.fromEntries(rows.map(({ state, n }) => [state, n]))
        if (extracts > 0) byState.extract = extracts
        return censusOf(byState, { finished: ['signed', 'extract'], refused: [], withdrawn: ['discarded'] })
      },
      async dossiers(reader, after, limit) {
        const rows = await reader.all<{ request_no: string; n: number }>(PAGE, after, limit)
        return rows.map(({ request_no: uid, n }) => [uid, STATES[n] ?? 'discarded'] as const)
      },
    }
  },
}
