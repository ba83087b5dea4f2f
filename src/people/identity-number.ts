import { keyOf, Permutation } from '../chance/index.ts'
import { Fault } from '../faults/index.ts'
import { FIRST_SCRIPTED, type UnitPlan } from '../scenario/index.ts'

/** Serials of six digits: this many dossiers of a province can share a prefix and still differ. */
export const NUMBERS_PER_PREFIX = 1_000_000
const SERIAL_ROWS = 1000

/**
 * Century digit of NĐ 137/2015/NĐ-CP for people born in the 2300s, whom nobody can meet: the number has the shape of a
 * real one and cannot be one.
 */
const CENTURY_DIGIT = { male: '8', female: '9' } as const

export type Gender = keyof typeof CENTURY_DIGIT

interface Place {
  readonly code: string
  readonly provinceCode: string
  /** Place of the unit among the plan's units of its province. */
  readonly position: number
  readonly unitsOfProvince: number
  readonly prefixes: readonly string[]
  readonly permutation: Permutation
}

/**
 * Identity numbers of a run, all distinct by construction: prefix and serial of the dossiers of a province come from
 * one keyed permutation of `NUMBERS_PER_PREFIX` × the province's prefixes, whatever gender and birth year turn out to
 * be. So a province has room for 1,000,000 dossiers a prefix (An Giang: 2,000,000), shared equally among its units.
 * Which number a dossier has depends on the plan's units of the same province, and on nothing else of the plan.
 */
export class IdentityNumbers {
  readonly #places: readonly Place[]

  constructor(
    units: readonly Pick<UnitPlan, 'code' | 'provinceCode' | 'identityPrefixes'>[],
    seed: number,
    replication: number,
  ) {
    const byProvince = Map.groupBy(units, (unit) => unit.provinceCode)
    const permutations = new Map(
      [...byProvince].map(([province, [unit]]) => {
        const columns = (NUMBERS_PER_PREFIX / SERIAL_ROWS) * (unit?.identityPrefixes.length ?? 0)
        return [province, new Permutation(seed, replication, keyOf(province), SERIAL_ROWS, columns)] as const
      }),
    )
    this.#places = units.map((unit) => {
      const ofProvince = byProvince.get(unit.provinceCode) ?? []
      return {
        code: unit.code,
        provinceCode: unit.provinceCode,
        position: ofProvince.indexOf(unit),
        unitsOfProvince: ofProvince.length,
        prefixes: unit.identityPrefixes,
        permutation: permutations.get(unit.provinceCode) as Permutation, // made above for every province of the units
      }
    })
  }

  /**
   * Twelve digits: prefix of the province, century digit by gender, last two digits of the birth year, serial.
   * Fault `scenario-invalid` when the province has more dossiers than distinct numbers.
   */
  of(unitIndex: number, dossierIndex: number, gender: Gender, birthYear: number): string {
    const place = this.#places[unitIndex]
    if (place === undefined) throw new RangeError(`the plan has no unit ${unitIndex}`)
    const rank = rowOf(dossierIndex, place) * place.unitsOfProvince + place.position
    if (rank >= place.permutation.size) throw tooMany(place)
    const value = place.permutation.at(rank)
    const prefix = place.prefixes[value % place.prefixes.length]
    const serial = Math.floor(value / place.prefixes.length)
    const year = String(birthYear % 100).padStart(2, '0')
    return `${prefix}${CENTURY_DIGIT[gender]}${year}${String(serial).padStart(6, '0')}`
  }
}

/** Dossiers of scripts, which are numbered from far above, take the last of the unit's numbers. */
function rowOf(dossierIndex: number, { permutation, unitsOfProvince }: Place): number {
  if (dossierIndex < FIRST_SCRIPTED) return dossierIndex
  return Math.floor(permutation.size / unitsOfProvince) - 1 - (dossierIndex - FIRST_SCRIPTED)
}

function tooMany(place: Place): Fault {
  const each = Math.floor(place.permutation.size / place.unitsOfProvince).toLocaleString('en-US')
  return new Fault(
    'scenario-invalid',
    `Unit ${place.code} has more dossiers than there are distinct identity numbers: province ${place.provinceCode} has room for ${each} in each of its ${place.unitsOfProvince} unit(s).`,
    'Lower demand.volume.dossiers, or split the period into several scenarios.',
  )
}
