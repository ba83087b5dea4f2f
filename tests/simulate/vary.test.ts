import { describe, expect, it } from 'vitest'
import { Fault } from '../../src/faults/index.ts'
import { nameOf, parseVariation, variantsOf } from '../../src/simulate/index.ts'
import { sourceOf, weekIn } from './plans.ts'

const source = sourceOf(weekIn(1, 50))
const of = (...texts: string[]) => variantsOf(source, texts.map(parseVariation))

function faultOf(what: () => unknown): Fault {
  try {
    what()
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
  throw new Error('nothing was wrong')
}

describe('--vary', () => {
  it('makes every combination, the last varied fastest, each a plan of its own', () => {
    const variants = of('demand.volume.dossiers=10,20', 'units.0.counters=1,2,3')
    expect(variants.map(({ changes }) => nameOf(changes))).toEqual([
      'demand.volume.dossiers=10, units.0.counters=1',
      'demand.volume.dossiers=10, units.0.counters=2',
      'demand.volume.dossiers=10, units.0.counters=3',
      'demand.volume.dossiers=20, units.0.counters=1',
      'demand.volume.dossiers=20, units.0.counters=2',
      'demand.volume.dossiers=20, units.0.counters=3',
    ])
    expect(variants.map(({ plan }) => plan.units[0]?.counters)).toEqual([1, 2, 3, 1, 2, 3])
    expect(new Set(variants.map(({ plan }) => plan.sha256)).size).toBe(6)
  })

  it('takes words, true, false and null, and what is in quotation marks as a word', () => {
    expect(parseVariation('policies.order=fifo,"a,b",true,null,1.5').values).toEqual(['fifo', 'a,b', true, null, 1.5])
  })

  it('speaks for the number that it puts in: a varied value is an assumption', () => {
    const [variant] = of('policies.retryMin=7')
    expect(variant?.plan.scenario.basis).toContainEqual({
      path: 'policies.retryMin',
      kind: 'assumption',
      source: expect.objectContaining({ en: 'Value tried out: 7 (--vary).' }),
    })
  })

  it('tells what only a variant is warned of, with the variant’s name', () => {
    const [few, many] = of('demand.volume.dossiers=50,50000')
    expect(few?.warnings).toEqual([])
    expect(many?.warnings.join()).toMatch(/are asked for \d+\.\d+ times the time they have: the queue can only grow/)
  })

  it.each([
    ['no-path', 'it must be a path'],
    ['=1,2', 'it must be a path'],
    ['units.0.counters=', 'the values can’t be read'],
    ['units.0.counters=[', 'the values can’t be read'],
    ['units.0.counters=1,[2]', 'each value must be a number, a word'],
    ['units.0.counters=1,1', 'a value stands twice'],
  ])('is refused with a hint: %s', (text, says) => {
    expect(faultOf(() => of(text))).toMatchObject({ code: 'usage', message: expect.stringContaining(says) })
  })

  it.each([
    ['units.7.counters=1', 'leads nowhere: no "7" in units'],
    ['unit.0.counters=1', 'leads nowhere: no "unit" in the scenario'],
    ['title.en.x=1', 'leads nowhere: no "x" in title.en'],
    ['__proto__.x=1', 'leads nowhere'],
  ])('is refused where the path leads nowhere: %s', (text, says) => {
    expect(faultOf(() => of(text))).toMatchObject({ code: 'usage', message: expect.stringContaining(says) })
  })

  it('is refused where a variant is no valid scenario, with the variant’s name', () => {
    expect(faultOf(() => of('units.0.counters=1,many'))).toMatchObject({
      code: 'scenario-invalid',
      message: expect.stringMatching(/^units\.0\.counters=many is not a valid scenario/),
    })
  })

  it('is refused where it would make more than a thousand variants, or names a path twice', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => i + 1).join(',')
    expect(faultOf(() => of(`units.0.counters=${hundred}`, `policies.retryMin=${hundred}`)).message).toBe(
      '--vary makes 10000 variants; at most 1000.',
    )
    expect(faultOf(() => of('units.0.counters=1', 'units.0.counters=2')).message).toBe(
      '--vary units.0.counters stands twice.',
    )
  })
})
