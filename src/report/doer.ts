import { type Language, outsiderName, roleName, uncapitalised } from './words/index.ts'

/** The id of an official: role and number. */
const OFFICIAL = /^([a-z][a-z-]*)-(\d+)$/

/** Who did it, in words: an official's role and number for the id, the citizen, or the agency. */
export function doerText(by: string, language: Language): string {
  const [, role, number] = OFFICIAL.exec(by) ?? []
  if (role === undefined || number === undefined) return outsiderName(by, language)
  const name = roleName(role, language)
  // A role without words is its scenario's own: its name, written as words are.
  const said = name === role ? role.replaceAll('-', ' ') : uncapitalised(name, language)
  return `${said} ${number}`
}
