import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Fault } from '../faults/index.ts'
import {
  accountsOf,
  type Capacities,
  perSecondOf,
  type StandInOptions,
  standInSecrets,
  startStandIns,
} from '../rehearse/index.ts'
import { loadScenario, type Plan } from '../scenario/index.ts'
import type { StandInName } from '../schema/index.ts'
import { type DatabasePlace, type RunningSystems, standIns } from '../systems/index.ts'
import { host } from './host.ts'
import { postgresAt } from './postgres-at.ts'
import { wholeNumber } from './seed.ts'

const HIGHEST_PORT = 65_535
const NAME_WIDTH = 16
const ACCOUNTS_FILE = 'accounts.json'

export interface SystemsArguments {
  readonly scenario: string
  readonly port: number
  readonly folder?: string
  readonly database?: string
  readonly capacity?: readonly string[]
  readonly accounts?: string
  readonly open: boolean
  readonly json: boolean
}

/** Serves the stand-ins until Ctrl-C, SIGTERM or the death of one of them. */
export async function runSystems(args: SystemsArguments): Promise<void> {
  const plan = loadScenario(args.scenario)
  const names = Object.keys(standIns) as StandInName[]
  const port = wholeNumber('--port', args.port, 0, HIGHEST_PORT - (names.length - 1))
  // Asked for before anything is made, so that a Ctrl-C while the systems start leaves nothing either.
  const interrupted = new Promise<void>((resolve) => {
    host.onInterrupt(resolve)
  })
  const capacities = capacitiesIn(args.capacity ?? [], names)
  if (args.open && args.accounts !== undefined)
    throw new Fault('usage', '--open asks nobody to log in, so there are no --accounts.', 'Name one of them.')
  const database = databaseOf(args)
  const beside = database.kind === 'sqlite' ? database.folder : databaseFolder(undefined)
  const accounts = args.open ? undefined : (args.accounts ?? join(beside, ACCOUNTS_FILE))
  let running: RunningSystems | undefined
  try {
    const logins = accounts === undefined ? {} : loginsIn(accounts, plan)
    const childCommand = host.childCommand('serve')
    const ports = portsFrom(port, names)
    running = await startStandIns(plan, { database, systems: names, ports, childCommand, capacities, ...logins })
    for (const notice of running.notices) host.tell(notice)
    if (args.json)
      host.say(
        JSON.stringify({
          token: running.token,
          ...(accounts === undefined ? {} : { accounts }),
          systems: running.systems,
        }),
      )
    else {
      for (const { name, url, pid } of running.systems) {
        host.say(`${name.padEnd(NAME_WIDTH)} ${url}  process ${pid}`)
      }
      const where = database.kind === 'sqlite' ? `in ${database.folder}` : `in schemas ${database.prefix}_*`
      host.say(accounts === undefined ? 'Nobody need log in.' : `Who may call, with secrets: ${accounts}`)
      host.say(`Databases ${where}; control token ${running.token}; interfaces at URL/docs/. Ctrl-C ends.`)
    }
    await Promise.race([interrupted, deathOf(running)])
  } finally {
    await running?.stop()
    if (database.kind === 'postgres' || args.folder === undefined) {
      rmSync(beside, { recursive: true, force: true })
    }
  }
}

/** @throws Fault usage for a text that is not as portal=200/s */
function capacitiesIn(texts: readonly string[], names: readonly StandInName[]): Capacities {
  const stated = texts.map((text) => {
    const [system = '', rate = ''] = text.split('=', 2)
    const name = names.find((each) => each === system)
    const perSecond = perSecondOf(rate)
    if (name && perSecond !== undefined) return [name, { perSecond }] as const
    throw new Fault(
      'usage',
      `--capacity ${text} is no capacity.`,
      `Write it as portal=200/s; there are ${names.join(', ')}.`,
    )
  })
  return Object.fromEntries(stated)
}

/**
 * Secrets and accounts of everybody in the scenario, and one account of each role that a stand-in knows, whose user is
 * the role; written to a file that only its owner may read.
 */
function loginsIn(file: string, plan: Plan): Pick<StandInOptions, 'secrets' | 'accounts'> {
  const secrets = standInSecrets(() => undefined)
  const roles = new Set(Object.values(standIns).flatMap((standIn) => Object.keys(standIn.roles)))
  const accounts = [...roles].toSorted().map((role) => ({ user: role, secret: randomUUID(), roles: [role] }))
  try {
    const text = JSON.stringify([...accounts, ...accountsOf(plan, secrets)], undefined, 1)
    writeFileSync(file, `${text}\n`, { mode: 0o600 })
  } catch (error) {
    throw new Fault(
      'output-unwritable',
      `Can’t write the accounts: ${(error as Error).message}`,
      'Name a file that you may write to with --accounts.',
      error,
    )
  }
  return { secrets, accounts }
}

/** @throws Fault usage for a place that is none, or two places; output-unwritable for a folder that can't be made */
function databaseOf({ database, folder }: SystemsArguments): DatabasePlace {
  if (database === undefined) return { kind: 'sqlite', folder: databaseFolder(folder) }
  if (folder !== undefined) throw new Fault('usage', '--folder and --database are two places.', 'Name one of them.')
  return postgresAt(database)
}

function databaseFolder(folder: string | undefined): string {
  try {
    if (folder === undefined) return mkdtempSync(join(tmpdir(), 'dientap-'))
    mkdirSync(folder, { recursive: true })
    return folder
  } catch (error) {
    throw new Fault(
      'output-unwritable',
      `Can’t make the folder for the databases: ${(error as Error).message}`,
      'Name a folder that you may write to with --folder.',
      error,
    )
  }
}

/** Rejects when a system ends though nobody stopped it. */
function deathOf(running: RunningSystems): Promise<never> {
  return new Promise((_, reject) => {
    running.onDeath((name, how) => {
      reject(
        new Fault(
          'system-died',
          `The stand-in system ${name} ended (${how}).`,
          'Start it again, and report it if it happens again.',
        ),
      )
    })
  })
}

/** The systems on ports one after the other; 0 leaves the choice to the machine. */
function portsFrom(first: number, names: readonly StandInName[]): Partial<Record<StandInName, number>> {
  return first === 0 ? {} : Object.fromEntries(names.map((name, index) => [name, first + index]))
}
