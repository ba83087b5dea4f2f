import { describe, expect, it } from 'vitest'
import { formats, languages } from '../../src/report/index.ts'
import {
  basisWords,
  channelWords,
  fieldName,
  indicatorWords,
  statusWords,
  systemName,
  words,
} from '../../src/report/words.ts'
import { problemsOf, RunResult } from '../../src/schema/index.ts'
import { failed, invalid, rehearsed, simulated } from './sample.ts'

const samples = { rehearsed, simulated, failed, invalid }
const catalogues = { words, statusWords, channelWords, indicatorWords, basisWords }

describe('the formats', () => {
  it.each(Object.entries(samples))('are tried on a result that the schema accepts: %s', (_, sample) => {
    expect(problemsOf(RunResult, sample())).toEqual([])
  })

  it('write report.md and result.json into the run folder, each its own file', () => {
    const files = Object.values(formats).flatMap(({ file }) => (file === null ? [] : [file]))
    expect(files).toEqual(expect.arrayContaining(['report.md', 'result.json']))
    expect(new Set(files).size).toBe(files.length)
  })

  it('change nothing in the result and give the same text for the same result', () => {
    for (const { render } of Object.values(formats)) {
      const result = rehearsed()
      const text = render(result, 'vi')
      expect(render(result, 'vi')).toBe(text)
      expect(result).toEqual(rehearsed())
    }
  })

  it('show no NaN, undefined or null to a reader', () => {
    for (const sample of Object.values(samples)) {
      for (const language of languages) {
        for (const name of ['terminal', 'markdown'] as const) {
          expect(formats[name].render(sample(), language)).not.toMatch(/NaN|undefined|null|Infinity|\{\w+\}/)
        }
      }
    }
  })

  it('write composed Vietnamese letters even when the scenario has decomposed ones', () => {
    const result = rehearsed()
    result.scenario.title.vi = 'Phường Rạch Giá'.normalize('NFD')
    for (const name of ['terminal', 'markdown'] as const) {
      const text = formats[name].render(result, 'vi')
      expect(text).toBe(text.normalize('NFC'))
      expect(text).toContain('Phường Rạch Giá'.normalize('NFC'))
    }
  })

  it('json gives back exactly the result, in either language', () => {
    for (const language of languages)
      expect(JSON.parse(formats.json.render(rehearsed(), language))).toEqual(rehearsed())
  })
})

describe('the words', () => {
  it.each(Object.entries(catalogues))('are composed, and have the same slots in both languages: %s', (_, catalogue) => {
    const slots = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()
    for (const { vi, en } of Object.values(catalogue)) {
      expect(vi).toBe(vi.normalize('NFC'))
      expect(slots(vi)).toEqual(slots(en))
      expect(vi.trim() && en.trim()).not.toBe('')
    }
  })

  it('name every field of the procedure catalogue in the administration’s own words', () => {
    expect(fieldName('certification', 'vi')).toBe('Chứng thực')
    expect(fieldName('civil_status', 'vi')).toBe('Hộ tịch')
    expect(fieldName('residence', 'vi')).toBe('Cư trú')
    expect(fieldName('land', 'vi')).toBe('Đất đai')
    expect(statusWords.INVALID.vi).toBe('KHÔNG HỢP LỆ')
  })

  it('leave an unknown field or system under its own code', () => {
    expect(fieldName('fishing', 'vi')).toBe('fishing')
    expect(fieldName('constructor', 'en')).toBe('constructor')
    expect(systemName('land-registry', 'en')).toBe('land-registry')
  })
})
