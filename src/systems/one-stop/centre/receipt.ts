import { keyOf } from '../../../chance/index.ts'
import type { DossierRow } from './tables.ts'

/** Without letters and digits that are mistaken for each other on paper. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const LENGTH = 4

/** The look-up code on the receipt, four characters; made from the dossier, so that it needs no keeping. */
export function lookupCodeOf({ uid }: Pick<DossierRow, 'uid'>, seed: number): string {
  let hash = keyOf(`receipt ${seed} ${uid}`)
  // FNV alone is uneven at its top.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = (hash ^ (hash >>> 13)) >>> 0
  let code = ''
  for (let place = 0; place < LENGTH; place++) {
    code += LETTERS[hash % LETTERS.length]
    hash = Math.floor(hash / LETTERS.length)
  }
  return code
}
