import { describe, expect, it } from 'vitest'
import { type FaultName, kindOf, withFaults } from './base.ts'
import { findingsOf, trueGain } from './found.ts'

const pairs: [FaultName, FaultName][] = [
  ['no signing account', 'ambiguous authority'],
  ['portal outage', 'no signing account'],
  ['leader away on meetings', 'three legacy systems'],
  ['old data can’t be searched', 'untrained in the land software'],
  ['room too small', 'transfers lost'],
  ['wrong limit in the table', 'ambiguous authority'],
  ['missing equipment', 'lost shared connection'],
]

describe('Of two planted faults', () => {
  it.each(pairs)('“%s” and “%s” both lead, in the order of what mending each really buys', async (one, other) => {
    const run = withFaults(one, other)
    const { findings } = await findingsOf(run)
    const [first, second] = findings
    if (!first || !second) return expect.fail('two findings')
    expect([first.kind, second.kind].sort()).toEqual([kindOf[one], kindOf[other]].sort())
    const [gainOfFirst, gainOfSecond] = [await trueGain(run, first, 25), await trueGain(run, second, 25)]
    expect(gainOfFirst).toBeGreaterThan(gainOfSecond)
    expect(gainOfSecond).toBeGreaterThan(0)
  })
})
