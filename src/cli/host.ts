/**
 * The machine that the program runs on: arguments, streams, signals, wall clock. The one file that touches `process`
 * and `console`; everything else is given what it needs.
 */
import { fileURLToPath } from 'node:url'
import { type ExitStatusName, exitStatuses, Fault } from '../faults/index.ts'

export const host = {
  args: process.argv.slice(2),
  cwd: process.cwd(),
  nodeVersion: process.versions.node,
  platform: `${process.platform}-${process.arch}`,
  stdin: process.stdin,
  stdout: process.stdout,

  /** Writes a line of the answer to standard output. */
  say(text: string): void {
    process.stdout.write(`${text}\n`)
  },

  /** Writes a line about the work itself to standard error. */
  tell(text: string): void {
    process.stderr.write(`${text}\n`)
  },

  /** What a program started by this one is given, and what it depends on where things lie. */
  surroundings: { env: process.env, platform: process.platform, arch: process.arch },

  /** A secret that the user put into the environment; a target file names it. */
  secret(name: `DIENTAP_${string}`): string | undefined {
    return process.env[name]
  },

  get isTerminal(): boolean {
    return process.stdout.isTTY === true
  },

  /** Colour only on a terminal that wants it (no-color.org). */
  get colour(): boolean {
    return process.stdout.isTTY === true && !process.env.NO_COLOR
  },

  get width(): number {
    return process.stdout.columns ?? 120
  },

  now(): Date {
    return new Date()
  },

  /** Sets the status with which the process will end once nothing is left to do. */
  endWith(status: ExitStatusName): void {
    process.exitCode = exitStatuses[status]
  },

  /** Calls back on Ctrl-C or SIGTERM; a second one ends the process at once. @returns a function that stops listening */
  onInterrupt(callback: () => void): () => void {
    let asked = false
    const listener = () => {
      if (asked) process.exit(exitStatuses.interrupted)
      asked = true
      callback()
    }
    process.on('SIGINT', listener)
    process.on('SIGTERM', listener)
    return () => {
      process.off('SIGINT', listener)
      process.off('SIGTERM', listener)
    }
  },

  /** A child of a run on a terminal gets the same Ctrl-C; its parent decides when it ends. */
  leaveInterruptsToParent(): void {
    process.on('SIGINT', () => {})
  },

  /**
   * Without this a reader that leaves early (`| head`) would end the program with a stack trace. The status that the
   * work has come to, ok if it was not over, stays.
   */
  ignoreClosedPipe(): void {
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit()
      throw new Fault(
        'output-unwritable',
        `Can’t write to standard output: ${error.message}`,
        'Send it to a place with room.',
        error,
      )
    })
    // There is no third place in which to say that the second can't be written to.
    process.stderr.on('error', () => {})
  },

  /** Calls back with what was thrown where nothing waits for it, then ends with the status set until then. */
  onStray(callback: (error: unknown) => void): void {
    process.on('uncaughtException', (error) => {
      callback(error)
      process.exit()
    })
  },

  /** Command that starts this program again as a child, for a stand-in. */
  childCommand(...args: string[]): { file: string; args: string[] } {
    const main = fileURLToPath(new URL(`./main${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url))
    return { file: process.execPath, args: ['--disable-warning=ExperimentalWarning', main, ...args] }
  },
}
