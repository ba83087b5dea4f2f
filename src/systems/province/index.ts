import { censusOf } from '../core/census.ts'
import type { Parts, Shop, StandIn } from '../core/stand-in.ts'
import { NOT_MAPPED, operations } from './operations.ts'
import { Sides } from './sides.ts'
import { provinceTables } from './tables.ts'

const may = (...acts: string[]): string[] => acts.map((act) => `province.${act}`)
const reading = may('dossier', 'exchanges', 'list', 'todo')
const commune = [...may('hand-over', 'enter', 'supply', 'collect'), ...reading]

const COUNT = 'SELECT state, count(*) AS n FROM dossier GROUP BY state ORDER BY state'
const PAGE = 'SELECT uid, state FROM dossier WHERE uid > ? ORDER BY uid LIMIT ?'

/** The provincial interconnection: communes hand dossiers over to the province's departments and fetch what these decide. */
export const province: StandIn = {
  name: 'province',
  title: 'Provincial interconnection',
  description: [
    'Communes hand dossiers over to the departments of the province and fetch the decisions. What the two sides tell each',
    'other is sent as messages: plant transfer faults here for what is lost, doubled, late or out of order. Kinds of',
    'message: hand-over, supplied; received, asked, decided.',
  ].join(' '),
  tables: provinceTables,
  roles: {
    specialist: commune,
    clerk: commune,
    leader: reading,
    department: [...may('ask-supplement', 'decide'), ...reading],
  },
  faults: {
    [NOT_MAPPED]: { what: 'The fields of a commune’s dossier are not understood: hand-over is refused with 422.' },
  },
  open(parts: Parts): Shop {
    const sides = new Sides(parts)
    return {
      operations: operations(parts, sides),
      receives: sides.receivers,
      async census(reader) {
        const rows = await reader.all<{ state: number; n: number }>(COUNT)
        return censusOf(Object.fromEntries(rows.map(({ state, n }) => [String(state), n])))
      },
      async dossiers(reader, after, limit) {
        const rows = await reader.all<{ uid: string; state: number }>(PAGE, after, limit)
        return rows.map(({ uid, state }) => [uid, state] as const)
      },
    }
  },
}
