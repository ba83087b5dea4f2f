import { describe, expect, it } from 'vitest'
import { restricted, sampleOf } from '../../src/findings/sample.ts'
import { checkScenario, type Plan } from '../../src/scenario/index.ts'
import { playInOrder } from '../../src/simulate/index.ts'
import { Tally } from '../../src/verdict/index.ts'
import { healthy } from './base.ts'

const wards = ['19819', '19858', '19831', '19828', '19873']

function planOf(text: string): Plan {
  const { plan, problems } = checkScenario(text, 'wards.yaml')
  if (!plan) throw new Error(problems.map(({ message }) => message).join('; '))
  return plan
}

const scenario = healthy()
const { code: _, ...alike } = scenario.units[0] ?? expect.fail()
scenario.units = [{ ...alike, each: { codes: wards } }]
const source = { file: 'wards.yaml', text: JSON.stringify(scenario) }
const plan = planOf(source.text)

describe('A sample of the units', () => {
  it('plays each unit as it is played among all', async () => {
    const small = restricted(source, plan, [0, 0, 0, 0, 0], [1, 3])
    const rows = async (of: Plan) => {
      const tally = new Tally(of)
      await playInOrder(of, 7, tally, new AbortController().signal)
      tally.close(of.toMs)
      return tally.units()
    }
    const [few, all] = [await rows(planOf(small.text)), await rows(plan)]
    expect(few).toEqual([all[1], all[3]])
    expect(few[0]?.received).toBe(300)
  })

  it('is another for each pair, and the same for the same pair', () => {
    const everybody = new Set(plan.units.keys())
    const draw = (pair: number) => sampleOf(plan, everybody, () => 20_000, 5, pair)
    expect(draw(1)).toEqual(draw(1))
    expect(draw(1)).toHaveLength(2)
    const drawn = new Set(Array.from({ length: 12 }, (_none, pair) => draw(pair).join(' ')))
    expect(drawn.size).toBeGreaterThan(3)
  })

  it('is of the units that the remedy changes alone', () => {
    expect(sampleOf(plan, new Set([4]), () => 1, 5, 1)).toEqual([4])
  })
})
