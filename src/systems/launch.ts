import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { StandInName } from '../schema/index.ts'
import type { Account } from './core/access.ts'
import type { Census } from './core/census.ts'
import type { Capacity, Configuration, DatabasePlace, World } from './core/configuration.ts'
import type { Fault } from './core/faults.ts'
import { type ChildCommand, GroupProcess } from './group-process.ts'
import { standIns } from './stand-ins.ts'

const ANSWER_LIMIT_MS = 5000
const DRAIN_LIMIT_MS = 30_000

/** Who shares a process; whatever is not named shares the last. */
const groups: readonly (readonly StandInName[])[] = [['portal', 'identity', 'payment'], ['one-stop']]

export interface LaunchOptions {
  readonly childCommand: ChildCommand
  /** Which stand-ins; all that there are without. */
  readonly systems?: readonly StandInName[]
  readonly database: DatabasePlace
  readonly world: World
  /** Default open: everybody may do everything. */
  readonly access?: Configuration['access']
  readonly accounts?: readonly Account[]
  /** With it every synthetic citizen has an account: see core/citizen-accounts.ts. */
  readonly citizensKey?: string
  readonly faults?: readonly Fault[]
  readonly capacities?: Partial<Record<StandInName, Capacity>>
  /** Ports asked for; a free one where none is. */
  readonly ports?: Partial<Record<StandInName, number>>
  readonly tokenLifetimeMin?: number
  readonly requestTimeoutMs?: number
  readonly checkAnswers?: boolean
}

export interface RunningSystem {
  readonly name: StandInName
  readonly url: string
  readonly pid: number
  /** Where its database is, without a password. */
  readonly database: string
  /** Its database, where it is a file. */
  readonly databasePath: string | undefined
}

export interface SystemCensus extends Census {
  readonly system: StandInName
}

export interface RunningSystems {
  readonly systems: readonly RunningSystem[]
  /** What the user should know, for example that a port was in use. */
  readonly notices: readonly string[]
  /** Where each system is: what compileTarget asks for. */
  readonly urls: Partial<Record<StandInName, string>>
  /** Bearer token of the control API. */
  readonly token: string
  /**
   * Tells of each stand-in that ended though nobody stopped it, also of one that has already. `how`: "killed by SIGKILL".
   * Those that share a process are told of one after the other.
   */
  onDeath(callback: (name: StandInName, how: string) => void): void
  /** What each system's database counts. Rejects with Fault system-unreachable when one does not answer. */
  census(): Promise<SystemCensus[]>
  /** Waits until the systems have told each other everything, at most timeoutMs (default 30,000); then the census. */
  drain(timeoutMs?: number): Promise<SystemCensus[]>
  /** Plants a fault, or replaces the one with its id. */
  plant(fault: Fault): Promise<void>
  /** Takes a fault away again. */
  removeFault(system: StandInName, id: string): Promise<void>
  /** Starts the process of a stand-in again, on the same databases, once it has ended. */
  restart(name: StandInName): Promise<void>
  /** Ends all processes and resolves when they are gone. May be called again. */
  stop(): Promise<void>
}

/**
 * Starts the stand-ins, several in a process, and makes them known to each other.
 * @throws Fault system-not-started; nothing is left running then
 */
export async function launchSystems(options: LaunchOptions): Promise<RunningSystems> {
  const launched = new Launched(options)
  try {
    await launched.start()
    return launched.asRunning()
  } catch (error) {
    await launched.stop()
    throw error
  }
}

class Launched {
  readonly token = randomUUID()
  readonly #options: LaunchOptions
  readonly #names: readonly StandInName[]
  readonly #processes: GroupProcess[] = []
  readonly #mourners: ((name: StandInName, how: string) => void)[] = []

  constructor(options: LaunchOptions) {
    this.#options = options
    const available = Object.keys(standIns) as StandInName[]
    this.#names = options.systems ?? available
  }

  async start(): Promise<void> {
    // All at once, as starting a process takes longest; each is told of the others when all have a port.
    await Promise.all(groupsOf(this.#names).map((systems) => this.#startGroup(systems)))
    await this.#introduce()
  }

  /** As those who use it see it. */
  asRunning(): RunningSystems {
    const launched = this
    return {
      token: this.token,
      get systems() {
        return launched.systems
      },
      get notices() {
        return launched.notices
      },
      get urls() {
        return launched.urls
      },
      onDeath: (callback) => this.onDeath(callback),
      census: () => this.census(),
      drain: (timeoutMs) => this.drain(timeoutMs),
      plant: (fault) => this.plant(fault),
      removeFault: (system, id) => this.removeFault(system, id),
      restart: (name) => this.restart(name),
      stop: () => this.stop(),
    }
  }

  get systems(): RunningSystem[] {
    const { database } = this.#options
    return this.#names.map((name) => {
      const group = this.#processOf(name)
      const databasePath = database.kind === 'sqlite' ? join(database.folder, `${name}.sqlite`) : undefined
      return { name, pid: group.pid, databasePath, ...placeOf(group, name) }
    })
  }

  get notices(): string[] {
    return this.#processes.flatMap(({ notices }) => notices)
  }

  get urls(): Partial<Record<StandInName, string>> {
    return Object.fromEntries(this.#names.map((name) => [name, this.#processOf(name).place(name).url]))
  }

  onDeath(callback: (name: StandInName, how: string) => void): void {
    this.#mourners.push(callback)
    for (const group of this.#processes) this.#watch(group, callback)
  }

  census(): Promise<SystemCensus[]> {
    return Promise.all(
      this.#names.map(async (system) => ({
        system,
        ...(await this.#control<Census>(system, 'GET', '/control/census')),
      })),
    )
  }

  async drain(timeoutMs = DRAIN_LIMIT_MS): Promise<SystemCensus[]> {
    const endMs = performance.now() + timeoutMs
    // What one takes in may make it tell another: only two rounds in a row without a word mean that all is said.
    for (let quiet = 0; quiet < 2; ) {
      let pending = 0
      for (const system of this.#names) {
        const leftMs = Math.max(0, Math.round(endMs - performance.now()))
        const body = { timeoutMs: leftMs }
        const census = await this.#control<Census>(system, 'POST', '/control/drain', body, leftMs + ANSWER_LIMIT_MS)
        pending += census.outboxPending + census.inboxHeld
      }
      const census = await this.census()
      pending += census.reduce((sum, { outboxPending, inboxHeld }) => sum + outboxPending + inboxHeld, 0)
      quiet = pending === 0 ? quiet + 1 : 0
      if (quiet === 2 || performance.now() >= endMs) return census
    }
    return this.census()
  }

  async plant(fault: Fault): Promise<void> {
    await this.#control(fault.system, 'POST', '/control/faults', fault)
  }

  async removeFault(system: StandInName, id: string): Promise<void> {
    await this.#control(system, 'DELETE', `/control/faults/${encodeURIComponent(id)}`)
  }

  async restart(name: StandInName): Promise<void> {
    const before = this.#processOf(name)
    const { systems } = before
    // A process that is alive is stopped first: two of them on one database would be one too many.
    await before.stop()
    const ports = Object.fromEntries(systems.map((each) => [each, Number(new URL(before.place(each).url).port)]))
    this.#processes.splice(this.#processes.indexOf(before), 1)
    await this.#startGroup(systems, ports)
    await this.#introduce()
  }

  async stop(): Promise<void> {
    await Promise.all(this.#processes.map((group) => group.stop()))
  }

  async #startGroup(systems: readonly StandInName[], ports = this.#options.ports): Promise<void> {
    const group = new GroupProcess(systems, this.token, this.#options.childCommand)
    this.#processes.push(group)
    await group.greet(this.#configuration(systems, ports))
    for (const callback of this.#mourners) this.#watch(group, callback)
  }

  #configuration(systems: readonly StandInName[], ports: LaunchOptions['ports']): Configuration {
    const { capacities, database, world, access, accounts, citizensKey, faults } = this.#options
    const { tokenLifetimeMin, requestTimeoutMs, checkAnswers } = this.#options
    return {
      standIns: systems.map((system) => {
        const capacity = capacities?.[system]
        return { system, port: ports?.[system] ?? 0, ...(capacity ? { capacity } : {}) }
      }),
      running: [...this.#names],
      peers: {},
      database,
      token: this.token,
      access: access ?? 'open',
      accounts: [...(accounts ?? [])],
      ...(citizensKey === undefined ? {} : { citizensKey }),
      faults: (faults ?? []).filter(({ system }) => systems.includes(system)),
      world,
      ...(tokenLifetimeMin === undefined ? {} : { tokenLifetimeMin }),
      ...(requestTimeoutMs === undefined ? {} : { requestTimeoutMs }),
      ...(checkAnswers === undefined ? {} : { checkAnswers }),
    }
  }

  async #introduce(): Promise<void> {
    const running = this.#names.filter((name) => !this.#processOf(name).isOver)
    const { urls } = this
    await Promise.all(running.map((name) => this.#control(name, 'POST', '/control/peers', urls)))
  }

  #processOf(name: StandInName): GroupProcess {
    const group = this.#processes.find(({ systems }) => systems.includes(name))
    if (!group) throw new RangeError(`the ${name} is not running`)
    return group
  }

  #watch(group: GroupProcess, callback: (name: StandInName, how: string) => void): void {
    void group.died.then((how) => {
      for (const name of group.systems) callback(name, how)
    })
  }

  #control<T>(
    system: StandInName,
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    body?: unknown,
    timeoutMs = ANSWER_LIMIT_MS,
  ): Promise<T> {
    return this.#processOf(system).control<T>(system, method, path, body, timeoutMs)
  }
}

function placeOf(group: GroupProcess, name: StandInName): { url: string; database: string } {
  const { url, database } = group.place(name)
  return { url, database }
}

function groupsOf(names: readonly StandInName[]): StandInName[][] {
  const named = groups.map((group) => group.filter((name) => names.includes(name)))
  const others = names.filter((name) => !groups.some((group) => group.includes(name)))
  return [...named, others].filter((group) => group.length > 0)
}
