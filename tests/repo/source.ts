import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** The house: a room imports only from rooms above it, through their index.ts. */
export const house = [
  'faults',
  'schema',
  'calendar',
  'chance',
  'kernel',
  'scenario',
  'people',
  'operation',
  'target',
  'systems',
  'rehearse',
  'verdict',
  'simulate',
  'load',
  'selftest',
  'plan',
  'report',
  'cli',
]

export interface SourceFile {
  /** Path inside src/, with forward slashes: report/words.ts. */
  readonly path: string
  readonly text: string
}

/** Every TypeScript file under src/. */
export function sourceFiles(): SourceFile[] {
  return readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.[mc]?ts$/.test(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, 'src', path), 'utf8') }))
}

/** A comment, a quoted string that ends on its line, or a template; strings are matched so as not to look inside. */
const TOKENS = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\[\s\S])*`/g

/** The text without comments. Strings stay, so that imports can be read. */
export function withoutComments(text: string): string {
  return text.replace(TOKENS, (token) => (token.startsWith('/') ? ' ' : token))
}

/** The text without comments and without what is quoted; templates stay, for the code inside them. */
export function codeOf(text: string): string {
  return text.replace(TOKENS, (token) => (token.startsWith('/') ? ' ' : token.startsWith('`') ? token : "''"))
}

/** What a file imports or re-exports: static, for side effects, for types alone, or dynamic. */
export function importsOf(text: string): string[] {
  const code = withoutComments(text)
  const found = [
    ...code.matchAll(/^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*(['"])(?<to>[^'"]+)\1/gm),
    ...code.matchAll(/^\s*import\s*(['"])(?<to>[^'"]+)\1/gm),
    ...code.matchAll(/\bimport\s*\(\s*(['"`])(?<to>[^'"`]+)\1/g),
  ]
  return found.map((match) => match.groups?.to ?? '')
}

/** Where a relative import leads, as a path inside src/. */
export function resolved(from: string, to: string): string {
  return posix.normalize(posix.join(dirname(from), to))
}
