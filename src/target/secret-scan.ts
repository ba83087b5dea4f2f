import { placeholdersIn } from './template.ts'

export interface Finding {
  readonly offset: number
  readonly what: string
}

/** What a secret looks like wherever it stands, comments too. */
const looks: readonly (readonly [what: string, form: RegExp])[] = [
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/g],
  ['a JSON web token', /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/g],
  ['a bearer token', /\bBearer\s+(?!\{)[A-Za-z0-9._~+/=-]{8,}/gi],
  ['Basic credentials', /\bBasic\s+(?!\{)[A-Za-z0-9+/]{8,}={0,2}(?![A-Za-z])/g],
  ['a user and password in a URL', /\/\/[^\s/@:'"]+:[^\s/@'"]+@/g],
  [
    'a secret in a query',
    /[?&](?:[a-z_-]*(?:token|secret|password|passwd|pwd|api[_-]?key)|key|sig|signature)=(?!\{)[^\s&'"]{4,}/gi,
  ],
  ['a long random text', /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{32,}={0,2}(?![A-Za-z0-9+/_-])/g],
]

/** Bits of surprise in each letter above which a long text was hardly written by a person. */
const RANDOM_BITS = 3.5

/** Keys whose value is a secret, however it looks. */
const SECRET_KEY =
  /^(?:.*[-_.])?(?:password|passwd|pwd|passphrase|secret|token|credentials?|api[-_]?key|apikey|access[-_]?key|private[-_]?key|authorization|cookie|mat[-_]?khau)$/i

/** Keys of the file format itself whose value names a place, never a secret. */
const PLACE_KEYS = new Set(['secretFrom', 'clientSecretFrom', 'token'])

/** Everything in the text of a target file that looks like a secret. */
export function secretLooks(text: string): Finding[] {
  return looks.flatMap(([what, form]) =>
    [...text.matchAll(form)]
      .filter(([found]) => what !== 'a long random text' || isRandom(found))
      .map((match) => ({ offset: match.index, what })),
  )
}

/**
 * Whether a value stands under a key that says it is a secret, and is more than placeholders and words such as Bearer.
 * @param path keys from the root of the file
 */
export function isSecretByKey(path: readonly (string | number)[], value: string): boolean {
  const key = camelApart(String(path.at(-1)))
  if (!SECRET_KEY.test(key) || (PLACE_KEYS.has(String(path.at(-1))) && !path.includes('body'))) return false
  if (placeholdersIn(value).length === 0) return value !== ''
  const rest = value.replace(/\{[A-Za-z0-9.-]+\}/g, '').replace(/\b(?:Bearer|Basic|Token)\b/gi, '')
  return /[A-Za-z0-9]{4,}/.test(rest)
}

function camelApart(key: string): string {
  return key.replace(/([a-z0-9])([A-Z])/g, '$1-$2')
}

function isRandom(text: string): boolean {
  // Paths, names in words and codes with points have letters of one kind between their separators.
  if (!(/[0-9]/.test(text) && /[A-Za-z]/.test(text))) return false
  if (text.includes('/') && text.split('/').every((part) => part.length < 24)) return false
  if (text.split(/[-_]/).every((part) => part.length < 16)) return false
  const counts = new Map<string, number>()
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length)
  return bits > RANDOM_BITS || /^[0-9a-f]{32,}$/i.test(text)
}
