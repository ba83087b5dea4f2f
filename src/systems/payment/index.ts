import { censusOf } from '../core/census.ts'
import type { StandIn } from '../core/stand-in.ts'
import { operations } from './operations.ts'
import { paymentTables } from './tables.ts'

const COUNT =
  'SELECT CASE WHEN paid_at IS NULL THEN 0 ELSE 1 END AS paid, count(*) AS n FROM payment GROUP BY 1 ORDER BY 1'

/** The payment gateway: demands, payments, call-backs to the portal, and the list for reconciliation. */
export const payment: StandIn = {
  name: 'payment',
  title: 'Payment gateway',
  description: 'Fees are demanded and paid; the portal is called back, and can hold its books against the day’s list.',
  tables: paymentTables,
  roles: {
    citizen: ['payment.pay', 'payment.payment'],
    cashier: ['payment.demand', 'payment.pay', 'payment.payment'],
    accountant: ['payment.payment', 'payment.call-back', 'payment.reconciliation'],
  },
  faults: {
    'callback-lost': { what: 'A payment is made and the portal is not called back: only reconciliation finds it.' },
    'callback-twice': { what: 'The portal is called back twice about one payment.' },
  },
  open: (parts) => ({
    operations: operations(parts),
    async census(reader) {
      const rows = await reader.all<{ paid: number; n: number }>(COUNT)
      const byState = Object.fromEntries(rows.map(({ paid, n }) => [paid === 1 ? 'paid' : 'waiting', n]))
      return censusOf(byState, { finished: ['paid'], refused: [], withdrawn: [] })
    },
  }),
}
