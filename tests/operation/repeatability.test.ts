import { describe, expect, it } from 'vitest'
import { Draws } from '../../src/chance/index.ts'
import { eventLine, ModelledSystems, Operation } from '../../src/operation/index.ts'
import type { Plan } from '../../src/scenario/index.ts'
import { conforms, EventLine } from '../../src/schema/index.ts'
import { rachGia, rachGiaPlan } from './rach-gia.ts'
import { planOf } from './small.ts'

function linesOf(plan: Plan, seed: number, replication = 0): string {
  const draws = new Draws(seed, replication)
  const lines: string[] = []
  const operation = new Operation(plan, draws, new ModelledSystems(plan, draws), {
    record: (entry) => lines.push(JSON.stringify(eventLine(plan, entry))),
  })
  while (operation.advance());
  return lines.join('\n')
}

describe('the event log', () => {
  const first = linesOf(rachGiaPlan(), 20250701)

  it('is the same to the byte for the same seed, also of a plan compiled anew', () => {
    expect(linesOf(rachGiaPlan(), 20250701) === first).toBe(true)
  })

  it('is another for another seed and for another replication', () => {
    const plan = rachGiaPlan()
    expect(linesOf(plan, 20250702) === first).toBe(false)
    expect(linesOf(plan, 20250701, 1) === first).toBe(false)
  })

  it('has lines of the published shape', () => {
    const lines = first.split('\n').map((line): unknown => JSON.parse(line))
    expect(lines.length).toBeGreaterThan(50_000)
    expect(lines.filter((line) => !conforms(EventLine, line))).toEqual([])
  })

  it('of a unit stays the same to the byte when another unit is added', () => {
    const scenario = rachGia()
    const [unit] = scenario.units
    if (!unit) throw new Error('no unit')
    // Another code first, so that every index of the old unit moves; its basis stands under the old paths.
    scenario.units = [{ ...unit, code: '30760', organisationId: '000.00.43.H01' }, unit]
    scenario.basis = [...scenario.basis, { path: 'units', kind: 'assumption', source: 'for the test' }]
    const both = linesOf(planOf(scenario), 20250701).split('\n')
    expect(both.filter((line) => line.includes('"unit":"30742"')).join('\n') === first).toBe(true)
    expect(both.length).toBeGreaterThan(1.8 * first.split('\n').length)
  })
})
