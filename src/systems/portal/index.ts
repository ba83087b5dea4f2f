import { censusOf } from '../core/census.ts'
import type { Parts, Shop, StandIn } from '../core/stand-in.ts'
import { CALL_BACK } from '../payment/messages.ts'
import { citizenOperations } from './citizen-operations.ts'
import { HandOver } from './hand-over.ts'
import { lgspOperations } from './lgsp-operations.ts'
import { notificationOperations } from './notification-operations.ts'
import { paymentOperations } from './payment-operations.ts'
import { callBacks } from './payments.ts'
import { portalTables } from './tables.ts'

const COUNT = 'SELECT state, count(*) AS n FROM dossier GROUP BY state ORDER BY state'
const PAGE = 'SELECT uid, state FROM dossier WHERE uid > ? ORDER BY uid LIMIT ?'

/** The national public-service portal. */
export const portal: StandIn = {
  name: 'portal',
  title: 'National public-service portal',
  description: 'Citizens hand in dossiers and follow them; the one-stop centres report through DongBoHoSoMC.',
  tables: portalTables,
  roles: {
    citizen: [
      ...['submit', 'supply', 'withdraw', 'follow', 'pay', 'notifications', 'read-notification'].map(
        (act) => `portal.${act}`,
      ),
    ],
    accountant: ['portal.reconcile'],
  },
  faults: {},
  open(parts: Parts): Shop {
    const handOver = new HandOver(parts)
    return {
      operations: [
        ...citizenOperations(parts, handOver),
        ...paymentOperations(parts),
        ...notificationOperations(),
        ...lgspOperations(parts),
      ],
      receives: { [CALL_BACK]: callBacks(parts) },
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
