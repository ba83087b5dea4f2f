import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { doubtText } from '../../src/report/doubts.ts'
import { formats } from '../../src/report/index.ts'
import type { RunResult } from '../../src/schema/index.ts'
import { failed, invalid, rehearsed, simulated } from './sample.ts'
import { troubled } from './sample-trouble.ts'

interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Element[]
  readonly text: string
}

/** The document as elements in their order. */
function parsed(xml: string): Element {
  expect(XMLValidator.validate(xml)).toBe(true)
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    preserveOrder: true,
    parseTagValue: false,
    parseAttributeValue: false,
  })
  const [, root] = (parser.parse(xml) as Node[]).map(elementOf)
  if (!root) throw new Error('no root')
  return root
}

type Node = Record<string, Node[] | string | Record<string, string>>

function elementOf(node: Node): Element {
  const name = Object.keys(node).find((key) => key !== ':@') ?? ''
  const inside = node[name]
  const nodes = Array.isArray(inside) ? inside : []
  return {
    name,
    attributes: (node[':@'] ?? {}) as Record<string, string>,
    children: nodes.filter((each) => !('#text' in each)).map(elementOf),
    text: nodes.map((each) => ('#text' in each ? String(each['#text']) : '')).join(''),
  }
}

/** What the strict schema of Ant's JUnit reports asks of each element: attributes that must be there, and children in their order. */
const facts: Readonly<Record<string, { must: readonly string[]; may?: readonly string[]; children: RegExp }>> = {
  testsuites: { must: [], children: /^(testsuite )*$/ },
  testsuite: {
    must: ['package', 'id', 'name', 'timestamp', 'hostname', 'tests', 'failures', 'errors', 'time'],
    may: ['skipped'],
    children: /^properties (testcase )*system-out system-err $/,
  },
  properties: { must: [], children: /^(property )*$/ },
  property: { must: ['name', 'value'], children: /^$/ },
  testcase: { must: ['name', 'classname', 'time'], children: /^((error|failure|skipped) )?$/ },
  failure: { must: ['type'], may: ['message'], children: /^$/ },
  error: { must: ['type'], may: ['message'], children: /^$/ },
  'system-out': { must: [], children: /^$/ },
  'system-err': { must: [], children: /^$/ },
}

function objections({ name, attributes, children }: Element): string[] {
  const fact = facts[name]
  if (!fact) return [`<${name}> is not known`]
  const order = children.map((child) => `${child.name} `).join('')
  return [
    ...fact.must.filter((each) => !(each in attributes)).map((each) => `<${name}> has no ${each}`),
    ...Object.keys(attributes)
      .filter((each) => !fact.must.includes(each) && !fact.may?.includes(each))
      .map((each) => `<${name}> has ${each}`),
    ...(fact.children.test(order) ? [] : [`<${name}> holds ${order}`]),
    ...children.flatMap(objections),
  ]
}

const junit = (result: RunResult, language: 'vi' | 'en' = 'en') => parsed(formats.junit.render(result, language))
const suiteOf = (result: RunResult, language: 'vi' | 'en' = 'en') => junit(result, language).children[0] as Element
const casesOf = (result: RunResult) => suiteOf(result).children.filter(({ name }) => name === 'testcase')
const samples = { rehearsed, simulated, failed, invalid, troubled }

describe('the JUnit report', () => {
  it.each(Object.entries(samples))('has the shape that the schema of JUnit reports asks for: %s', (_, sample) => {
    for (const language of ['vi', 'en'] as const) {
      const root = junit(sample(), language)
      expect(objections(root)).toEqual([])
      const { tests, failures, errors, timestamp, time } = suiteOf(sample(), language).attributes
      const of = (kind: string) => casesOf(sample()).filter(({ children }) => children[0]?.name === kind).length
      expect([tests, failures, errors]).toEqual([
        String(casesOf(sample()).length),
        String(of('failure')),
        String(of('error')),
      ])
      expect(timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/)
      expect(Number(time)).toBeGreaterThanOrEqual(0)
    }
  })

  it('has a test for each target, of which those missed fail with value and bound', () => {
    const result = failed()
    const cases = casesOf(result)
    expect(cases).toHaveLength(result.verdict.targets.length + 2)
    result.verdict.targets.forEach(({ met }, at) => {
      expect(cases[at]?.children.map(({ name }) => name)).toEqual(met ? [] : ['failure'])
    })
    const message = cases.find(({ children }) => children.length > 0)?.children[0]?.attributes.message
    expect(message).toMatch(/ \(required: at (least|most) .*\)$/)
  })

  it('tells an INVALID run as an error with its reasons, and a sound one as passed', () => {
    const errors = (result: RunResult) =>
      casesOf(result).flatMap(({ children }) => children.filter(({ name }) => name === 'error'))
    expect(errors(rehearsed())).toEqual([])
    const told = errors(invalid()).map(({ text }) => text)
    for (const reason of invalid().verdict.reasons) expect(told.join('\n')).toContain(doubtText(reason, 'en'))
  })

  it('writes what XML would take for its own, and what it can’t hold, so that it can be read back', () => {
    const result = invalid()
    result.verdict.reasons = [{ kind: 'stopped', values: { why: 'a < b & "c" > \u0000\u001bd' } }]
    result.scenario.title.en = `<&"'>`
    const { attributes } = suiteOf(result)
    expect(attributes.name).toBe(`<&"'>`)
    expect(casesOf(result).at(-2)?.children[0]?.attributes.message).toBe('the run was stopped: a < b & "c" > d')
  })
})
