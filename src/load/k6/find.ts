import { existsSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { Fault } from '../../faults/index.ts'
import { isSupported, SUPPORTED_WORDS, versionIn } from './differences.ts'
import { binaryName, cacheFolder, type K6, type Surroundings } from './k6.ts'
import { howToGet } from './missing.ts'
import { outputOf } from './process.ts'
import { GO_VERSION, RELEASE_VERSION } from './releases.ts'

/** A binary that should say its version and does not within this time is no k6. */
const VERSION_LIMIT_MS = 20_000

/** Folder in the cache of a k6 that came in one of the two ways. */
export function cachedFolder(how: 'cache-download' | 'cache-go', surroundings: Surroundings): string {
  const { platform, arch } = surroundings
  const name = how === 'cache-download' ? RELEASE_VERSION : `${GO_VERSION}-go`
  return join(cacheFolder(surroundings), 'k6', `${name}-${platform}-${arch}`)
}

/**
 * Looks for a k6 that can be used: K6_BINARY, then PATH, then Dientap's cache. On PATH and in the cache what is no k6, or
 * of a version that is not supported, is passed over.
 * @returns undefined where there is none
 * @throws Fault k6-missing where K6_BINARY names something that can't be used: it was asked for
 */
export async function lookForK6(surroundings: Surroundings): Promise<K6 | undefined> {
  const { env, platform } = surroundings
  if (env.K6_BINARY) return named(env.K6_BINARY, surroundings)
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    const path = join(folder, binaryName(platform))
    if (folder === '' || !isFile(path)) continue
    const version = await versionOf(path, surroundings)
    if (typeof version === 'string' && isSupported(version)) return { path, version, how: 'PATH' }
  }
  for (const how of ['cache-download', 'cache-go'] as const) {
    const path = join(cachedFolder(how, surroundings), binaryName(platform))
    if (!isFile(path)) continue
    const version = await versionOf(path, surroundings)
    if (typeof version === 'string' && isSupported(version)) return { path, version, how }
  }
  return undefined
}

async function named(path: string, surroundings: Surroundings): Promise<K6> {
  const version = await versionOf(path, surroundings)
  const remedy = `Set K6_BINARY to a k6 ${SUPPORTED_WORDS}, or unset it.\n${howToGet(surroundings)}`
  if (typeof version !== 'string')
    throw new Fault('k6-missing', `K6_BINARY (${path}) is no k6: ${version.message}`, remedy, version)
  if (!isSupported(version)) {
    throw new Fault('k6-missing', `K6_BINARY (${path}) is k6 ${version}; Dientap knows k6 ${SUPPORTED_WORDS}.`, remedy)
  }
  return { path, version, how: 'K6_BINARY' }
}

/** The version that a binary says it is, or why it says none. */
export async function versionOf(path: string, { env }: Surroundings): Promise<string | Error> {
  try {
    const printed = await outputOf(path, ['version'], { env, limitMs: VERSION_LIMIT_MS })
    return versionIn(printed) ?? new Error(`it answers "${printed.trim().slice(0, 80)}"`)
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile()
}
