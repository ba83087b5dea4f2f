import type { LegSystem } from '../linked/messages.ts'

/** Registers, as the paths name them. */
export const registers = ['birth', 'marriage', 'death', 'marital', 'guardianship', 'parent-child', 'other'] as const
export type Register = (typeof registers)[number]

/** Words of a procedure's name that say which register its records belong to; the first that occurs counts. */
const words: readonly (readonly [word: string, register: Register])[] = [
  ['trích lục', 'other'],
  ['thay đổi, cải chính', 'other'],
  ['khai sinh', 'birth'],
  ['khai tử', 'death'],
  ['kết hôn', 'marriage'],
  ['tình trạng hôn nhân', 'marital'],
  ['giám hộ', 'guardianship'],
  ['nhận cha, mẹ, con', 'parent-child'],
]

/** The register of a procedure, by its Vietnamese name: codes differ from province to province, names hardly. */
export function registerOf(procedureName: string): Register {
  const name = procedureName.toLowerCase()
  return words.find(([word]) => name.includes(word))?.[1] ?? 'other'
}

/** The further legs of a linked procedure; none for any other. */
export function legsOf(procedureName: string): readonly LegSystem[] {
  const name = procedureName.toLowerCase()
  if (!name.includes('liên thông')) return []
  const legs: LegSystem[] = []
  if (name.includes('thường trú')) legs.push('residence')
  if (/bhyt|bảo hiểm y tế|mai táng|tử tuất/.test(name)) legs.push('health-insurance')
  return legs
}
