import { homedir } from 'node:os'
import { join } from 'node:path'

/** A k6 that can be run. */
export interface K6 {
  /** Path of the binary. */
  readonly path: string
  /** Its version, without a leading v: 2.2.0. */
  readonly version: string
  /** How it came here. */
  readonly how: 'K6_BINARY' | 'PATH' | 'cache-download' | 'cache-go'
}

/** What is needed to know of the machine. */
export interface Surroundings {
  /** The environment: K6_BINARY, PATH, places of caches and what a child process needs. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: string
  /** As Node names it: x64, arm64. */
  readonly arch: string
}

/** Name of k6's file on a platform. */
export function binaryName(platform: string): string {
  return platform === 'win32' ? 'k6.exe' : 'k6'
}

/**
 * Folder in which Dientap keeps what it fetched once: of the user, not of node_modules, so that `npm ci` does not throw
 * it away and an installed package that may not be written to has one too.
 */
export function cacheFolder({ env, platform }: Surroundings): string {
  if (env.DIENTAP_CACHE) return env.DIENTAP_CACHE
  if (env.XDG_CACHE_HOME) return join(env.XDG_CACHE_HOME, 'dientap')
  const home = env.HOME || env.USERPROFILE || homedir()
  if (platform === 'win32') return join(env.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'dientap', 'cache')
  return platform === 'darwin' ? join(home, 'Library', 'Caches', 'dientap') : join(home, '.cache', 'dientap')
}
