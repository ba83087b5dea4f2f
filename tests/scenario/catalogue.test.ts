import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../src/scenario/index.ts'

const catalogue = loadCatalogue()
const folder = new URL('../../scenarios/catalogue/', import.meta.url)
const rowsOf = (file: string) =>
  parse(readFileSync(new URL(file, folder)), { columns: true }) as Readonly<Record<string, string>>[]

describe('the unit catalogue', () => {
  it('has the 3,321 units of July 2025: 2,621 communes, 687 wards, 13 special zones, in 34 provinces', () => {
    const units = [...catalogue.units.values()]
    const count = (type: string) => units.filter((unit) => unit.type === type).length
    expect([units.length, count('xã'), count('phường'), count('đặc khu')]).toEqual([3321, 2621, 687, 13])
    expect(new Set(units.map((unit) => unit.provinceCode)).size).toBe(34)
  })

  it('knows 30742 as Rạch Giá ward in An Giang province', () => {
    expect(catalogue.units.get('30742')).toEqual({
      code: '30742',
      name: 'Phường Rạch Giá',
      type: 'phường',
      provinceCode: '91',
      province: 'Tỉnh An Giang',
    })
  })

  it('gives every unit the identity prefixes of the provinces merged into its own', () => {
    expect(catalogue.identityPrefixes.get('91')).toEqual(['089', '091'])
    expect([...catalogue.identityPrefixes.values()].flat()).toHaveLength(63)
    for (const unit of catalogue.units.values()) expect(catalogue.identityPrefixes.has(unit.provinceCode)).toBe(true)
  })
})

describe('the procedure catalogue', () => {
  it('has 91 procedures, each with papers to hand in', () => {
    expect(catalogue.procedures.size).toBe(91)
    for (const procedure of catalogue.procedures.values()) expect(procedure.documents).not.toContain('')
    for (const procedure of catalogue.procedures.values()) expect(procedure.documents.length).toBeGreaterThan(0)
    expect(catalogue.procedures.get('2.000815')?.documents).toEqual(['original + copies'])
  })

  it('calls the limit of 28 procedures sourced and leaves the others to be verified', () => {
    const sourced = [...catalogue.procedures.values()].filter((procedure) => procedure.limitSourced)
    expect(sourced).toHaveLength(28)
  })

  it.each([
    ['1.001193', 'on the same day', { kind: 'same-day' }],
    ['1.004873', '3 working days', { kind: 'working-time', workingHours: 24 }],
    ['2.001159', 'no usual limit, at most 8 hours', { kind: 'working-time', workingHours: 8 }],
    ['2.001263', '30 calendar days, 30 × 5/7 × 8 = 171.4 hours', { kind: 'working-time', workingHours: 172 }],
    ['1.011606', 'a yearly campaign without limit', undefined],
  ])('takes the limit of %s: %s', (code, _words, limit) => {
    expect(catalogue.procedures.get(code)?.limit).toEqual(limit)
  })
})

describe('the other catalogues', () => {
  it('have Tết 2026 off and the Saturday before National Day 2026 as a working day', () => {
    expect(catalogue.holidays.get('2026-02-17')).toBe('off')
    expect(catalogue.holidays.get('2026-08-22')).toBe('work')
  })

  it('weigh names by sex, with an empty middle name for none', () => {
    expect(catalogue.names.surnames[0]).toEqual({ value: 'Nguyễn', weight: 38.4 })
    expect(catalogue.names.middle.female).toContainEqual({ value: '', weight: 12 })
    expect(catalogue.names.given.male).toContainEqual({ value: 'Tuấn', weight: 2.7 })
    expect(catalogue.names.wordCounts.female.map(({ value }) => value)).toEqual(['2', '3', '4'])
  })

  it('name the ten states of a dossier', () => {
    const states = catalogue.statusCodes.filter(({ list }) => list === 'TrangThaiHoSo')
    expect(states.map(({ code }) => code)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'])
    expect(states[9]?.nameVi).toBe('Đã trả kết quả')
  })

  it('hold workflows in which every dossier gets to the end', () => {
    expect(Object.keys(catalogue.workflows).length).toBeGreaterThan(0)
  })

  it('are read once: the same question has the same answer', () => {
    expect(loadCatalogue()).toBe(catalogue)
    expect(catalogue.units).toBe(catalogue.units)
  })
})

describe('the catalogue files', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.csv'))

  it.each(files.filter((name) => name !== 'units.csv'))('%s has a source in every row', (file) => {
    for (const row of rowsOf(file)) expect(row.source).not.toBe('')
  })

  it('give the source of the units and its licence in the README', () => {
    const readme = readFileSync(new URL('README.md', folder), 'utf8')
    expect(readme).toContain('thanglequoc/vietnamese-provinces-database')
    expect(readme).toContain('MIT License')
    for (const file of files) expect(readme).toContain(file)
  })
})
