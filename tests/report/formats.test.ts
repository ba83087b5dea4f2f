import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { formats, languages } from '../../src/report/index.ts'
import { doubtWords } from '../../src/report/words/doubts.ts'
import * as words from '../../src/report/words/index.ts'
import { loadCatalogue, loadScenario, shippedScenarios } from '../../src/scenario/index.ts'
import { problemsOf, RunResult } from '../../src/schema/index.ts'
import { root } from '../repo/source.ts'
import { failed, invalid, rehearsed, simulated } from './sample.ts'
import { ofManyUnits } from './sample-places.ts'
import { troubled } from './sample-trouble.ts'

const samples = { rehearsed, simulated, failed, invalid, troubled, 'of many units': () => ofManyUnits(50) }
const { fieldName, roleName, statusWords, stepName, systemName } = words
const { channelWords, indicatorWords, basisWords } = words
const catalogues = { words: words.words, doubtWords, statusWords, channelWords, indicatorWords, basisWords }

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

describe('the words for operations', () => {
  it('stand in Vietnamese beside the name of every operation of docs/operations.md', () => {
    const table = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8')
    const names = [...table.matchAll(/^\| `([a-z-]+\.[a-z-]+)` \|/gm)].map(([, name = '']) => name)
    expect(names.length).toBeGreaterThan(50)
    for (const name of names) {
      expect(words.operationName(name, 'vi')).toMatch(/^[a-z.-]+ \(\p{Letter}.*\)$/u)
      expect(words.operationName(name, 'en')).toBe(name)
    }
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

  it('are composed in every file', () => {
    const folder = join(root, 'src/report/words')
    for (const file of readdirSync(folder)) {
      const text = readFileSync(join(folder, file), 'utf8')
      expect(text).toBe(text.normalize('NFC'))
    }
  })

  it('have no key in two topics, of which one would hide the other', () => {
    const folder = join(root, 'src/report/words')
    const keys = readdirSync(folder)
      .filter(
        (file) =>
          ![
            'doubts.ts',
            'index.ts',
            'language.ts',
            'measures.ts',
            'names.ts',
            'people.ts',
            'outcomes.ts',
            'steps.ts',
          ].includes(file),
      )
      .flatMap((file) => readFileSync(join(folder, file), 'utf8').match(/^ {2}\w+(?=: \{)/gm) ?? [])
    expect(keys.length).toBe(Object.keys(words.words).length)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('have a Vietnamese name for every step of the catalogue’s workflows, and every role and field of the scenarios', () => {
    const steps = Object.values(loadCatalogue().workflows).flatMap((workflow) => Object.keys(workflow.steps))
    expect(steps.filter((step) => stepName(step, 'vi') === step)).toEqual([])
    for (const name of shippedScenarios().filter((each) => !each.startsWith('whole-country'))) {
      const plan = loadScenario(name)
      const roles = plan.units.flatMap(({ officials }) => officials.map(({ role }) => role))
      expect(roles.filter((role) => roleName(role, 'vi') === role)).toEqual([])
      expect(plan.procedures.filter(({ field }) => fieldName(field, 'vi') === field)).toEqual([])
    }
  })

  it('leave an unknown field or system under its own code', () => {
    expect(fieldName('fishing', 'vi')).toBe('fishing')
    expect(fieldName('constructor', 'en')).toBe('constructor')
    expect(systemName('land-registry', 'en')).toBe('land-registry')
  })
})
