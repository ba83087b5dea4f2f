import { readdirSync, readFileSync, type Stats, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Fault } from '../faults/index.ts'
import { suggest } from './suggestion.ts'

/** A scenario of all 3,321 units is under 2 MB. */
const LARGEST_BYTES = 5_000_000

const shippedFolder = new URL('../../scenarios/', import.meta.url)

/** A scenario file as it was read. */
export interface ScenarioFile {
  /** As the user gave it, or the full path of a scenario that ships with Dientap. */
  readonly file: string
  readonly text: string
}

/** Names of the scenarios that ship with Dientap. */
export function shippedScenarios(): string[] {
  return readdirSync(shippedFolder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort()
}

/** Reads a scenario that ships with Dientap, by its name. @throws Fault file-not-found */
export function readShippedScenario(name: string): string {
  const path = fileURLToPath(new URL(`${name}.yaml`, shippedFolder))
  if (!shippedScenarios().includes(name))
    throw new Fault('file-not-found', `no scenario ${name} ships with Dientap`, shippedHint())
  return decode(path, read(path, path))
}

/**
 * Reads a scenario file. A path that is not there but names a shipped scenario (`rach-gia-2025-07`, with or without
 * `scenarios/` and `.yaml`) is read from where Dientap is installed.
 * @throws Fault file-not-found, file-unreadable (a folder, no permission, not UTF-8), file-too-large, scenario-invalid (empty)
 */
export function readScenarioFile(path: string): ScenarioFile {
  const { file, stats } = locate(path)
  if (stats.isDirectory())
    throw new Fault('file-unreadable', `${path} is a folder, not a scenario file`, 'name a .yaml file in it')
  if (!stats.isFile()) throw new Fault('file-unreadable', `${path} is not an ordinary file`, 'name a .yaml file')
  if (stats.size > LARGEST_BYTES) {
    const size = `${(stats.size / 1e6).toFixed(1)} MB`
    throw new Fault(
      'file-too-large',
      `${path} has ${size}; a scenario has at most ${LARGEST_BYTES / 1e6} MB`,
      'is it the right file?',
    )
  }
  const text = decode(path, read(path, file))
  if (text.trim() === '') throw new Fault('scenario-invalid', `${path} is empty`, shippedHint())
  return { file, text }
}

function locate(path: string): { file: string; stats: Stats } {
  try {
    return { file: path, stats: statSync(path) }
  } catch (error) {
    if (!isMissing(error)) throw unreadable(path, error)
    const name = path
      .replaceAll('\\', '/')
      .replace(/^\.\//, '')
      .replace(/^scenarios\//, '')
      .replace(/\.ya?ml$/, '')
    const shipped = shippedScenarios()
    if (shipped.includes(name)) {
      const file = fileURLToPath(new URL(`${name}.yaml`, shippedFolder))
      return { file, stats: statSync(file) }
    }
    throw new Fault('file-not-found', `there is no file ${path}`, suggest(name, shipped) ?? shippedHint(), error)
  }
}

function shippedHint(): string {
  const names = shippedScenarios()
  return names.length === 0
    ? 'name a scenario file'
    : `name a scenario file, or one that ships with Dientap: ${names.join(', ')}`
}

function read(path: string, file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    throw unreadable(path, error)
  }
}

function decode(path: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw new Fault('file-unreadable', `${path} is not text in UTF-8`, 'save it as UTF-8 in the editor', error)
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
}

function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(codeOf(error))
}

function unreadable(path: string, error: unknown): Fault {
  return new Fault(
    'file-unreadable',
    `${path} cannot be read (${codeOf(error)})`,
    'see whether you may read it: ls -l',
    error,
  )
}
