import { keyOf } from '../../../../chance/index.ts'

const HEAD = 8
const TAIL = 16
const FORM = /^[0-9a-f]{24}$/

/** The id that this dialect gives a dossier: 24 hexadecimal digits, made of its number, with a head that checks them. */
export function igateId(dossierId: number): string {
  const tail = dossierId.toString(16).padStart(TAIL, '0')
  return keyOf(`igate ${tail}`).toString(16).padStart(HEAD, '0') + tail
}

/** Number of the dossier with such an id; undefined when this server never made up that id. */
export function numberOfIgate(id: string): number | undefined {
  if (!FORM.test(id)) return undefined
  const dossierId = Number.parseInt(id.slice(HEAD), 16)
  return Number.isSafeInteger(dossierId) && dossierId > 0 && igateId(dossierId) === id ? dossierId : undefined
}
