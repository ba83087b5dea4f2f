import type { LimitKind } from '../schema/index.ts'
import { fieldName, type Language, limitWords, roleName, systemName } from './words/index.ts'
import { fill } from './words/language.ts'

/** What something waits for, in words. */
export function limitText(
  { kind, name }: { readonly kind: LimitKind; readonly name: string },
  language: Language,
): string {
  const known = kind === 'system' ? systemName : kind === 'skill' ? fieldName : roleName
  return fill(limitWords[kind][language], { name: known(name, language) })
}
