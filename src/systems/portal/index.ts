import { censusOf } from '../core/census.ts'
import type { Parts, Shop, StandIn } from '../core/stand-in.ts'
import { citizenOperations } from './citizen-operations.ts'
import { HandOver } from './hand-over.ts'
import { lgspOperations } from './lgsp-operations.ts'
import { portalTables } from './tables.ts'

const COUNT = 'SELECT state, count(*) AS n FROM dossier GROUP BY state ORDER BY state'
const PAGE = 'SELECT uid, state FROM dossier WHERE uid > ? ORDER BY uid LIMIT ?'

/** The national public-service portal. */
export const portal: StandIn = {
  name: 'portal',
  title: 'National public-service portal',
  description: 'Citizens hand in dossiers and follow them; the one-stop centres report through DongBoHoSoMC.',
  tables: portalTables,
  roles: { citizen: ['portal.submit', 'portal.supply', 'portal.withdraw', 'portal.follow'] },
  faults: {},
  open(parts: Parts): Shop {
    const handOver = new HandOver(parts)
    return {
      operations: [...citizenOperations(parts, handOver), ...lgspOperations(parts)],
      sends: { 'one-stop': handOver },
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
