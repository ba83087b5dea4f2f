import { createHash } from 'node:crypto'
import { accessSync, chmodSync, constants, existsSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Fault } from '../../../src/faults/index.ts'
import { findK6, lookForK6, provisionK6, releases, type Surroundings, waysToGetK6 } from '../../../src/load/index.ts'
import { temporary } from '../../cli/command.ts'
import { tarGz, zip } from './archive.ts'

/** What says of itself that it is k6: enough for what is found, fetched and refused here. */
const k6Saying = (version: string) => `#!/bin/sh\necho "k6 v${version} (go1.26.5, linux/amd64)"\n`

const archives: Readonly<Record<string, Buffer>> = {
  'k6.tar.gz': tarGz([['k6-v2.2.0-linux-amd64/k6', k6Saying('2.2.0')]]),
  'k6.zip': zip([['k6-v2.2.0-macos-arm64/k6', k6Saying('2.2.0')]]),
  'old.tar.gz': tarGz([['k6-v0.49.0-linux-amd64/k6', k6Saying('0.49.0')]]),
}
const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const release = (archive: string) => ({ archive, sha256: digest(archives[archive] ?? Buffer.alloc(0)) })

let server: Server
let releasesUrl: string
let asked = 0

beforeAll(async () => {
  server = createServer((request, response) => {
    asked++
    const name = request.url?.split('/').at(-1) ?? ''
    // Releases lie elsewhere than where one asks for them, as on GitHub.
    if (request.url?.startsWith('/v2.2.0/')) response.writeHead(302, { location: `/assets/${name}` }).end()
    else if (archives[name]) response.end(archives[name])
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  releasesUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => void server.close())

/** A machine with nothing on it but a shell; a folder is its home. */
function machine(env: Record<string, string> = {}): Surroundings {
  const home = temporary()
  return {
    env: { HOME: home, PATH: join(home, 'bin'), DIENTAP_CACHE: join(home, 'cache'), ...env },
    platform: 'linux',
    arch: 'x64',
  }
}

const kept = ({ env }: Surroundings) =>
  existsSync(join(env.DIENTAP_CACHE ?? '', 'k6'))
    ? readdirSync(join(env.DIENTAP_CACHE ?? '', 'k6'), { recursive: true })
    : []

function executable(folder: string, name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  chmodSync(path, 0o755)
  return path
}

async function faultOf(promise: Promise<unknown>): Promise<Fault> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof Fault) return error
  throw new Error(`no fault but ${String(error)}`)
}

describe('provisioning k6', () => {
  it.each(['k6.tar.gz', 'k6.zip'])(
    'fetches a release (%s), unpacks it into the cache and makes it executable',
    async (name) => {
      const here = machine()
      const k6 = await provisionK6(here, { releasesUrl, releases: { 'linux-x64': release(name) } })
      expect(k6).toMatchObject({ version: '2.2.0', how: 'cache-download' })
      expect(k6.path.startsWith(here.env.DIENTAP_CACHE ?? '?')).toBe(true)
      expect(() => accessSync(k6.path, constants.X_OK)).not.toThrow()
      expect(await lookForK6(here)).toEqual(k6)
    },
  )

  it('fetches it once: the second time it is there', async () => {
    const here = machine()
    const options = { releasesUrl, releases: { 'linux-x64': release('k6.tar.gz') } }
    const first = await findK6(here, options)
    const before = asked
    expect(await findK6(here, options)).toEqual(first)
    expect(asked).toBe(before)
  })

  it('refuses an archive whose SHA-256 is another than the one that is known, and keeps nothing of it', async () => {
    const here = machine()
    const wrong = { archive: 'k6.tar.gz', sha256: '0'.repeat(64) }
    const fault = await faultOf(provisionK6(here, { releasesUrl, releases: { 'linux-x64': wrong } }))
    expect(fault).toMatchObject({ code: 'k6-missing', exitStatus: 'environment' })
    expect(fault.message).toContain(`SHA-256 ${release('k6.tar.gz').sha256}, not ${wrong.sha256}`)
    expect(kept(here)).toEqual([])
  })

  it('refuses a k6 of a version that it does not know, and keeps nothing of it', async () => {
    const here = machine()
    const fault = await faultOf(provisionK6(here, { releasesUrl, releases: { 'linux-x64': release('old.tar.gz') } }))
    expect(fault.message).toContain('what came is k6 0.49.0')
    expect(kept(here)).toEqual(['2.2.0-linux-x64'])
  })

  it('can be done by two at once, and both have it', async () => {
    const here = machine()
    const options = { releasesUrl, releases: { 'linux-x64': release('k6.tar.gz') } }
    const both = await Promise.all([provisionK6(here, options), provisionK6(here, options), provisionK6(here, options)])
    expect(new Set(both.map(({ path }) => path)).size).toBe(1)
    expect(kept(here)).toEqual(['2.2.0-linux-x64', join('2.2.0-linux-x64', 'k6')])
  })

  it('has Go build it where no release is known or to be had', async () => {
    const here = machine()
    const bin = temporary()
    // Puts where GOBIN says what a build would, and notes what it was asked for.
    executable(
      bin,
      'go',
      `#!/bin/sh\n[ "$1" = version ] && exit 0\n[ "$2" = go.k6.io/k6@v1.8.1 ] || exit 1\ncat > "$GOBIN/k6" <<'X'\n${k6Saying('1.8.1')}X\n`,
    )
    const withGo = { ...here, env: { ...here.env, PATH: `${bin}:/usr/bin:/bin` } }
    const k6 = await provisionK6(withGo, { releases: {} })
    expect(k6).toMatchObject({ version: '1.8.1', how: 'cache-go' })
    const missing = { 'linux-x64': { archive: 'gone.tar.gz', sha256: '' } }
    expect(await provisionK6(withGo, { releasesUrl, releases: missing })).toEqual(k6)
  })

  it('says how to get k6 on each platform where every way failed, and why each did', async () => {
    const here = machine()
    const missing = { 'linux-x64': { archive: 'gone.tar.gz', sha256: '' } }
    const fault = await faultOf(provisionK6(here, { releasesUrl, releases: missing }))
    expect(fault.message).toMatch(
      /^There is no k6 on this machine: the release: .*answered 404; Go: there is no go on PATH$/,
    )
    expect(fault.hint).toMatch(/K6_BINARY/)
    expect(fault.hint).toMatch(/apt-get install k6/)
    for (const [platform, command] of [
      ['darwin', 'brew install k6'],
      ['win32', 'winget install k6'],
    ] as const) {
      expect((await faultOf(provisionK6({ ...here, platform }, { ways: ['go'] }))).hint).toContain(command)
    }
  })

  it('knows releases of five platforms, each by a SHA-256 of its own', () => {
    const digests = Object.values(releases).map(({ sha256 }) => sha256)
    expect(Object.keys(releases)).toHaveLength(5)
    expect(new Set(digests).size).toBe(5)
    expect(digests.every((each) => /^[0-9a-f]{64}$/.test(each))).toBe(true)
  })

  it('tries the ways that DIENTAP_K6_FROM names, in that order', async () => {
    expect(waysToGetK6(machine())).toEqual(['download', 'go'])
    expect(waysToGetK6(machine({ DIENTAP_K6_FROM: 'go, download' }))).toEqual(['go', 'download'])
    expect(() => waysToGetK6(machine({ DIENTAP_K6_FROM: 'brew' }))).toThrow('names "brew"')
    const fault = await faultOf(provisionK6(machine({ DIENTAP_K6_FROM: 'go' })))
    expect(fault.message).not.toContain('the release')
  })
})

describe('looking for k6', () => {
  it('takes K6_BINARY before PATH before the cache, and says how it came', async () => {
    const bin = temporary()
    const own = executable(temporary(), 'my-k6', k6Saying('2.1.0'))
    const onPath = executable(bin, 'k6', k6Saying('1.8.1'))
    const here = machine({ PATH: `${bin}:/usr/bin:/bin` })
    await provisionK6(here, { releasesUrl, releases: { 'linux-x64': release('k6.tar.gz') } })
    expect(await lookForK6({ ...here, env: { ...here.env, K6_BINARY: own } })).toEqual({
      path: own,
      version: '2.1.0',
      how: 'K6_BINARY',
    })
    expect(await lookForK6(here)).toEqual({ path: onPath, version: '1.8.1', how: 'PATH' })
    expect(await lookForK6({ ...here, env: { ...here.env, PATH: '' } })).toMatchObject({ how: 'cache-download' })
  })

  it('passes over what on PATH is no k6, or one of a version that it does not know', async () => {
    const [no, old, good] = [temporary(), temporary(), temporary()]
    executable(no, 'k6', '#!/bin/sh\necho I am no k6\n')
    executable(old, 'k6', k6Saying('0.49.0'))
    const path = executable(good, 'k6', k6Saying('2.9.0'))
    expect(await lookForK6(machine({ PATH: [no, old, good].join(':') }))).toMatchObject({ path })
    expect(await lookForK6(machine({ PATH: [no, old].join(':') }))).toBeUndefined()
  })

  it('does not go on where K6_BINARY can’t be used: it was asked for', async () => {
    const gone = await faultOf(lookForK6(machine({ K6_BINARY: '/nowhere/k6' })))
    expect(gone.message).toMatch(/^K6_BINARY \(\/nowhere\/k6\) is no k6: /)
    const next = executable(temporary(), 'k6', k6Saying('3.0.0'))
    expect((await faultOf(lookForK6(machine({ K6_BINARY: next })))).message).toContain('Dientap knows k6 1.8 to 2.x')
  })

  it('knows an xk6 build of k6, which prints its extensions too', async () => {
    const text =
      'k6 v2.2.0 (go1.26.5, linux/amd64)\nExtensions:\n  github.com/grafana/xk6-faker v0.4.0, k6/x/faker [js]'
    const path = executable(temporary(), 'k6', `#!/bin/sh\ncat <<'X'\n${text}\nX\n`)
    expect(await lookForK6(machine({ K6_BINARY: path, PATH: '/usr/bin:/bin' }))).toMatchObject({ version: '2.2.0' })
  })
})
