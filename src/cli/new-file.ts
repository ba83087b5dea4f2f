import { accessSync, constants, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, extname, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { slugOf, type Text } from '../draft/index.ts'
import { Fault, type FaultCode } from '../faults/index.ts'

/** Why a file can't be written, before it is tried. */
export interface PathProblem {
  readonly code: FaultCode
  readonly problem: Text
  readonly hint: string
}

/** What stands in the way of a new file there; undefined if nothing is seen. */
export function pathProblem(path: string, force: boolean): PathProblem | undefined {
  const folder = dirname(resolve(path))
  const another = 'Name another file with --out.'
  if (nameOf(path) === undefined) {
    const problem = { vi: `“${path}” không phải là tên tệp.`, en: `"${path}" is no name for a file.` }
    return { code: 'usage', problem, hint: 'For example --out my-ward.yaml: letters, digits and hyphens.' }
  }
  if (!stat(folder)?.isDirectory()) {
    const problem = { vi: `Không có thư mục ${folder}.`, en: `There is no folder ${folder}.` }
    return { code: 'output-unwritable', problem, hint: `Make it first, or name another file with --out.` }
  }
  const there = stat(path)
  if (there && !there.isFile()) {
    const problem = { vi: `${path} không phải là tệp thường.`, en: `${path} is not an ordinary file.` }
    return { code: 'output-unwritable', problem, hint: another }
  }
  if (there && !force) {
    const problem = { vi: `${path} đã có rồi.`, en: `${path} is there already.` }
    return { code: 'usage', problem, hint: 'Name another file with --out, or write over it with --force.' }
  }
  try {
    accessSync(there ? path : folder, constants.W_OK)
  } catch {
    const problem = { vi: `Không được phép ghi vào ${path}.`, en: `${path} may not be written.` }
    return { code: 'output-unwritable', problem, hint: another }
  }
  return undefined
}

/** Writes the file; one that came to be there in the meantime only with force. @throws Fault output-unwritable, usage */
export function writeNew(path: string, text: string, force: boolean): void {
  try {
    writeFileSync(path, text, { flag: force ? 'w' : 'wx' })
  } catch (error) {
    const seen = pathProblem(path, force)
    if (seen) throw new Fault(seen.code, seen.problem.en, seen.hint, error)
    const why = error instanceof Error ? error.message : String(error)
    throw new Fault('output-unwritable', `Can’t write ${path}: ${why}`, 'Name another file with --out.', error)
  }
}

/** Name of the scenario in the file: rach-gia of "out/Rạch Giá.yaml". */
export function nameOf(path: string): string | undefined {
  return slugOf(basename(path, extname(path)))
}

/** Way from the file to the schema that is installed with Dientap, for editors. */
export function schemaFor(path: string): string {
  const schema = fileURLToPath(new URL('../../docs/schema/scenario.schema.json', import.meta.url))
  return relative(dirname(resolve(path)), schema)
    .replaceAll('\\', '/')
    .replaceAll(' ', '%20')
}

function stat(path: string) {
  return statSync(path, { throwIfNoEntry: false })
}
