/** Nothing that a stand-in can do or have wrong goes without a test. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { commonFaults, transferFaults } from '../../src/systems/core/faults.ts'
import { standIns } from '../../src/systems/stand-ins.ts'

const folder = new URL('.', import.meta.url)
const tests = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts') && !name.endsWith('covered.test.ts'))
  .map((name) => readFileSync(new URL(name, folder), 'utf8'))

it('every kind of fault is planted by a test', () => {
  const own = Object.values(standIns).flatMap(({ faults }) => Object.keys(faults))
  const kinds = new Set([...Object.keys(commonFaults), ...Object.keys(transferFaults), ...own])
  expect([...kinds].filter((kind) => !tests.some((text) => text.includes(`kind: '${kind}'`)))).toEqual([])
})

it('every stand-in is held to the contract: each operation × each role', () => {
  const held = new Set(
    tests.flatMap((text) => [...text.matchAll(/describeContract\(\s*(\w+)/g)].map(([, name]) => name?.toLowerCase())),
  )
  const names = Object.keys(standIns).map((name) => name.replaceAll('-', ''))
  expect(names.filter((name) => !held.has(name))).toEqual([])
})
