export const languages = ['vi', 'en'] as const
export type Language = (typeof languages)[number]

/** The same words in every language of the reports: a missing translation does not type-check. */
export type Text = Readonly<Record<Language, string>>

export type Catalogue<Key extends string> = Readonly<Record<Key, Text>>

/** As within a sentence: its first letter small. */
export function uncapitalised(text: string, language: Language): string {
  return text.charAt(0).toLocaleLowerCase(language) + text.slice(1)
}

/** Puts values in the place of the `{names}` of a text. A name without a value is a mistake and stays visible. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (slot, name: string) => values[name] ?? slot)
}
