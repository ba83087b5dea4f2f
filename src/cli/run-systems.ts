import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Fault } from '../faults/index.ts'
import { startStandIns } from '../rehearse/index.ts'
import { loadScenario } from '../scenario/index.ts'
import { type RunningSystems, type ServedName as StandInName, servedNames as standInNames } from '../systems/index.ts'
import { host } from './host.ts'
import { wholeNumber } from './seed.ts'

const HIGHEST_PORT = 65_535

export interface SystemsArguments {
  readonly scenario: string
  readonly port: number
  readonly folder?: string
  readonly json: boolean
}

/** Serves the stand-ins until Ctrl-C, SIGTERM or the death of one of them. */
export async function runSystems(args: SystemsArguments): Promise<void> {
  const plan = loadScenario(args.scenario)
  const port = wholeNumber('--port', args.port, 0, HIGHEST_PORT - (standInNames.length - 1))
  // Asked for before anything is made, so that a Ctrl-C while the systems start leaves nothing either.
  const interrupted = new Promise<void>((resolve) => {
    host.onInterrupt(resolve)
  })
  const folder = databaseFolder(args.folder)
  let running: RunningSystems | undefined
  try {
    running = await startStandIns(plan, { folder, ports: portsFrom(port), childCommand: host.childCommand('serve') })
    for (const notice of running.notices) host.tell(notice)
    if (args.json) host.say(JSON.stringify({ folder, token: running.token, systems: running.systems }))
    else {
      for (const { name, url, pid } of running.systems) host.say(`${name.padEnd(9)} ${url}  process ${pid}`)
      host.say(`Databases in ${folder}; control token ${running.token}. Ctrl-C ends.`)
    }
    await Promise.race([interrupted, deathOf(running)])
  } finally {
    await running?.stop()
    if (args.folder === undefined) rmSync(folder, { recursive: true, force: true })
  }
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
function portsFrom(first: number): Partial<Record<StandInName, number>> {
  return first === 0 ? {} : Object.fromEntries(standInNames.map((name, index) => [name, first + index]))
}
