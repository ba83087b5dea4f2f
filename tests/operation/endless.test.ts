import { describe, expect, it } from 'vitest'
import { Fault } from '../../src/faults/index.ts'
import { Pace } from '../../src/operation/pace.ts'

const MINUTE_MS = 60_000
const MANY = 30 * 2 ** 20

/** Events of a pace until it objects; undefined when it never does. */
function objection(dossiers: number, timeOf: (event: number) => number): Fault | undefined {
  const pace = new Pace(
    () => 'step "serve" of unit 30742',
    () => dossiers,
  )
  try {
    for (let event = 0; event < MANY; event++) pace.event(timeOf(event))
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
  return undefined
}

describe('an operation whose time does not go on', () => {
  it('is ended with where it happens', () => {
    const fault = objection(10, () => Date.UTC(2026, 3, 1))
    expect(fault).toMatchObject({ code: 'scenario-endless', exitStatus: 'badInput' })
    expect(fault?.message).toMatch(
      /^At 2026-04-01T07:00:00\.000\+07:00 time does not go on: [\d,]+ events within a minute, the last one at step "serve" of unit 30742\.$/,
    )
  })

  it('is none where a minute passes between millions of events', () => {
    expect(objection(10, (event) => Math.floor(event / 2 ** 20) * MINUTE_MS)).toBeUndefined()
  })

  it('is none where as many dossiers come at once', () => {
    expect(objection(1_000_000, () => 0)).toBeUndefined()
  })
})
