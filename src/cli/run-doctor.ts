import { accessSync, constants, readdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { availableParallelism, freemem, tmpdir } from 'node:os'
import { Fault } from '../faults/index.ts'
import { GO_VERSION, howToGet, type K6, lookForK6, RELEASE_VERSION, releases, waysToGetK6 } from '../load/index.ts'
import { shippedScenarios } from '../scenario/index.ts'
import { host } from './host.ts'
import { version } from './version.ts'

interface Finding {
  readonly what: string
  readonly found: string
  readonly ok: boolean
  /** How to get what is missing; '' when nothing is. */
  readonly remedy: string
}

/** Looks at everything that the commands need of this machine. */
export async function runDoctor({ json }: { readonly json: boolean }): Promise<void> {
  const findings = [
    { what: 'dientap', found: version(), ok: true, remedy: '' },
    node(),
    await sqlite(),
    await loopback(),
    writable('reports folder', '.'),
    writable('temporary folder', tmpdir()),
    {
      what: 'shipped scenarios',
      found: shippedScenarios().join(', '),
      ok: shippedScenarios().length > 0,
      remedy: 'Install the package again.',
    },
    await k6(),
    {
      what: 'machine',
      found: `${host.platform}, ${availableParallelism()} processors, ${Math.round(freemem() / 2 ** 20)} MiB free`,
      ok: true,
      remedy: '',
    },
  ]
  if (json) host.say(JSON.stringify(findings, null, 2))
  else {
    for (const { what, found, ok, remedy } of findings) {
      host.say(`${ok ? 'ok     ' : 'MISSING'}  ${what.padEnd(18)} ${found}${ok ? '' : `\n           ${remedy}`}`)
    }
  }
  if (findings.some(({ ok }) => !ok)) host.endWith('environment')
}

const LEAST_NODE = 24

function node(): Finding {
  const major = Number.parseInt(host.nodeVersion, 10)
  return {
    what: 'Node',
    found: host.nodeVersion,
    ok: major >= LEAST_NODE,
    remedy: `Needs Node ${LEAST_NODE} or newer: from nodejs.org, or npm install --save-dev node@${LEAST_NODE}.`,
  }
}

async function sqlite(): Promise<Finding> {
  const remedy = 'The stand-in systems need node:sqlite, which Node 24 and newer carry.'
  try {
    const { DatabaseSync } = await import('node:sqlite')
    const database = new DatabaseSync(':memory:')
    const row = database.prepare('SELECT sqlite_version() AS version').get()
    database.close()
    return { what: 'SQLite', found: String(row?.version), ok: true, remedy }
  } catch (error) {
    return { what: 'SQLite', found: (error as Error).message, ok: false, remedy }
  }
}

const CAME: Readonly<Record<K6['how'], string>> = {
  K6_BINARY: 'named by K6_BINARY',
  PATH: 'found on PATH',
  'cache-download': 'the official release, fetched into the cache',
  'cache-go': 'built by Go into the cache',
}

const WOULD_COME = {
  download: `fetches the release ${RELEASE_VERSION} into its cache`,
  go: `has Go build ${GO_VERSION} into its cache`,
} as const

/** The k6 that `load` would use. Where it would fetch one first, nothing is missing. */
async function k6(): Promise<Finding> {
  const { surroundings } = host
  const what = 'k6'
  const remedy = `"dientap load" needs it:\n${howToGet(surroundings)}`
  try {
    const found = await lookForK6(surroundings)
    if (found) return { what, found: `${found.version}, ${CAME[found.how]}: ${found.path}`, ok: true, remedy }
    const isKnown = releases[`${surroundings.platform}-${surroundings.arch}`] !== undefined
    const ways = waysToGetK6(surroundings).filter((way) => way === 'go' || isKnown)
    const how = ways.map((way) => WOULD_COME[way]).join('; where that fails, ')
    return { what, found: `none yet; "dientap load" ${how}`, ok: isKnown, remedy }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return { what, found: error.message, ok: false, remedy: error.hint }
  }
}

function loopback(): Promise<Finding> {
  const what = 'loopback ports'
  const remedy = 'The stand-in systems listen on 127.0.0.1; a sandbox or firewall forbids it here.'
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error) => resolve({ what, found: error.message, ok: false, remedy }))
    server.listen(0, '127.0.0.1', () =>
      server.close(() => resolve({ what, found: 'can listen on 127.0.0.1', ok: true, remedy })),
    )
  })
}

function writable(what: string, folder: string): Finding {
  const remedy = `Can’t write to ${folder}: change its permissions, or name another folder with --out.`
  try {
    accessSync(folder, constants.W_OK)
    readdirSync(folder)
    return { what, found: 'writable', ok: true, remedy }
  } catch (error) {
    return { what, found: (error as Error).message, ok: false, remedy }
  }
}
