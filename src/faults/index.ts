export { type ExitStatusName, exitStatuses } from './exit-statuses.ts'
export { Fault, type FaultCode, faultCodes } from './fault.ts'
