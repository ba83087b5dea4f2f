import { parseLocal } from '../../src/calendar/index.ts'
import type { PeoplePlan } from '../../src/people/index.ts'
import { loadCatalogue } from '../../src/scenario/index.ts'

/** What People needs of a plan, with real units and procedures of the catalogue. */
export function peoplePlan(unitCodes: readonly string[], procedureCodes: readonly string[] = ['2.000815']): PeoplePlan {
  const catalogue = loadCatalogue()
  return {
    fromMs: parseLocal('2025-07-01'),
    units: unitCodes.map((code) => {
      const unit = catalogue.units.get(code)
      if (unit === undefined) throw new Error(`no unit ${code}`)
      return { ...unit, identityPrefixes: catalogue.identityPrefixes.get(unit.provinceCode) ?? [] }
    }),
    procedures: procedureCodes.map((code) => ({ documents: catalogue.procedures.get(code)?.documents ?? [] })),
  }
}

export const RACH_GIA = '30742'
export const CAT_HAI = '11914'
/** Vĩnh Thông ward and Định Mỹ commune, of Rạch Giá's province. */
export const VINH_THONG = '30760'
export const DINH_MY = '30709'
