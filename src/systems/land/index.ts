import { censusOf } from '../core/census.ts'
import type { StandIn } from '../core/stand-in.ts'
import { operations } from './operations.ts'
import { landTables } from './tables.ts'

const may = (...acts: string[]): string[] => acts.map((act) => `land.${act}`)
const reading = may('look-up', 'find', 'record')

const COUNT = 'SELECT state, count(*) AS n FROM land_dossier GROUP BY state ORDER BY state'
const PAGE = 'SELECT dossier_id, state FROM land_dossier WHERE dossier_id > ? ORDER BY dossier_id LIMIT ?'

/** The land information system. */
export const land: StandIn = {
  name: 'land',
  title: 'Land information system',
  description: 'VBDLIS-like: keyed by SoBienNhan, answers {Result, Message}. Receipts, plots, financial obligations.',
  tables: landTables,
  roles: {
    specialist: [...may('enter', 'settle'), ...reading],
    clerk: reading,
    office: [...may('verify', 'settle'), ...reading],
  },
  faults: {
    'partial-coverage': { what: 'The plot of a dossier is not in the records. Share of the dossiers.' },
    'not-connected': { what: 'The unit is not connected: Result false, whatever is asked.' },
  },
  open: (parts) => ({
    operations: operations(parts),
    async census(reader) {
      const rows = await reader.all<{ state: string; n: number }>(COUNT)
      const byState = Object.fromEntries(rows.map(({ state, n }) => [state, n]))
      return censusOf(byState, { finished: ['DA_GIAI_QUYET'], refused: [], withdrawn: [] })
    },
    async dossiers(reader, after, limit) {
      const rows = await reader.all<{ dossier_id: string; state: string }>(PAGE, after, limit)
      return rows.map(({ dossier_id: id, state }) => [id, state] as const)
    },
  }),
}
