import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Fault } from '../../faults/index.ts'
import { isSupported } from './differences.ts'
import { downloadBinary } from './download.ts'
import { cachedFolder, lookForK6, versionOf } from './find.ts'
import { binaryName, cacheFolder, type K6, type Surroundings } from './k6.ts'
import { missing } from './missing.ts'
import { outputOf } from './process.ts'
import { GO_VERSION, RELEASE_VERSION, RELEASES_URL, type Release, releases } from './releases.ts'

/** A way to get k6. */
export type Way = 'download' | 'go'

export interface ProvisionOptions {
  /** Ways to try, in this order. */
  readonly ways?: readonly Way[]
  /** Told what is being done, as it takes a while. */
  readonly tell?: (text: string) => void
  /** Where releases lie, and which they are; for a mirror, and for tests. */
  readonly releasesUrl?: string
  readonly releases?: Readonly<Record<string, Release>>
}

/** Building k6 from nothing takes about two minutes of processor time. */
const BUILD_LIMIT_MS = 1_800_000

/**
 * The k6 of this machine; where there is none it is provisioned, once.
 * @throws Fault k6-missing, with the commands of the platform
 */
export async function findK6(surroundings: Surroundings, options: ProvisionOptions = {}): Promise<K6> {
  return (await lookForK6(surroundings)) ?? (await provisionK6(surroundings, options))
}

/**
 * Gets k6 into Dientap's cache: the official release of the platform, checked by its SHA-256, else built by Go. Each
 * writes a file of its own and renames it into place, so that two at once disturb each other in nothing.
 * @throws Fault k6-missing, output-unwritable
 */
export async function provisionK6(surroundings: Surroundings, options: ProvisionOptions = {}): Promise<K6> {
  const { ways = waysToGetK6(surroundings) } = options
  const tried: string[] = []
  for (const way of ways) {
    try {
      return way === 'download' ? await byDownload(surroundings, options) : await byGo(surroundings, options)
    } catch (error) {
      if (error instanceof Fault) throw error
      tried.push(`${way === 'download' ? 'the release' : 'Go'}: ${reason(error)}`)
    }
  }
  throw missing(surroundings, tried)
}

/** Ways that the variable DIENTAP_K6_FROM names, as in "go" or "download,go", which is also what holds without it. */
export function waysToGetK6({ env }: Surroundings): readonly Way[] {
  const text = env.DIENTAP_K6_FROM
  if (!text) return ['download', 'go']
  return text.split(',').map((name) => {
    const way = name.trim()
    if (way === 'download' || way === 'go') return way
    throw new Fault(
      'usage',
      `DIENTAP_K6_FROM names "${way}".`,
      'It may name download and go, with a comma between them.',
    )
  })
}

async function byDownload(surroundings: Surroundings, options: ProvisionOptions): Promise<K6> {
  const { releasesUrl = RELEASES_URL, releases: known = releases, tell } = options
  const { platform, arch } = surroundings
  const release = known[`${platform}-${arch}`]
  if (!release) throw new Error(`no archive of ${platform}-${arch} is known`)
  tell?.(`fetching k6 ${RELEASE_VERSION} (${release.archive}) into ${cacheFolder(surroundings)}`)
  const name = binaryName(platform)
  const binary = await downloadBinary(release, releasesUrl, RELEASE_VERSION, name)
  return installed('cache-download', surroundings, async (folder) => writeFileSync(join(folder, name), binary))
}

async function byGo(surroundings: Surroundings, { tell }: ProvisionOptions): Promise<K6> {
  const { env } = surroundings
  await outputOf('go', ['version'], { env, limitMs: 30_000 }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new Error('there is no go on PATH') : error
  })
  tell?.(`building k6 ${GO_VERSION} with Go into ${cacheFolder(surroundings)}: one to three minutes, once`)
  return installed('cache-go', surroundings, async (folder) => {
    await outputOf('go', ['install', `go.k6.io/k6@v${GO_VERSION}`], {
      env: { ...env, GOBIN: folder, CGO_ENABLED: '0', GOFLAGS: undefined },
      limitMs: BUILD_LIMIT_MS,
    })
  })
}

/** Has the binary written to a folder of its own, looks whether it is a k6, and puts it into its place in the cache. */
async function installed(
  how: 'cache-download' | 'cache-go',
  surroundings: Surroundings,
  write: (folder: string) => Promise<void>,
): Promise<K6> {
  const name = binaryName(surroundings.platform)
  const path = join(cachedFolder(how, surroundings), name)
  const aside = besideOf(path)
  try {
    await write(aside)
    const fresh = join(aside, name)
    chmodSync(fresh, 0o755)
    const version = await versionOf(fresh, surroundings)
    if (typeof version !== 'string') throw new Error(`what came does not run here: ${version.message}`)
    if (!isSupported(version)) throw new Error(`what came is k6 ${version}`)
    renameSync(fresh, path)
    return { path, version, how }
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
}

function besideOf(path: string): string {
  try {
    mkdirSync(dirname(path), { recursive: true })
    return mkdtempSync(join(dirname(path), 'new-'))
  } catch (error) {
    throw new Fault(
      'output-unwritable',
      `Can’t write to ${dirname(path)}: ${reason(error)}`,
      'Name a folder that you may write to with DIENTAP_CACHE.',
      error,
    )
  }
}

function reason(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException
  return message || code || String(error)
}
