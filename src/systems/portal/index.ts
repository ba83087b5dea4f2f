import { censusOf } from '../core/census.ts'
import type { Parts, Shop, StandIn } from '../core/stand-in.ts'
import { CALL_BACK } from '../payment/messages.ts'
import { citizenOperations } from './citizen-operations.ts'
import { ATTACHMENT_REFUSED, attachmentRefused, declaringOperations } from './declaring-operations.ts'
import { HandOver } from './hand-over.ts'
import { lgspOperations } from './lgsp-operations.ts'
import { LOGIN_FAILURE, loginOperations } from './login-operations.ts'
import { notificationOperations } from './notification-operations.ts'
import { paymentOperations } from './payment-operations.ts'
import { callBacks } from './payments.ts'
import { procedureOperations } from './procedure-operations.ts'
import { heldReports } from './reports.ts'
import { NOT_CONFIGURED, notConfigured } from './setting-up.ts'
import { Submitting } from './submitting.ts'
import { portalTables } from './tables.ts'

const COUNT = 'SELECT state, count(*) AS n FROM dossier GROUP BY state ORDER BY state'
const PAGE = 'SELECT uid, state FROM dossier WHERE uid > ? ORDER BY uid LIMIT ?'

const may = (...acts: string[]): string[] => acts.map((act) => `portal.${act}`)

/** The national public-service portal. */
export const portal: StandIn = {
  name: 'portal',
  title: 'National public-service portal',
  description:
    'Citizens log in, declare, hand in, pay and follow dossiers; the one-stop centres report through DongBoHoSoMC.',
  tables: portalTables,
  roles: {
    citizen: [
      ...may('declare', 'declaration', 'upload', 'file', 'submit-declared'),
      ...may('submit', 'supply', 'withdraw', 'follow', 'pay', 'notifications', 'read-notification'),
    ],
    accountant: ['portal.reconcile'],
    centre: ['portal.reconcile'],
  },
  faults: {
    [LOGIN_FAILURE]: { what: 'Whoever comes back from the identity provider is not let in.' },
    [NOT_CONFIGURED]: notConfigured,
    [ATTACHMENT_REFUSED]: attachmentRefused,
  },
  open(parts: Parts): Shop {
    const handOver = new HandOver(parts)
    const submitting = new Submitting(parts, handOver)
    return {
      operations: [
        ...loginOperations(parts),
        ...procedureOperations(parts),
        ...declaringOperations(parts, submitting),
        ...citizenOperations(parts, handOver, submitting),
        ...paymentOperations(parts),
        ...notificationOperations(),
        ...lgspOperations(parts),
      ],
      receives: { [CALL_BACK]: callBacks(parts), ...heldReports },
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
