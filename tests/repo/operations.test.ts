import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadCatalogue, loadScenario, shippedScenarios } from '../../src/scenario/index.ts'
import { systemNames, type Workflow } from '../../src/schema/index.ts'
import { root } from './source.ts'

interface Row {
  readonly operation: string
  readonly calledBy: string
  readonly account: string
}

const rows: Row[] = readFileSync(join(root, 'docs/operations.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => {
    const [, operation = '', calledBy = '', account = ''] = line
      .split('|')
      .map((cell) => cell.trim().replaceAll('`', ''))
    return { operation, calledBy, account }
  })
const workflows: Workflow[] = [
  ...Object.values(loadCatalogue().workflows),
  ...shippedScenarios().flatMap((name) => Object.values(loadScenario(name).scenario.workflows ?? {})),
]
const steps = workflows.flatMap((workflow) => Object.values(workflow.steps))
const called = new Set(steps.flatMap(({ outcomes }) => outcomes.flatMap(({ operation }) => operation ?? [])))

describe('the table of operations', () => {
  it('names each once, of a system that there is', () => {
    expect(rows.length).toBeGreaterThan(40)
    expect(new Set(rows.map(({ operation }) => operation)).size).toBe(rows.length)
    for (const { operation } of rows) expect(systemNames).toContain(operation.split('.')[0])
  })

  it('has every operation that a workflow of the catalogue or of a shipped scenario calls', () => {
    const known = new Set(rows.map(({ operation }) => operation))
    expect([...called].filter((operation) => !known.has(operation))).toEqual([])
  })

  it('has no other, but those of scripts and of the assistant', () => {
    const others = rows.filter(({ operation }) => !called.has(operation))
    for (const { calledBy } of others) expect(calledBy).toMatch(/^script|policies\.assistant/)
  })

  it('says which account an operation needs wherever a step asks for one', () => {
    const accounts = new Map(rows.map(({ operation, account }) => [operation, account]))
    for (const step of steps) {
      if (step.by !== 'official' || step.account === undefined) continue
      for (const { operation } of step.outcomes) if (operation) expect(accounts.get(operation)).toBe(step.account)
    }
  })
})
