/** What systems, stand-ins and the simulator say when a system as a whole can't be used; any other word is of one call. */
const OUTAGE = /^(connection-lost|server-error|time-out|closed|unreachable|http-(5\d\d|408|425|429))$/

/** Whether the reason of a failed call, as the event log has it, is that the system was out. */
export function isOutageReason(reason: string): boolean {
  return OUTAGE.test(reason)
}
