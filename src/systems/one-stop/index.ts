import { censusOf } from '../core/census.ts'
import type { Parts, Shop, StandIn } from '../core/stand-in.ts'
import { Dossiers } from './dossiers.ts'
import { citizenActs } from './intake.ts'
import { CITIZEN_ACT } from './messages.ts'
import { operations } from './operations.ts'
import { Reporting } from './reporting.ts'
import { oneStopTables } from './tables.ts'

const read = ['one-stop.dossier', 'one-stop.list']
const COUNT = 'SELECT state, count(*) AS n FROM dossier GROUP BY state ORDER BY state'
const PAGE = 'SELECT uid, state FROM dossier WHERE uid > ? ORDER BY uid LIMIT ?'

/** The commune one-stop centres: one server for all units of a legacy province. */
export const oneStop: StandIn = {
  name: 'one-stop',
  title: 'Commune one-stop centre',
  description: 'Reception, processing and return of dossiers, with OpenCPS-like paths and field names.',
  tables: oneStopTables,
  roles: {
    clerk: [
      ...['register', 'receive', 'ask-supplement', 'supply', 'refuse'].map((act) => `one-stop.${act}`),
      ...['hand-over', 'return', 'withdraw', 'stop'].map((act) => `one-stop.${act}`),
      ...read,
    ],
    specialist: [
      ...['ask-supplement', 'supply', 'process', 'withdraw', 'stop'].map((act) => `one-stop.${act}`),
      ...read,
    ],
    leader: ['one-stop.sign', ...read],
  },
  faults: {},
  open(parts: Parts): Shop {
    const { centres, configuration, outbox } = parts
    const dossiers = new Dossiers(outbox, centres)
    return {
      operations: operations(parts, dossiers),
      receives: { [CITIZEN_ACT]: citizenActs(dossiers) },
      sends: { portal: new Reporting(centres, configuration.token) },
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
