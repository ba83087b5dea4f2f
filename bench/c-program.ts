import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Skipped } from './benchmark.ts'

/**
 * Compiles `reference/NAME.c` at -O3 for this machine, runs it once and gives the JSON that it prints. Throws Skipped
 * where there is no C compiler.
 */
export function runC(name: string, args: readonly number[]): Readonly<Record<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'dientap-bench-'))
  try {
    const program = join(folder, name)
    compile(fileURLToPath(new URL(`reference/${name}.c`, import.meta.url)), program)
    const { status, stdout, stderr } = spawnSync(program, args.map(String), { encoding: 'utf8' })
    if (status !== 0) throw new Error(`${name}.c ended with status ${status}: ${stderr}`)
    return JSON.parse(stdout) as Record<string, number>
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function compile(source: string, program: string): void {
  for (const compiler of ['gcc', 'cc']) {
    const args = ['-O3', '-march=native', '-o', program, source, '-lm']
    const { status, error, stderr } = spawnSync(compiler, args, { encoding: 'utf8' })
    if (error !== undefined) continue
    if (status !== 0) throw new Error(`${compiler} does not compile ${source}:\n${stderr}`)
    return
  }
  throw new Skipped(
    'the reference is a C program and there is neither gcc nor cc; get one with `apt install gcc` (Debian, Ubuntu), `dnf install gcc` (Fedora) or `xcode-select --install` (macOS)',
  )
}
