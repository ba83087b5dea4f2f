import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import type { Readable } from 'node:stream'

/** How a process ended. */
export interface Ended {
  /** Its exit status; null where a signal ended it. */
  readonly status: number | null
  readonly signal: string | null
}

export interface Spawning {
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly cwd?: string
  /** Asks it to end: it may finish what it does and write what it measured. */
  readonly signal?: AbortSignal
  /** How long it may take to end once it is asked to, ms. */
  readonly graceMs?: number
  readonly onStdout?: (chunk: Buffer) => void
  /** Instead: a file that is there, to which its output is added. */
  readonly stdoutFile?: string
  readonly onStderr?: (chunk: Buffer) => void
  /** Told its process id as soon as it runs. */
  readonly onStarted?: (pid: number) => void
}

const GRACE_MS = 30_000

/**
 * Runs a program to its end. When `signal` is aborted it gets SIGINT, on which k6 ends its iterations and flushes its
 * outputs, and SIGKILL if it is still there after the grace. It runs in a process group of its own: Ctrl-C in a terminal
 * would reach it too, and a second SIGINT ends k6 at once, without what it measured.
 * @throws Error where it can't be started
 */
export function runProcess(file: string, args: readonly string[], options: Spawning = {}): Promise<Ended> {
  const { env, cwd, signal, graceMs = GRACE_MS, onStdout, stdoutFile, onStderr, onStarted } = options
  return new Promise((resolve, reject) => {
    const told = stdoutFile === undefined ? undefined : openSync(stdoutFile, 'a')
    const child = spawn(file, [...args], {
      detached: true,
      windowsHide: true,
      stdio: ['ignore', told ?? (onStdout ? 'pipe' : 'ignore'), onStderr ? 'pipe' : 'ignore'],
      ...(env && { env }),
      ...(cwd !== undefined && { cwd }),
    })
    if (told !== undefined) closeSync(told)
    let killing: NodeJS.Timeout | undefined
    const stop = () => {
      child.kill('SIGINT')
      killing = setTimeout(() => child.kill('SIGKILL'), graceMs)
    }
    if (onStdout) (child.stdout as Readable).on('data', onStdout)
    if (onStderr) (child.stderr as Readable).on('data', onStderr)
    child.once('spawn', () => {
      if (child.pid !== undefined) onStarted?.(child.pid)
      if (signal?.aborted) stop()
      else signal?.addEventListener('abort', stop, { once: true })
    })
    const over = () => {
      clearTimeout(killing)
      signal?.removeEventListener('abort', stop)
    }
    child.once('error', (error) => {
      over()
      reject(error)
    })
    child.once('close', (status, by) => {
      over()
      resolve({ status, signal: by })
    })
  })
}

/** Runs a program for what it prints, at most limitMs. @throws Error where it can't be started or ends with another status than 0 */
export async function outputOf(
  file: string,
  args: readonly string[],
  options: { env?: Spawning['env']; limitMs: number },
): Promise<string> {
  const said: Buffer[] = []
  const told: Buffer[] = []
  const signal = AbortSignal.timeout(options.limitMs)
  const ended = await runProcess(file, args, {
    ...(options.env && { env: options.env }),
    signal,
    graceMs: 1000,
    onStdout: (chunk) => said.push(chunk),
    onStderr: (chunk) => told.push(chunk),
  })
  if (ended.status === 0) return Buffer.concat(said).toString('utf8')
  const how = signal.aborted ? `not done within ${options.limitMs / 1000} s` : `status ${ended.status ?? ended.signal}`
  throw new Error(`${file} ${args[0] ?? ''}: ${how}: ${Buffer.concat(told).toString('utf8').trim().slice(-500)}`)
}
