import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { caseNames } from '../../src/selftest/index.ts'

const text = readFileSync(new URL('../../docs/selftest.md', import.meta.url), 'utf8')

describe('docs/selftest.md', () => {
  it('names every case in the order of the suite, and no other', () => {
    const rows = text.split('\n').filter((line) => line.startsWith('| `'))
    const named = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name))
    expect(named).toEqual(caseNames)
  })
})
