import type { LimitKind } from '../schema/index.ts'
import {
  equipmentName,
  fieldName,
  type Language,
  limitWords,
  operationWords,
  outsiderName,
  roleName,
  systemName,
} from './words/index.ts'
import { fill } from './words/language.ts'

/** What the name of a limit is a name of; of the others, a role. An account is called as the operation it is for. */
const names: Readonly<Partial<Record<LimitKind, (name: string, language: Language) => string>>> = {
  account: operationWords,
  agency: outsiderName,
  equipment: equipmentName,
  skill: fieldName,
  system: systemName,
}

/** What something waits for, in words. */
export function limitText(
  { kind, name }: { readonly kind: LimitKind; readonly name: string },
  language: Language,
): string {
  return fill(limitWords[kind][language], { name: (names[kind] ?? roleName)(name, language) })
}
