import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exitStatuses, faultCodes } from '../../src/faults/index.ts'
import { root, sourceFiles } from './source.ts'

describe('the exit statuses', () => {
  const numbers = Object.values(exitStatuses)

  it('are all different, and the README lists each of them and no other', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8')
    const rows = [...readme.matchAll(/^\| (\d+) \| \S.*\|$/gm)].map(([, status]) => Number(status))
    expect(new Set(numbers).size).toBe(numbers.length)
    expect(rows).toEqual(numbers)
  })

  it('have a fault code only where something can fail with it', () => {
    const sources = sourceFiles().map(({ text }) => text)
    const unused = Object.keys(faultCodes).filter(
      (code) =>
        !sources.some((text) => new RegExp(`(Fault|unreadable|invalid|refused)\\([\\s\\S]{0,40}'${code}'`).test(text)),
    )
    expect(unused).toEqual([])
  })
})
