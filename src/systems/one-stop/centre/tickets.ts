import type { Tx } from '../../core/store.ts'
import { dayOf, nextTicketNo } from './numbering.ts'

const INSERT =
  'INSERT INTO ticket (agency, day, number, service_code, holder, issue_at) VALUES (?, ?, ?, ?, ?, ?) RETURNING ticket_id'

export interface Ticket {
  readonly id: number
  /** Place in the queue of the day, from 1. */
  readonly number: number
}

/** Gives the next ticket of a centre's queue. */
export async function issueTicket(
  tx: Tx,
  asked: { readonly agency: string; readonly serviceCode: string; readonly holder: string; readonly atMs: number },
): Promise<Ticket> {
  const { agency, serviceCode, holder, atMs } = asked
  const number = await nextTicketNo(tx, agency, atMs)
  const row = await tx.get<{ ticket_id: number }>(INSERT, agency, dayOf(atMs), number, serviceCode, holder, atMs)
  return { id: row?.ticket_id ?? 0, number }
}
