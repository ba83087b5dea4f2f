import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Fault } from '../faults/index.ts'
import { startStandIns } from '../rehearse/index.ts'
import { loadScenario } from '../scenario/index.ts'
import { type SystemName, systemNames } from '../schema/index.ts'
import { host } from './host.ts'
import { wholeNumber } from './seed.ts'

export interface SystemsArguments {
  readonly scenario: string
  readonly port: number
  readonly folder?: string
  readonly json: boolean
}

/** Serves the stand-ins until Ctrl-C, SIGTERM or the death of one of them. */
export async function runSystems(args: SystemsArguments): Promise<void> {
  const plan = loadScenario(args.scenario)
  const port = wholeNumber('--port', args.port, 0, 65_535)
  const folder = args.folder ?? mkdtempSync(join(tmpdir(), 'dientap-'))
  mkdirSync(folder, { recursive: true })
  const running = await startStandIns(plan, {
    folder,
    ports: portsFrom(port),
    childCommand: host.childCommand('serve'),
  })
  try {
    for (const notice of running.notices) host.tell(notice)
    if (args.json) host.say(JSON.stringify({ folder, token: running.token, systems: running.systems }))
    else {
      for (const { name, url, pid } of running.systems) host.say(`${name.padEnd(9)} ${url}  process ${pid}`)
      host.say(`Databases in ${folder}; control token ${running.token}. Ctrl-C ends.`)
    }
    await new Promise<void>((resolve, reject) => {
      host.onInterrupt(resolve)
      running.onDeath((name, how) => {
        reject(
          new Fault(
            'system-died',
            `The stand-in system ${name} ended (${how}).`,
            'Start it again; --debug shows more.',
          ),
        )
      })
    })
  } finally {
    await running.stop()
    if (args.folder === undefined) rmSync(folder, { recursive: true, force: true })
  }
}

/** The systems on ports one after the other; 0 leaves the choice to the machine. */
function portsFrom(first: number): Partial<Record<SystemName, number>> {
  return first === 0 ? {} : Object.fromEntries(systemNames.map((name, index) => [name, first + index]))
}
