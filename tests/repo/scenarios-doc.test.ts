import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkScenario, formatProblem, loadScenario, shippedScenarios } from '../../src/scenario/index.ts'
import { Scenario } from '../../src/schema/index.ts'
import { simulated } from '../scenarios/simulated.ts'
import { root } from './source.ts'

const text = readFileSync(join(root, 'docs/scenarios.md'), 'utf8')
const pieces = [...text.matchAll(/```yaml\n(.*?)```/gs)].map(([, piece = '']) => piece)
const whole = pieces.join('\n')

describe('docs/scenarios.md', () => {
  it('has a piece for every section of a scenario', () => {
    const shown = pieces.flatMap((piece) => piece.match(/^[a-zA-Z]+(?=:)/gm) ?? [])
    // Written by the program, not by hand.
    const sections = Object.keys(Scenario.properties).filter((section) => section !== 'takenAway')
    expect(shown.toSorted()).toEqual(sections.toSorted())
  })

  it('has pieces that are one valid scenario, with nothing doubtful about it', () => {
    const { problems, warnings } = checkScenario(whole, 'docs/scenarios.md')
    expect([...problems, ...warnings].map(formatProblem)).toEqual([])
  })

  it('which can be simulated', () => {
    const { plan } = checkScenario(whole, 'docs/scenarios.md')
    if (!plan) throw new Error('not valid')
    const result = simulated(plan)
    expect(result.indicators[0]?.received).toBeGreaterThan(100)
    expect(result.conservation.holds).toBe(true)
    expect(result.conformance?.total.conformance).toBeGreaterThan(0)
    for (const { name, value } of result.difficulties) expect(value, name).toBeGreaterThan(0)
  })

  it('names every shipped scenario, and what can be taken away from it', () => {
    const rows = new Map(
      [...text.matchAll(/^\| `([\w-]+)` \|.*\| (.*) \|$/gm)].map(([, name = '', taken = '']) => [
        name,
        [...taken.matchAll(/`([\w-]+)`/g)].map(([, each]) => each),
      ]),
    )
    expect([...rows.keys()].sort()).toEqual(shippedScenarios())
    for (const [name, taken] of rows) {
      const { difficulties = [], incidents = [] } = loadScenario(name).scenario
      const known = [...difficulties, ...incidents].map((each) => each.name)
      for (const each of taken) expect(known, name).toContain(each)
      expect(taken, name).toEqual(expect.arrayContaining(difficulties.map((each) => each.name)))
    }
  })

  it('has an editor find the schema from the first line of every scenario', () => {
    for (const name of shippedScenarios()) {
      const [first] = readFileSync(join(root, `scenarios/${name}.yaml`), 'utf8').split('\n')
      expect(first, name).toBe('# yaml-language-server: $schema=../docs/schema/scenario.schema.json')
    }
  })
})
