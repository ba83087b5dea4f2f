import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { Pool } from 'undici'
import { Fault } from '../faults/index.ts'
import type { StandInName } from '../schema/index.ts'
import type { Greeting } from './core/child.ts'
import type { Configuration } from './core/configuration.ts'

const START_LIMIT_MS = 20_000
const STOP_LIMIT_MS = 5000
/** Of a child's stderr, to say why it died. */
const KEPT_CHARACTERS = 4000

/** Starts a process whose main work is runChild on its stdin and stdout. */
export interface ChildCommand {
  readonly file: string
  readonly args: readonly string[]
}

interface Place {
  readonly url: string
  readonly database: string
  readonly pool: Pool
}

/** A process that serves several stand-ins, from the side of who started it. */
export class GroupProcess {
  readonly systems: readonly StandInName[]
  readonly notices: string[] = []
  /** Resolves with how the process ended, unless stop() ended it. */
  readonly died: Promise<string>
  readonly #token: string
  readonly #child: ChildProcess
  readonly #exited: Promise<string>
  readonly #places = new Map<StandInName, Place>()
  #errors = ''
  #isStopping = false
  #isOver = false

  constructor(systems: readonly StandInName[], token: string, command: ChildCommand) {
    this.systems = systems
    this.#token = token
    // Its own process group: Ctrl-C in the terminal goes to the parent alone, which can then still ask for the census.
    this.#child = spawn(command.file, [...command.args], { stdio: ['pipe', 'pipe', 'pipe'], detached: true })
    this.#exited = new Promise((resolve) => {
      this.#child.once('exit', (code, signal) => resolve(signal ? `killed by ${signal}` : `ended with status ${code}`))
      this.#child.once('error', (error) => resolve(`not started: ${error.message}`))
    })
    this.died = new Promise((resolve) => {
      void this.#exited.then((how) => {
        this.#isOver = true
        if (!this.#isStopping) resolve(this.#errors === '' ? how : `${how}: ${this.#errors.trim()}`)
      })
    })
    this.#stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#errors = (this.#errors + text).slice(-KEPT_CHARACTERS)
    })
    // Writing to a process that is gone is no news: `exit` tells.
    this.#stdin.on('error', () => {})
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  /** Whether the process has ended. */
  get isOver(): boolean {
    return this.#isOver
  }

  place(system: StandInName): { readonly url: string; readonly database: string } {
    const place = this.#places.get(system)
    if (!place) throw new RangeError(`this process does not serve the ${system}`)
    return place
  }

  // Asked for as pipes in spawn, so they are there.
  get #stdin(): Writable {
    return this.#child.stdin as Writable
  }
  get #stdout(): Readable {
    return this.#child.stdout as Readable
  }
  get #stderr(): Readable {
    return this.#child.stderr as Readable
  }

  /** Gives the process its configuration and waits until it says where it serves. */
  async greet(configuration: Configuration): Promise<void> {
    this.#stdin.write(`${JSON.stringify(configuration)}\n`)
    const lines = createInterface({ input: this.#stdout })
    let timer: NodeJS.Timeout | undefined
    const line = await Promise.race([
      new Promise<string>((resolve) => lines.once('line', resolve)),
      this.died.then((how) => this.#notStarted(how, 'See whether node can start a child process here.')),
      new Promise<string>((_, reject) => {
        const silence = `no sign of life within ${START_LIMIT_MS / 1000} s`
        timer = setTimeout(() => reject(this.#notStarted(silence, 'Is the machine very busy?')), START_LIMIT_MS)
      }),
    ]).finally(() => clearTimeout(timer))
    if (line instanceof Fault) throw line
    const greeting = JSON.parse(line) as Greeting
    if ('error' in greeting) throw this.#notStarted(greeting.error, greeting.hint)
    for (const { system, url, database, notice } of greeting.served) {
      this.#places.set(system, { url, database, pool: new Pool(url, { connections: 1 }) })
      if (notice !== undefined) this.notices.push(`${system}: ${notice}`)
    }
  }

  /** Asks the control API of a stand-in. Rejects with Fault system-unreachable when there is no good answer. */
  async control<T>(
    system: StandInName,
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    body: unknown,
    timeoutMs: number,
  ): Promise<T> {
    try {
      const pool = this.#places.get(system)?.pool
      if (!pool) throw new Error('it is not running')
      const response = await pool.request({
        method,
        path,
        headersTimeout: timeoutMs,
        headers: {
          authorization: `Bearer ${this.#token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      if (response.statusCode !== 200)
        throw new Error(`${path} answered ${response.statusCode}: ${await response.body.text()}`)
      return (await response.body.json()) as T
    } catch (error) {
      throw new Fault(
        'system-unreachable',
        `The ${system} does not answer: ${error instanceof Error ? error.message : String(error)}.`,
        'Its process may have died, or the machine be overloaded.',
        error,
      )
    }
  }

  async stop(): Promise<void> {
    this.#isStopping = true
    await Promise.all([...this.#places.values()].map(({ pool }) => pool.destroy()))
    this.#stdin.end()
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), STOP_LIMIT_MS)
    await this.#exited
    clearTimeout(timer)
  }

  #notStarted(why: string, hint: string): Fault {
    const what = this.systems.length === 1 ? 'The stand-in' : 'The stand-ins'
    return new Fault('system-not-started', `${what} ${this.systems.join(', ')} did not start: ${why}`, hint)
  }
}
