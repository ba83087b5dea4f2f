const DIGITS = 6
const SHAPE = /^\d{5}-(\d{6,})$/

/**
 * Id of a dossier, its referenceUid in every system: 30742-000123. The index counts from 0 within the unit; the same
 * dossier has the same id under every clock.
 */
export function dossierId(unitCode: string, index: number): string {
  return `${unitCode}-${String(index).padStart(DIGITS, '0')}`
}

/** The index within the unit that `dossierId` wrote. RangeError when the text is no dossier id. */
export function indexOfDossier(id: string): number {
  const digits = SHAPE.exec(id)?.[1]
  if (digits === undefined) throw new RangeError(`"${id}" is not a dossier id such as 30742-000123`)
  return Number(digits)
}
