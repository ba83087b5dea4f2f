import type { ExitStatusName } from './exit-statuses.ts'

/**
 * Every failure a user can meet: its exit status and what it means. The code is stable: scripts may match on it.
 */
export const faultCodes = {
  'file-not-found': 'badInput',
  'file-unreadable': 'badInput',
  'file-too-large': 'badInput',
  'scenario-invalid': 'badInput',
  'scenario-endless': 'badInput',
  'target-invalid': 'badInput',
  'host-refused': 'badInput',
  'rate-refused': 'badInput',
  'secret-missing': 'environment',
  'shard-invalid': 'badInput',
  'run-invalid': 'badInput',
  usage: 'usage',
  'system-died': 'systemFailed',
  'system-unreachable': 'systemFailed',
  'system-not-started': 'systemFailed',
  'output-unwritable': 'environment',
  'worker-died': 'environment',
  'load-unsupported': 'badInput',
  'k6-missing': 'environment',
  'k6-failed': 'environment',
  interrupted: 'interrupted',
  internal: 'internal',
} as const satisfies Record<string, ExitStatusName>

export type FaultCode = keyof typeof faultCodes

/**
 * A failure told to the user: `message` says what and where, `hint` how to mend it.
 * Anything thrown that is not a Fault is a mistake in Dientap and is reported as `internal`.
 */
export class Fault extends Error {
  readonly code: FaultCode
  readonly hint: string

  constructor(code: FaultCode, message: string, hint: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'Fault'
    this.code = code
    this.hint = hint
  }

  get exitStatus(): ExitStatusName {
    return faultCodes[this.code]
  }
}
