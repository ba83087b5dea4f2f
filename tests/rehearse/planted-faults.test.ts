import { describe, expect, it } from 'vitest'
import { Draws } from '../../src/chance/index.ts'
import { ModelledSystems, Operation, PLAYED_REPLICATION } from '../../src/operation/index.ts'
import type { Plan } from '../../src/scenario/index.ts'
import type { Incident, OperationRow } from '../../src/schema/index.ts'
import { Tally } from '../../src/verdict/index.ts'
import { rehearsed } from './rehearsed.ts'
import { threeWards } from './three-wards.ts'

/** The three wards, with an incident and no other. */
function planWith(incident: Incident): Plan {
  const plan = threeWards(['opencps', 'opencps', 'opencps'])
  return { ...plan, scenario: { ...plan.scenario, incidents: [incident] } }
}

function simulated(plan: Plan): Tally {
  const tally = new Tally(plan)
  const draws = new Draws(plan.scenario.seed, PLAYED_REPLICATION)
  const operation = new Operation(plan, draws, new ModelledSystems(plan, draws), tally)
  while (operation.advance());
  tally.close(plan.toMs)
  return tally
}

const row = (tally: Tally, operation: string): OperationRow => {
  const found = tally.operations().find((each) => each.operation === operation)
  if (!found) throw new Error(`nothing called ${operation}`)
  return found
}
const fault = (more: Partial<Extract<Incident, { kind: 'system-fault' }>>): Incident => ({
  kind: 'system-fault',
  name: 'planted',
  system: 'one-stop',
  fault: 'server-error',
  from: '2025-07-01T08:00',
  to: '2025-07-03T10:00',
  ...more,
})

describe('a fault that an incident plants in a system', () => {
  it('shows in the rehearsal and in the simulation alike, in the operations that it names alone', async () => {
    const plan = planWith(fault({ fault: 'failed', operations: ['one-stop.sign'], share: 0.5 }))
    for (const tally of [simulated(plan), await rehearsed(plan)]) {
      expect(row(tally, 'one-stop.sign').errors).toBeGreaterThan(3)
      expect(row(tally, 'one-stop.process').errors).toBe(0)
      expect(tally.counts()).toMatchObject({ received: 180 })
    }
  })

  it('is over when the incident is', async () => {
    const early = planWith(fault({ to: '2025-07-01T08:30' }))
    const errors = (tally: Tally) => tally.operations().reduce((sum, each) => sum + each.errors, 0)
    const late = planWith(fault({}))
    const [before, after] = [errors(await rehearsed(early)), errors(await rehearsed(late))]
    expect(before).toBeLessThan(after)
    expect(before).toBeGreaterThan(0)
  })

  it('loses messages alone: in the simulation no other call of the system is hit', () => {
    const tally = simulated(planWith(fault({ fault: 'transfer-lost' })))
    expect(tally.operations().filter(({ lost, errors }) => lost + errors > 0)).toEqual([])
  })

  it('that the stand-in does not know is refused before anything starts', async () => {
    const plan = planWith(fault({ fault: 'no-quorum' }))
    await expect(rehearsed(plan)).rejects.toMatchObject({
      code: 'scenario-invalid',
      message: expect.stringMatching(/incident-planted: there is no kind no-quorum; there are connection-lost/),
    })
  })
})
