import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { codeOf, house, importsOf, resolved, root, type SourceFile, sourceFiles } from './source.ts'

const roomOf = (path: string) => path.split('/')[0] ?? ''

/** Why an import is not allowed; undefined if it is. */
function objection(from: string, to: string): string | undefined {
  if (!to.startsWith('.')) return to.startsWith('/') || to.includes('://') ? 'not a package' : undefined
  const target = resolved(from, to)
  if (target.startsWith('..')) return 'leaves src/'
  const [here, there] = [house.indexOf(roomOf(from)), house.indexOf(roomOf(target))]
  if (there === here) return undefined
  if (there < 0 || there > here) return 'not a room above'
  return target === `${house[there]}/index.ts` ? undefined : 'not through index.ts'
}

/** The first cycle among files of one room, as a path that ends where it began; undefined if there is none. */
function cycleIn(files: readonly SourceFile[]): string[] | undefined {
  const edges = new Map(
    files.map(({ path, text }) => [
      path,
      importsOf(text)
        .filter((to) => to.startsWith('.'))
        .map((to) => resolved(path, to)),
    ]),
  )
  const done = new Set<string>()
  const walk = (path: string, trail: readonly string[]): string[] | undefined => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path]
    if (done.has(path)) return undefined
    for (const next of edges.get(path) ?? []) {
      const cycle = walk(next, [...trail, path])
      if (cycle) return cycle
    }
    done.add(path)
    return undefined
  }
  for (const { path } of files) {
    const cycle = walk(path, [])
    if (cycle) return cycle
  }
  return undefined
}

const scripts = ['schema/publish.ts']
const forbidden: { what: string; pattern: RegExp; allowed: string[] }[] = [
  {
    what: 'process',
    pattern: /(?:globalThis\.|(?<![.\w$-]))process(\?\.|\.|\[)\w|=\s*process\b(?!\s*[:(])/,
    allowed: ['cli/host.ts'],
  },
  { what: 'console', pattern: /(?:globalThis\.|(?<![.\w$-]))console(\?\.|\.|\[)\w/, allowed: ['cli/host.ts'] },
  {
    what: 'the wall clock',
    pattern: /\bDate\s*\.\s*now\b|\bnew\s+Date\s*(\(\s*\)|(?!\s*\())/,
    allowed: ['cli/host.ts'],
  },
]
const forbiddenModules: { module: RegExp; allowed: string[] }[] = [
  { module: /^(node:)?process$/, allowed: ['cli/host.ts'] },
  { module: /^(node:)?console$/, allowed: ['cli/host.ts'] },
  { module: /^(node:)?child_process$/, allowed: ['cli/host.ts', 'systems/group-process.ts', 'load/k6/process.ts'] },
  // The simulator's threads: who starts them, and what runs in them.
  { module: /^(node:)?worker_threads$/, allowed: ['simulate/thread.ts', 'simulate/worker.ts'] },
]

/** What a file touches of its host that only src/cli/host.ts may. */
function hostAccess({ path, text }: SourceFile): string[] {
  // What k6 runs is no part of this process: it has a clock and a console of its own.
  if (scripts.includes(path) || path.startsWith('load/scripts/')) return []
  const code = codeOf(text)
  const globals = forbidden.filter(({ pattern, allowed }) => !allowed.includes(path) && pattern.test(code))
  const modules = importsOf(text).filter((to) =>
    forbiddenModules.some(({ module, allowed }) => module.test(to) && !allowed.includes(path)),
  )
  return [...globals.map(({ what }) => what), ...modules]
}

describe('the house', () => {
  const files = sourceFiles()

  it('has no room that the table does not name, and no file outside a room', () => {
    const found = readdirSync(join(root, 'src'), { withFileTypes: true })
    expect(
      found.filter((entry) => !entry.isDirectory() || !house.includes(entry.name)).map(({ name }) => name),
    ).toEqual([])
  })

  it('lets a room import only from rooms above it, through index.ts', () => {
    const wrong = files.flatMap(({ path, text }) =>
      importsOf(text).flatMap((to) => {
        const why = objection(path, to)
        return why ? [`${path} imports ${to}: ${why}`] : []
      }),
    )
    expect(wrong).toEqual([])
  })

  it.each(house)('has no cycle among the files of %s', (room) => {
    expect(cycleIn(files.filter(({ path }) => roomOf(path) === room))).toBeUndefined()
  })

  it('touches process, console and the wall clock in cli/host.ts alone', () => {
    const wrong = files.flatMap((file) => hostAccess(file).map((what) => `${file.path} uses ${what}`))
    expect(wrong).toEqual([])
  })
})

describe('the rules of the house', () => {
  it('find every form of import', () => {
    const text = [
      "import a, { type B } from './a.ts'",
      "import type {\n  C,\n} from '../schema/index.ts'",
      "export * from './d.ts'",
      "export { e } from './e.ts'",
      "import './f.ts'",
      "const g = await import('./g.ts')",
      "// import h from './h.ts'",
      "/* export * from './i.ts' */",
      "const url = 'http://x' // import './j.ts'",
      "export const from = 'k'",
    ].join('\n')
    expect(importsOf(text).sort()).toEqual(['../schema/index.ts', './a.ts', './d.ts', './e.ts', './f.ts', './g.ts'])
  })

  it.each([
    ['report/words.ts', './figures.ts', undefined],
    ['report/words.ts', '../schema/index.ts', undefined],
    ['operation/incidents/effect.ts', '../../schema/index.ts', undefined],
    ['operation/incidents/effect.ts', '../journal.ts', undefined],
    ['report/words.ts', 'node:util', undefined],
    ['report/words.ts', 'cli-table3', undefined],
    ['report/words.ts', '../schema/result.ts', 'not through index.ts'],
    ['report/words.ts', '../cli/index.ts', 'not a room above'],
    ['report/words.ts', '../utils/index.ts', 'not a room above'],
    ['report/words.ts', '../../tests/report/sample.ts', 'leaves src/'],
  ])('judge %s importing %s', (from, to, why) => {
    expect(objection(from, to)).toBe(why)
  })

  it('find a cycle', () => {
    const file = (path: string, ...to: string[]) => ({ path, text: to.map((each) => `import '${each}'`).join('\n') })
    const straight = [file('a/1.ts', './2.ts', './3.ts'), file('a/2.ts', './3.ts'), file('a/3.ts')]
    expect(cycleIn(straight)).toBeUndefined()
    expect(cycleIn([...straight, file('a/4.ts', './5.ts'), file('a/5.ts', './4.ts')])).toEqual([
      'a/4.ts',
      'a/5.ts',
      'a/4.ts',
    ])
  })

  it.each([
    ['process.exit(1)', ['process']],
    ['const { env } = process', ['process']],
    ['globalThis.process?.exit()', ['process']],
    ['console.log(1)', ['console']],
    ['const at = Date.now()', ['the wall clock']],
    ['const at = new Date()', ['the wall clock']],
    ['const at = new Date(atMs).toISOString()', []],
    ['const at = performance.now()', []],
    ["import { spawn } from 'node:child_process'", ['node:child_process']],
    ["import process from 'node:process'", ['node:process']],
    ["import { Worker } from 'node:worker_threads'", ['node:worker_threads']],
    ['// process.exit, console.log\nconst text = "process.exit"', []],
    ['the.process.of(x)', []],
  ])('judge the host access of %s', (text, what) => {
    expect(hostAccess({ path: 'verdict/x.ts', text })).toEqual(what)
  })

  it('let cli/host.ts and systems/group-process.ts do what is theirs', () => {
    expect(hostAccess({ path: 'cli/host.ts', text: 'process.exit(Date.now())' })).toEqual([])
    const spawning = "import { spawn } from 'node:child_process'"
    expect(hostAccess({ path: 'systems/group-process.ts', text: spawning })).toEqual([])
    expect(hostAccess({ path: 'systems/group-process.ts', text: `${spawning}\nprocess.exit()` })).toEqual(['process'])
  })
})
