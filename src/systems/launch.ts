import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { Pool } from 'undici'
import { Fault } from '../faults/index.ts'
import type { Greeting } from './child.ts'
import type { CentreConfiguration, Configuration, DoorFault } from './configuration.ts'
import type { Census } from './core/census.ts'
import type { ServedName as StandInName } from './served.ts'

const START_LIMIT_MS = 15_000
const STOP_LIMIT_MS = 5000
const DRAIN_LIMIT_MS = 30_000
/** Of a child's stderr, to say why it died. */
const KEPT_CHARACTERS = 4000

export interface LaunchOptions {
  /** Starts a process whose main work is runChild on its stdin and stdout. */
  readonly childCommand: { readonly file: string; readonly args: readonly string[] }
  /** Folder for the databases, `portal.sqlite` and `one-stop.sqlite`; must exist. */
  readonly directory: string
  readonly centre: CentreConfiguration
  readonly faults: readonly (DoorFault & { readonly system: StandInName })[]
  /** Ports asked for; a free one where none is. */
  readonly ports?: Partial<Record<StandInName, number>>
}

export interface RunningSystem {
  readonly name: StandInName
  readonly url: string
  readonly pid: number
  readonly databasePath: string
}

export interface SystemCensus extends Census {
  readonly system: StandInName
}

export interface RunningSystems {
  readonly systems: readonly RunningSystem[]
  /** What the user should know, for example that a port was in use. */
  readonly notices: readonly string[]
  /** Where each system is: what compileTarget asks for. */
  readonly urls: Record<StandInName, string>
  /** Bearer token of the control API. */
  readonly token: string
  /** Tells of a stand-in that ended though nobody stopped it, also of one that has already. `how`: "killed by SIGKILL". */
  onDeath(callback: (name: StandInName, how: string) => void): void
  /** What each system's database counts. Rejects with Fault system-unreachable when one does not answer. */
  census(): Promise<SystemCensus[]>
  /** Waits until the systems have told each other everything, at most timeoutMs (default 30,000) each; then the census. */
  drain(timeoutMs?: number): Promise<SystemCensus[]>
  /** Ends both processes and resolves when they are gone. May be called again. */
  stop(): Promise<void>
}

/**
 * Starts the stand-in one-stop centre and portal, each its own process, and makes them known to each other.
 * @throws Fault system-not-started; nothing is left running then
 */
export async function launchSystems(options: LaunchOptions): Promise<RunningSystems> {
  const token = randomUUID()
  const started: Child[] = []
  const start = async (name: StandInName): Promise<Child> => {
    const databasePath = join(options.directory, `${name}.sqlite`)
    const child = new Child(name, databasePath, token, options.childCommand)
    started.push(child)
    await child.greet({
      kind: name,
      databasePath,
      port: options.ports?.[name] ?? 0,
      token,
      centre: options.centre,
      faults: options.faults
        .filter((fault) => fault.system === name)
        .map(({ kind, fromMs, toMs }) => ({ kind, fromMs, toMs })),
    })
    return child
  }
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((child) => child.stop()))
  }
  try {
    // Both at once, as starting a process takes longest; each is told of the other when both have a port.
    const [oneStop, portal] = await Promise.all([start('one-stop'), start('portal')])
    await Promise.all([
      oneStop.control('POST', '/control/peer', { url: portal.url }, STOP_LIMIT_MS),
      portal.control('POST', '/control/peer', { url: oneStop.url }, STOP_LIMIT_MS),
    ])
    const children = [portal, oneStop]
    const each = (ask: (child: Child) => Promise<Census>): Promise<SystemCensus[]> =>
      Promise.all(children.map(async (child) => ({ system: child.name, ...(await ask(child)) })))
    return {
      systems: children.map(({ name, url, pid, databasePath }) => ({ name, url, pid, databasePath })),
      notices: children.flatMap(({ notice }) => (notice === undefined ? [] : [notice])),
      urls: { portal: portal.url, 'one-stop': oneStop.url },
      token,
      onDeath: (callback) => {
        for (const child of children) void child.died.then((how) => callback(child.name, how))
      },
      census: () => each((child) => child.control('GET', '/control/census', undefined, STOP_LIMIT_MS)),
      drain: async (timeoutMs = DRAIN_LIMIT_MS) => {
        // What the portal still hands over the one-stop centre must report back: so one after the other.
        for (const child of children)
          await child.control('POST', '/control/drain', { timeoutMs }, timeoutMs + STOP_LIMIT_MS)
        return each((child) => child.control('GET', '/control/census', undefined, STOP_LIMIT_MS))
      },
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** One stand-in's process, from the side of who started it. */
class Child {
  readonly name: StandInName
  readonly databasePath: string
  url = ''
  notice: string | undefined
  /** Resolves with how the process ended, unless stop() ended it. */
  readonly died: Promise<string>
  readonly #token: string
  readonly #child: ChildProcess
  readonly #exited: Promise<string>
  #errors = ''
  #stopping = false
  #pool: Pool | undefined

  constructor(name: StandInName, databasePath: string, token: string, command: LaunchOptions['childCommand']) {
    this.name = name
    this.databasePath = databasePath
    this.#token = token
    // Its own process group: Ctrl-C in the terminal goes to the parent alone, which can then still ask for the census.
    this.#child = spawn(command.file, [...command.args], { stdio: ['pipe', 'pipe', 'pipe'], detached: true })
    this.#exited = new Promise((resolve) => {
      this.#child.once('exit', (code, signal) => resolve(signal ? `killed by ${signal}` : `ended with status ${code}`))
      this.#child.once('error', (error) => resolve(`not started: ${error.message}`))
    })
    this.died = new Promise((resolve) => {
      void this.#exited.then((how) => {
        if (!this.#stopping) resolve(this.#errors === '' ? how : `${how}: ${this.#errors.trim()}`)
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
        timer = setTimeout(
          () =>
            reject(this.#notStarted(`no sign of life within ${START_LIMIT_MS / 1000} s`, 'Is the machine very busy?')),
          START_LIMIT_MS,
        )
      }),
    ]).finally(() => clearTimeout(timer))
    if (line instanceof Fault) throw line
    const greeting = JSON.parse(line) as Greeting
    if ('error' in greeting) throw this.#notStarted(greeting.error, greeting.hint)
    this.url = greeting.url
    this.notice = greeting.notice === undefined ? undefined : `${this.name}: ${greeting.notice}`
    this.#pool = new Pool(this.url, { connections: 1 })
  }

  /** Asks the control API. Rejects with Fault system-unreachable when there is no answer. */
  async control<T>(method: 'GET' | 'POST', path: string, body: unknown, timeoutMs: number): Promise<T> {
    try {
      if (!this.#pool) throw new Error('it is not running')
      const response = await this.#pool.request({
        method,
        path,
        headersTimeout: timeoutMs,
        headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      if (response.statusCode !== 200)
        throw new Error(`${path} answered ${response.statusCode}: ${await response.body.text()}`)
      return (await response.body.json()) as T
    } catch (error) {
      throw new Fault(
        'system-unreachable',
        `The ${this.name} at ${this.url} does not answer: ${error instanceof Error ? error.message : String(error)}.`,
        'Its process may have died, or the machine be overloaded.',
        error,
      )
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true
    await this.#pool?.destroy()
    this.#stdin.end()
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), STOP_LIMIT_MS)
    await this.#exited
    clearTimeout(timer)
  }

  #notStarted(why: string, hint: string): Fault {
    return new Fault('system-not-started', `The stand-in ${this.name} did not start: ${why}`, hint)
  }
}
