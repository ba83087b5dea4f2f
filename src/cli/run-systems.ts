import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Fault } from '../faults/index.ts'
import { startStandIns } from '../rehearse/index.ts'
import { loadScenario } from '../scenario/index.ts'
import type { StandInName } from '../schema/index.ts'
import { type DatabasePlace, type RunningSystems, standIns } from '../systems/index.ts'
import { host } from './host.ts'
import { postgresAt } from './postgres-at.ts'
import { wholeNumber } from './seed.ts'

const HIGHEST_PORT = 65_535
const NAME_WIDTH = 16

export interface SystemsArguments {
  readonly scenario: string
  readonly port: number
  readonly folder?: string
  readonly database?: string
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
  const database = databaseOf(args)
  let running: RunningSystems | undefined
  try {
    const childCommand = host.childCommand('serve')
    running = await startStandIns(plan, { database, systems: names, ports: portsFrom(port, names), childCommand })
    for (const notice of running.notices) host.tell(notice)
    if (args.json) host.say(JSON.stringify({ token: running.token, systems: running.systems }))
    else {
      for (const { name, url, pid } of running.systems) {
        host.say(`${name.padEnd(NAME_WIDTH)} ${url}  process ${pid}`)
      }
      const where = database.kind === 'sqlite' ? `in ${database.folder}` : `in schemas ${database.prefix}_*`
      host.say(`Databases ${where}; control token ${running.token}; interfaces at URL/docs/. Ctrl-C ends.`)
    }
    await Promise.race([interrupted, deathOf(running)])
  } finally {
    await running?.stop()
    if (database.kind === 'sqlite' && args.folder === undefined) {
      rmSync(database.folder, { recursive: true, force: true })
    }
  }
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
