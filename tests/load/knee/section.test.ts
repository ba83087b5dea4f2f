import { describe, expect, it } from 'vitest'
import { withCapacity } from '../../../src/load/index.ts'
import { Histogram } from '../../../src/verdict/index.ts'

describe('the profile of systems whose knee was found', () => {
  const operations = ['portal.submit', 'one-stop.receive', 'one-stop.sign'].map((operation) => ({
    ...{ operation, answeredUs: new Histogram(), failed: 0 },
  }))
  const found = {
    limit: 'systems' as const,
    givesInFirst: 'one-stop.sign',
    heldSystems: [
      { system: 'one-stop', callsPerSecond: 44.3 },
      { system: 'portal', callsPerSecond: 5.7 },
    ],
  }
  const capacities = (knee: Parameters<typeof withCapacity>[1]) =>
    withCapacity(operations, knee).map(({ capacityPerSecond }) => capacityPerSecond)

  it('says of the system that gave in first what it answers in all', () => {
    expect(capacities(found)).toEqual([undefined, 44.3, 44.3])
  })

  it('says nothing where none gave in', () => {
    expect(capacities({ ...found, limit: 'generator' })).toEqual([undefined, undefined, undefined])
    expect(capacities({ ...found, givesInFirst: null })).toEqual([undefined, undefined, undefined])
    expect(capacities({ ...found, heldSystems: [] })).toEqual([undefined, undefined, undefined])
  })
})
