/**
 * What `npm test` runs: types, style, published schemas, then every test. Each stage runs even if one before it failed.
 * Arguments go to vitest, for example a folder. The last line is `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Stage, tally, type VitestReport } from './tally.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
// The project's own node and tools come first, also when this file is not started by npm.
const env = { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}` }

function stage(name: string, command: string, ...args: string[]): Stage {
  console.log(`\n== ${name}`)
  const shell = process.platform === 'win32'
  const { status, error } = spawnSync(command, args, { cwd: root, env, stdio: 'inherit', shell })
  if (error) console.error(error.message)
  const ok = status === 0
  console.log(ok ? `${name}: ok` : `${name}: FAILED`)
  return { name, ok }
}

const folder = mkdtempSync(join(tmpdir(), 'dientap-test-'))
try {
  const stages = [
    stage('types', 'tsc', '--noEmit'),
    stage('style', 'biome', 'check', '.'),
    stage('published schemas', 'node', 'src/schema/publish.ts', '--check'),
    stage('k6', 'node', 'tests/provision-k6.ts'),
  ]
  const file = join(folder, 'vitest.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const { ok } = stage('tests', 'vitest', 'run', ...reporters, ...process.argv.slice(2))
  const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as VitestReport) : undefined

  const { passed, failed, problems, needs } = tally(stages, { ok, report }, process.env.DIENTAP_CI === '1')
  console.log()
  for (const need of needs) console.log(`skipped ${need}`)
  for (const problem of problems) console.log(problem)
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed > 0 ? 1 : 0
} finally {
  rmSync(folder, { recursive: true, force: true })
}
