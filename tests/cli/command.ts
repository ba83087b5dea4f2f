/** Runs the real command line as a child process, for the tests of what a user sees. */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { setTimeout as after } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'
import type { EventLine, RunResult } from '../../src/schema/index.ts'

export const program = fileURLToPath(new URL('../../src/cli/dientap.cjs', import.meta.url))
const shippedScenario = new URL('../../scenarios/rach-gia-2025-07.yaml', import.meta.url)

/** How a command ended. */
export interface Ended {
  /** Exit status; null when a signal ended it. */
  readonly status: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface Options {
  /** Folder to run in; a temporary one when none is named. */
  readonly cwd?: string
  /** Changes to the environment; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** File descriptor for standard output, instead of a pipe. */
  readonly stdout?: number
}

const folders: string[] = []
const running = new Set<Running>()

afterAll(() => {
  for (const command of running) command.kill('SIGKILL')
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

/** A new folder that is removed after the test file. */
export function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dientap-cli-'))
  folders.push(folder)
  return folder
}

/** A command that has been started. */
export class Running {
  readonly ended: Promise<Ended>
  stdout = ''
  stderr = ''
  readonly #process: ChildProcessByStdio<null, Readable | null, Readable>
  #over = false
  #heard: (() => void)[] = []

  constructor(file: string, args: readonly string[], { cwd = temporary(), env = {}, stdout }: Options) {
    const child = spawn(file, [...args], {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', stdout ?? 'pipe', 'pipe'],
    }) as ChildProcessByStdio<null, Readable | null, Readable>
    this.#process = child
    running.add(this)
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text
      this.#hear()
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text
      this.#hear()
    })
    this.ended = new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (status, signal) => {
        running.delete(this)
        this.#over = true
        this.#hear()
        resolve({ status, signal, stdout: this.stdout, stderr: this.stderr })
      })
    })
  }

  kill(signal: NodeJS.Signals): void {
    this.#process.kill(signal)
  }

  /** What the pattern matches in the output, as soon as it is there; rejects when the command ends without. */
  async said(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.stdout) ?? pattern.exec(this.stderr)
      if (match) return match
      if (this.#over) throw new Error(`ended without saying ${pattern}:\n${this.stdout}\n${this.stderr}`)
      await new Promise<void>((resolve) => this.#heard.push(resolve))
    }
  }

  /** Process ids of the stand-ins that it says it started. */
  async standIns(): Promise<{ readonly portal: number; readonly oneStop: number }> {
    const idOf = async (name: string) =>
      Number((await this.said(new RegExp(`^ *${name} +http\\S+ +process (\\d+)$`, 'm')))[1])
    return { portal: await idOf('portal'), oneStop: await idOf('one-stop') }
  }

  #hear(): void {
    const heard = this.#heard
    this.#heard = []
    for (const wake of heard) wake()
  }
}

/** Starts `dientap …` with the Node that runs the tests. */
export function start(args: readonly string[], options: Options = {}): Running {
  return new Running(process.execPath, [program, ...args], options)
}

/** Runs `dientap …` to its end. */
export function dientap(args: readonly string[], options: Options = {}): Promise<Ended> {
  return start(args, options).ended
}

/** Runs a line of bash in which `dientap` is the command. */
export function bash(line: string, options: Options = {}): Running {
  return new Running('bash', ['-c', `dientap() { "$NODE" "$PROGRAM" "$@"; }\n${line}`], {
    ...options,
    env: { NODE: process.execPath, PROGRAM: program, ...options.env },
  })
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Waits until it holds, at most limitMs. @returns whether it holds */
export async function until(holds: () => boolean, limitMs = 10_000): Promise<boolean> {
  const end = performance.now() + limitMs
  while (!holds()) {
    if (performance.now() > end) return false
    await after(20)
  }
  return true
}

/** The one run folder in the folder that `--out` named. */
export function runFolder(out: string): string {
  const [name, ...others] = readdirSync(out)
  if (name === undefined || others.length > 0) throw new Error(`${out} holds ${others.length + (name ? 1 : 0)} runs`)
  return join(out, name)
}

export function resultIn(folder: string): RunResult {
  return JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8')) as RunResult
}

/** The lines of events.ndjson. Throws when one is not whole. */
export function eventsIn(folder: string): EventLine[] {
  return linesOf(readFileSync(join(folder, 'events.ndjson'), 'utf8')) as EventLine[]
}

/** The values of newline-delimited JSON; every line, the last one too, must be whole. */
export function linesOf(text: string): unknown[] {
  if (text !== '' && !text.endsWith('\n')) throw new Error(`cut off: ${text.slice(-80)}`)
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))
}

/** The text of Rạch Giá's scenario with one part written otherwise. */
export function scenarioWith(part: string, otherwise: string): string {
  const text = readFileSync(shippedScenario, 'utf8')
  if (!text.includes(part)) throw new Error(`the shipped scenario has no ${part}`)
  return text.replace(part, otherwise)
}

/** The text of Rạch Giá's scenario with a tenth of its dossiers: 280. */
export function tenthOfRachGia(): string {
  const ofGroups = 'volume: { kind: fixed, dossiers: 80 }'
  const text = scenarioWith('dossiers: 2720', 'dossiers: 272')
  if (!text.includes(ofGroups)) throw new Error('the residents’ groups have another volume')
  return text.replace(ofGroups, 'volume: { kind: fixed, dossiers: 8 }')
}

/** A line of a stack trace. */
export const stackLine = /^\s+at .*:\d+:\d+\)?$/m
