import { describe, expect, it } from 'vitest'
import { type Citizen, People } from '../../src/people/index.ts'
import { loadCatalogue } from '../../src/scenario/index.ts'
import { CAT_HAI, DINH_MY, peoplePlan, RACH_GIA, VINH_THONG } from './people-plan.ts'

const COUNT = 30_000
const people = new People(peoplePlan([RACH_GIA, CAT_HAI]), 20250701, 0)
const citizens: readonly Citizen[] = Array.from({ length: COUNT }, (_, dossier) => people.citizen(0, dossier))
const women = citizens.filter(({ gender }) => gender === 'female')
const men = citizens.filter(({ gender }) => gender === 'male')

const share = (of: readonly Citizen[], is: (words: string[]) => boolean) =>
  of.filter(({ fullName }) => is(fullName.split(' '))).length / of.length

/** Mobile prefixes in use, of three digits: Viettel, VinaPhone, MobiFone, Vietnamobile. */
const realMobile = /^0(3[2-9]|86|9[678]|8[1-5]|88|91|94|70|7[6-9]|89|90|93|52|56|58|92)/

describe('a citizen', () => {
  it('has the surname shares of the catalogue, made to sum to 1', () => {
    const { surnames } = loadCatalogue().names
    const total = surnames.reduce((sum, { weight }) => sum + weight, 0)
    expect(Math.abs(share(citizens, ([surname]) => surname === 'Nguyễn') - 0.38)).toBeLessThan(0.012)
    for (const { value, weight } of surnames) {
      const seen = share(citizens, ([surname]) => surname === value)
      const expected = weight / total
      // Four standard errors.
      expect(Math.abs(seen - expected), value).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / COUNT))
    }
  })

  it('is called Thị in the middle when she is one of about 17.6 % of women, and never when a man', () => {
    const seen = share(women, (words) => words[1] === 'Thị')
    expect(seen).toBeGreaterThan(0.165)
    expect(seen).toBeLessThan(0.19)
    expect(share(men, (words) => words.includes('Thị'))).toBe(0)
  })

  it('has as many words to the name as the catalogue says', () => {
    for (const [group, sex] of [
      [women, 'female'],
      [men, 'male'],
    ] as const) {
      const weights = loadCatalogue().names.wordCounts[sex]
      const total = weights.reduce((sum, { weight }) => sum + weight, 0)
      for (const { value, weight } of weights) {
        const seen = share(group, (words) => words.length === Number(value))
        expect(Math.abs(seen - weight / total), `${sex} ${value}`).toBeLessThan(0.015)
      }
    }
  })

  it('has a name of known words, none twice after the surname', () => {
    const { surnames, middle, given } = loadCatalogue().names
    for (const [group, sex] of [
      [women, 'female'],
      [men, 'male'],
    ] as const) {
      const known = new Set([...middle[sex], ...given[sex]].map(({ value }) => value))
      const first = new Set(surnames.map(({ value }) => value))
      const strange = group.filter(({ fullName }) => {
        const [surname = '', ...rest] = fullName.split(' ')
        return !first.has(surname) || rest.length === 0 || !rest.every((word) => known.has(word))
      })
      expect(strange).toEqual([])
      expect(share(group, ([, ...rest]) => new Set(rest).size < rest.length)).toBe(0)
    }
  })

  it('is a woman as often as a man', () => {
    expect(Math.abs(women.length / COUNT - 0.5)).toBeLessThan(0.012)
  })

  it('is between 18 and 90 years old on the first day of the period', () => {
    const dates = citizens.map(({ birthDate }) => birthDate)
    expect(dates.every((date) => /^\d{4}-\d{2}-\d{2}$/.test(date))).toBe(true)
    expect(dates.filter((date) => date > '2007-07-01' || date <= '1934-07-01')).toEqual([])
    expect(dates.some((date) => date > '2006-07-01') && dates.some((date) => date < '1940-01-01')).toBe(true)
  })

  it('is 18 to 90 also where the period begins on 29 February', () => {
    const leap = new People({ ...peoplePlan([RACH_GIA]), fromMs: Date.UTC(2028, 1, 28, 17) }, 1, 0)
    for (let dossier = 0; dossier < 20_000; dossier++) {
      const { birthDate } = leap.citizen(0, dossier)
      expect(birthDate <= '2010-02-28' && birthDate > '1937-02-28', birthDate).toBe(true)
    }
  })

  it('has text in NFC', () => {
    const texts = citizens.flatMap((citizen) => Object.values(citizen))
    expect(texts.filter((text) => text !== text.normalize('NFC'))).toEqual([])
    expect(texts.some((text) => text.includes('Nguyễn'))).toBe(true)
  })

  it('has an e-mail address of their own that can reach nobody', () => {
    const emails = citizens.map(({ email }) => email)
    expect(emails.filter((email) => !/^[a-z]+(\.[a-z]+)+\.30742-\d{6}@example\.invalid$/.test(email))).toEqual([])
    expect(new Set(emails).size).toBe(COUNT)
  })

  it('has a phone number that no network has', () => {
    const phones = citizens.map(({ phone }) => phone)
    expect(phones.filter((phone) => !/^04\d{8}$/.test(phone) || realMobile.test(phone))).toEqual([])
    expect(realMobile.test('0912345678')).toBe(true)
  })

  it('lives at a house in a quarter or hamlet of the unit, with no district', () => {
    const ward = /^\d+(\/\d+)? Đường \p{L}+( \p{L}+)*, Khu phố \d+, Phường Rạch Giá, Tỉnh An Giang$/u
    expect(citizens.map(({ address }) => address).filter((address) => !ward.test(address))).toEqual([])
    expect(people.citizen(1, 0).address).toMatch(/^Số nhà \d+(\/\d+)?, Thôn \d+, Đặc khu Cát Hải, Thành phố Hải Phòng$/)
    const inHamlet = new People(peoplePlan([DINH_MY]), 1, 0).citizen(0, 0)
    expect(inHamlet.address).toMatch(/^Số nhà \d+(\/\d+)?, Ấp \d+, Xã Định Mỹ, Tỉnh An Giang$/)
  })

  it('is marked as synthetic', () => {
    expect(new Set(citizens.map(({ synthetic }) => synthetic))).toEqual(new Set(['SYNTHETIC']))
  })

  it('is the same asked twice, in another order, and by somebody else', () => {
    const other = new People(peoplePlan([RACH_GIA, CAT_HAI]), 20250701, 0)
    for (const dossier of [2799, 3, 100, 0, 3, 1500]) {
      other.citizen(1, dossier)
      other.dossierPapers(0, dossier, 0, true)
      expect(other.citizen(0, dossier)).toEqual(citizens[dossier])
      expect(people.citizen(0, dossier)).toEqual(citizens[dossier])
    }
  })

  it('stays the same when a unit of another province joins, and all but the number when one of the same does', () => {
    const far = new People(peoplePlan([CAT_HAI, RACH_GIA]), 20250701, 0)
    const near = new People(peoplePlan([VINH_THONG, RACH_GIA]), 20250701, 0)
    for (const dossier of [0, 7, 2799]) {
      expect(far.citizen(1, dossier)).toEqual(citizens[dossier])
      const { identityNumber: _, ...rest } = near.citizen(1, dossier)
      expect(citizens[dossier]).toMatchObject(rest)
    }
  })

  it('is another for another seed, replication, unit or dossier', () => {
    const plan = peoplePlan([RACH_GIA, CAT_HAI])
    const others = [
      new People(plan, 1, 0).citizen(0, 5),
      new People(plan, 20250701, 1).citizen(0, 5),
      people.citizen(1, 5),
      people.citizen(0, 6),
    ]
    for (const part of ['identityNumber', 'phone', 'address'] as const) {
      expect(new Set([people.citizen(0, 5), ...others].map((citizen) => citizen[part])).size, part).toBe(5)
    }
  })

  it('of a unit that the plan does not have is refused', () => {
    expect(() => people.citizen(2, 0)).toThrow(RangeError)
  })
})
