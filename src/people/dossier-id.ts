import { FIRST_SCRIPTED } from '../scenario/index.ts'

const DIGITS = 6
const SHAPE = /^\d{5}-(S?)(\d{6,})$/

/**
 * Id of a dossier, its referenceUid in every system: 30742-000123. The index counts from 0 within the unit; the same
 * dossier has the same id under every clock. One that a script begins is numbered apart: 30742-S000001.
 */
export function dossierId(unitCode: string, index: number): string {
  const scripted = index >= FIRST_SCRIPTED
  const number = scripted ? index - FIRST_SCRIPTED + 1 : index
  return `${unitCode}-${scripted ? 'S' : ''}${String(number).padStart(DIGITS, '0')}`
}

/** The index within the unit that `dossierId` wrote. RangeError when the text is no dossier id. */
export function indexOfDossier(id: string): number {
  const [, scripted, digits] = SHAPE.exec(id) ?? []
  if (digits === undefined) throw new RangeError(`"${id}" is not a dossier id such as 30742-000123`)
  return scripted === '' ? Number(digits) : FIRST_SCRIPTED + Number(digits) - 1
}
