import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Fault } from '../faults/index.ts'
import type { OneStopDialect } from '../schema/index.ts'
import { readTarget } from './read.ts'
import type { TargetFiles } from './target.ts'

const shippedFolder = fileURLToPath(new URL('../../scenarios/targets/', import.meta.url))
const LARGEST_BYTES = 5_000_000

/**
 * Reads a target file and the files of its dialects, which stand beside it.
 * @param path of a file, or the name of a target that ships with Dientap: stand-ins
 * @throws Fault file-not-found, file-unreadable; as readTarget does
 */
export function loadTarget(path: string): TargetFiles {
  const file = located(path)
  const own = readTarget(textOf(file), path)
  const dialects = Object.entries(own.dialects ?? {}).map(([dialect, name]) => {
    const beside = join(dirname(file), name)
    if (!existsSync(beside)) throw missing(beside, `${path} names it under dialects: ${dialect}.`)
    return [dialect as OneStopDialect, readTarget(textOf(beside), join(dirname(path), name))] as const
  })
  return { own, dialects: new Map(dialects) }
}

function located(path: string): string {
  const name = path.replace(/^scenarios\/targets\//, '').replace(/\.ya?ml$/, '')
  const shipped = readdirSync(shippedFolder)
    .filter((each) => each.endsWith('.yaml'))
    .map((each) => each.slice(0, -'.yaml'.length))
  const isShipped = shipped.includes(name)
  // A folder of that name, such as that of the stand-ins' databases, is no target.
  if (existsSync(path) && !(isShipped && statSync(path).isDirectory())) return path
  if (isShipped) return join(shippedFolder, `${name}.yaml`)
  throw missing(path, `Name a target file, or one that ships with Dientap: ${shipped.sort().join(', ')}.`)
}

function missing(path: string, hint: string): Fault {
  return new Fault('file-not-found', `there is no file ${path}`, hint)
}

function textOf(file: string): string {
  try {
    if (!statSync(file).isFile()) throw new Error('it is no ordinary file')
    if (statSync(file).size > LARGEST_BYTES) throw new Error(`it is larger than ${LARGEST_BYTES / 1e6} MB`)
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file))
  } catch (error) {
    throw new Fault(
      'file-unreadable',
      `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      'Is it the right file, may you read it, and is it saved as UTF-8?',
      error,
    )
  }
}
