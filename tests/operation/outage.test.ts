import { describe, expect, it } from 'vitest'
import { isOutageReason } from '../../src/operation/index.ts'
import { commonFaults } from '../../src/systems/core/faults.ts'
import type { Silence } from '../../src/target/wire.ts'

/** Every way in which a system gives no answer: the compiler asks for each. */
const silences: Readonly<Record<Silence, true>> = {
  'timed-out': true,
  unreachable: true,
  'connection-cut': true,
  'answer-too-large': true,
}

describe('the reason of a failed call', () => {
  it('is an outage where nothing was answered, or that the system can’t be used', () => {
    const reasons = [...Object.keys(silences), 'connection-lost', 'server-error', 'busy', 'http-503', 'http-429']
    expect(reasons.filter((reason) => !isOutageReason(reason))).toEqual([])
  })

  it('is none where the system answered about the one call', () => {
    const reasons = [
      'refused',
      'failed',
      'lost',
      'not-implemented',
      'http-501',
      'http-409',
      'unreadable-answer',
      'gone',
    ]
    expect(reasons.filter(isOutageReason)).toEqual([])
  })

  it('is an outage for those faults of a stand-in that are of the whole of it', () => {
    expect(Object.keys(commonFaults).filter(isOutageReason)).toEqual([
      'connection-lost',
      'server-error',
      'time-out',
      'closed',
    ])
  })
})
