import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { formats } from '../../src/report/index.ts'
import { conforms, RunResult } from '../../src/schema/index.ts'
import { root } from './source.ts'

const read = (path: string) => readFileSync(join(root, path), 'utf8')

describe('the sample run', () => {
  const result: unknown = JSON.parse(read('reports/sample/result.json'))
  if (!conforms(RunResult, result)) throw new Error('reports/sample/result.json does not have the shape of a result')

  it('has the report that its result gives today', () => {
    expect(read('reports/sample/report.md')).toBe(formats.markdown.render(result, 'vi'))
  })

  it('is what the README shows, line by line', () => {
    const shown = /```text\n(.*?)```/s.exec(read('README.md'))?.[1]?.trimEnd().split('\n') ?? []
    const printed = formats.terminal.render(result, 'en').split('\n')
    expect(shown.length).toBeGreaterThan(20)
    expect(shown.filter((line) => line !== '…' && !printed.includes(line))).toEqual([])
  })

  it('is the shipped scenario as it is today: 2,800 received, 95 to 99 % on time, conserved, inside the prediction', () => {
    const [all] = result.indicators
    expect(result.scenario.name).toBe('rach-gia-2025-07')
    expect(all?.received).toBe(2800)
    expect(all?.onTimeRate).toBeGreaterThanOrEqual(0.95)
    expect(all?.onTimeRate).toBeLessThanOrEqual(0.99)
    expect(result.conservation.holds).toBe(true)
    expect(result.prediction?.rows.find(({ indicator }) => indicator === 'onTimeRate')?.inside).toBe(true)
  })
})
