/** What systems, stand-ins and the simulator say when a system as a whole can't be used; any other word is of one call. */
const SAID = 'connection-lost|server-error|time-out|closed|busy|http-(5(?!01)\\d\\d|408|425|429)'
/** What a harness says of a system that gave no answer. */
const NO_ANSWER = 'timed-out|unreachable|connection-cut|answer-too-large'
const OUTAGE = new RegExp(`^(${SAID}|${NO_ANSWER})$`)

/** Whether the reason of a failed call, as the event log has it, is that the system was out. */
export function isOutageReason(reason: string): boolean {
  return OUTAGE.test(reason)
}
