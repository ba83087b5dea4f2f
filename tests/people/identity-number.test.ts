import { describe, expect, it } from 'vitest'
import { Fault } from '../../src/faults/index.ts'
import { IdentityNumbers } from '../../src/people/identity-number.ts'
import { NUMBERS_PER_PREFIX, People } from '../../src/people/index.ts'
import { loadCatalogue } from '../../src/scenario/index.ts'
import { CAT_HAI, peoplePlan, RACH_GIA, VINH_THONG } from './people-plan.ts'

describe('identity numbers', () => {
  it('of 100,000 citizens are distinct, twelve digits, with a century digit that no living person has', () => {
    const people = new People(peoplePlan([RACH_GIA]), 20250701, 0)
    const prefixes = loadCatalogue().identityPrefixes.get('91') ?? []
    const numbers = new Set<string>()
    const malformed: string[] = []
    for (let dossier = 0; dossier < 100_000; dossier++) {
      const { identityNumber, gender, birthDate } = people.citizen(0, dossier)
      numbers.add(identityNumber)
      const century = gender === 'male' ? '8' : '9'
      const sound =
        /^\d{12}$/.test(identityNumber) &&
        prefixes.includes(identityNumber.slice(0, 3)) &&
        identityNumber[3] === century &&
        identityNumber.slice(4, 6) === birthDate.slice(2, 4)
      if (!sound) malformed.push(identityNumber)
    }
    expect(malformed).toEqual([])
    expect(numbers.size).toBe(100_000)
  }, 20_000)

  it('differ by prefix and serial alone, so that no draw of gender or birth year can make two equal', () => {
    const { units } = peoplePlan([RACH_GIA, VINH_THONG, CAT_HAI])
    const numbers = new IdentityNumbers(units, 1, 0)
    const seen = new Set<string>()
    for (let unit = 0; unit < 3; unit++) {
      for (let dossier = 0; dossier < 20_000; dossier++) seen.add(numbers.of(unit, dossier, 'male', 1980))
    }
    expect(seen.size).toBe(60_000)
  })

  it('of a full province are still distinct, to the last', () => {
    const { units } = peoplePlan([CAT_HAI])
    const onePrefix = units.map((unit) => ({ ...unit, identityPrefixes: ['031'] }))
    const numbers = new IdentityNumbers(onePrefix, 1, 0)
    const serials = new Uint8Array(NUMBERS_PER_PREFIX)
    for (let dossier = 0; dossier < NUMBERS_PER_PREFIX; dossier++) {
      const serial = Number(numbers.of(0, dossier, 'female', 2000).slice(6))
      serials[serial] = (serials[serial] ?? 0) + 1
    }
    expect(serials.every((count) => count === 1)).toBe(true)
    expect(() => numbers.of(0, NUMBERS_PER_PREFIX, 'female', 2000)).toThrow(Fault)
  }, 20_000)

  it('use every prefix of a merged province about equally', () => {
    const numbers = new IdentityNumbers(peoplePlan([RACH_GIA]).units, 1, 0)
    let first = 0
    for (let dossier = 0; dossier < 20_000; dossier++) {
      if (numbers.of(0, dossier, 'male', 1980).startsWith('089')) first += 1
    }
    expect(Math.abs(first / 20_000 - 0.5)).toBeLessThan(0.02)
  })

  it('can rest on prefixes: no two provinces share one', () => {
    const all = [...loadCatalogue().identityPrefixes.values()].flat()
    expect(all.length).toBeGreaterThan(60)
    expect(new Set(all).size).toBe(all.length)
  })

  it('stay as they were when a unit of another province joins', () => {
    const alone = new IdentityNumbers(peoplePlan([RACH_GIA]).units, 1, 0)
    const joined = new IdentityNumbers(peoplePlan([CAT_HAI, RACH_GIA]).units, 1, 0)
    for (let dossier = 0; dossier < 100; dossier++) {
      expect(joined.of(1, dossier, 'male', 1980)).toBe(alone.of(0, dossier, 'male', 1980))
    }
  })
})
