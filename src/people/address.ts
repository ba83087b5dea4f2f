import type { Faker as FakerType, LocaleDefinition, Randomizer } from '@faker-js/faker'
import { faker as vietnamese } from '@faker-js/faker/locale/vi'
import { type DrawSequence, keyOf } from '../chance/index.ts'
import type { UnitPlan } from '../scenario/index.ts'

const STEP = keyOf('people.address')
const FREE_TEXT = keyOf('free-text')

/**
 * Provinces from Đồng Nai southward (codes of QĐ 19/2025/QĐ-TTg) say khu phố and ấp; the others say tổ dân phố and
 * thôn. Background knowledge.
 */
const FIRST_SOUTHERN_PROVINCE = 75

/** Faker's Vietnamese data have no pattern of streets that works and no house numbers. */
const addressPatterns: LocaleDefinition = {
  location: {
    street_pattern: ['Đường {{person.firstName}}'],
    building_number: ['#', '##', '###', '##/#', '##/##'],
  },
}

/**
 * The Faker class, taken from the Vietnamese instance: the main entry would load all seventy locales, which costs a
 * command more than 100 ms of its start.
 */
const Faker = vietnamese.constructor as typeof FakerType

/**
 * Addresses: house number and street, or house number alone in the countryside; the quarter or hamlet; unit; province.
 * There are no districts since 1 July 2025. Streets and house numbers are faker's, from an instance of its own whose
 * only source of chance is the keyed sequence: nothing stays in it from one citizen to the next.
 */
export class Addresses {
  readonly #sequence: DrawSequence
  readonly #faker: FakerType

  constructor(sequence: DrawSequence) {
    this.#sequence = sequence
    const randomizer: Randomizer = {
      next: () => sequence.next(),
      // The key is the seed: a draw cannot be seeded in another way.
      seed: () => {},
    }
    this.#faker = new Faker({ locale: [addressPatterns, vietnamese.rawDefinitions], randomizer })
  }

  /** The address of a dossier's citizen, NFC, for example "12/4 Đường Bình Minh, Khu phố 3, Phường …, Tỉnh …". */
  of(unit: Pick<UnitPlan, 'name' | 'province' | 'provinceCode'>, unitKey: number, dossier: number): string {
    this.#sequence.from(unitKey, dossier, STEP, FREE_TEXT)
    const { location, number } = this.#faker
    const house = location.buildingNumber()
    const southern = Number(unit.provinceCode) >= FIRST_SOUTHERN_PROVINCE
    const urban = unit.name.startsWith('Phường')
    const quarter = urban ? (southern ? 'Khu phố' : 'Tổ dân phố') : southern ? 'Ấp' : 'Thôn'
    const parts = [
      urban ? `${house} ${location.street()}` : `Số nhà ${house}`,
      `${quarter} ${number.int({ min: 1, max: 12 })}`,
      unit.name,
      unit.province,
    ]
    return parts.join(', ').normalize('NFC')
  }
}
