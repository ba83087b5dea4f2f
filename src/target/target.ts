import { Fault } from '../faults/index.ts'
import type { OneStopDialect, SystemName, TargetFile } from '../schema/index.ts'
import type { TargetAnswer } from './answer.ts'
import { Guard, type Surroundings } from './guard.ts'
import { type CompiledOperation, compileOperation, systemNameOf, type TargetRequest } from './operation.ts'
import { isPlaced, noUrl, type SystemUrls, systemsOf } from './system.ts'
import type { CallValues, Filling } from './values.ts'

/** A target file with those of its dialects. */
export interface TargetFiles {
  readonly own: TargetFile
  readonly dialects: ReadonlyMap<OneStopDialect, TargetFile>
}

/** Operations as HTTP requests, and answers as what the operation needs of them. */
export interface Target {
  readonly name: string
  /** Every operation by name. */
  readonly operations: ReadonlyMap<string, CompiledOperation>
  has(operation: string): boolean
  /** @throws Fault target-invalid when the target has no such operation, or nobody says where its system is */
  of(operation: string): CompiledOperation
  /** The request of an operation for which nobody need log in. @throws Fault as `of` */
  request(operation: string, values: CallValues & Partial<Pick<Filling, 'captured' | 'login'>>): TargetRequest
  /** Reads an answer; never throws for what a system may say. */
  answer(operation: string, status: number, bodyText: string): TargetAnswer
}

/**
 * Compiles a target file once; requests are then cheap.
 * @param urls where the systems are of which the file does not say it
 * @throws Fault as Guard does for a system that must not be asked
 */
export function compileTarget(file: TargetFile, urls: SystemUrls, surroundings?: Surroundings): Target {
  return targetOf(file.name, compileOperations(file, urls, new Guard(file, surroundings)), unplaced(file, urls))
}

/** A dialect's file; where it says nothing of an authorisation, that of the file beside which it stands holds. */
function underAuthorisationOf(own: TargetFile, file: TargetFile): TargetFile {
  return file.authorisation || !own.authorisation ? file : { ...file, authorisation: own.authorisation }
}

/**
 * The file whose operations come first for units with a one-stop centre of a dialect; what it lacks is in `own`.
 * @throws Fault target-invalid when the target lists dialects, and not this one
 */
export function fileFor({ own, dialects }: TargetFiles, dialect: OneStopDialect): TargetFile {
  const file = dialects.get(dialect)
  if (file) return file
  if (dialects.size === 0 || own.speaks === dialect) return own
  throw new Fault(
    'target-invalid',
    `target ${own.name} has nothing for one-stop centres that speak ${dialect}.`,
    `Name a file for it under dialects, or say speaks: ${dialect} if the file’s own operations do.`,
  )
}

/** Names of the operations that a target has for units of a dialect. @throws Fault as fileFor does */
export function operationsFor(files: TargetFiles, dialect: OneStopDialect): ReadonlySet<string> {
  return new Set([...Object.keys(files.own.operations), ...Object.keys(fileFor(files, dialect).operations)])
}

/** Which target each unit's calls go through, by what its one-stop centre speaks. */
export class Targets {
  readonly #files: TargetFiles
  readonly #compiled: ReadonlyMap<TargetFile, Target>

  /** @throws Fault as compileTarget does */
  constructor(files: TargetFiles, urls: SystemUrls, surroundings?: Surroundings) {
    this.#files = files
    const own = compileTarget(files.own, urls, surroundings)
    const others = [...files.dialects.values()].map((file) => {
      const allowed = underAuthorisationOf(files.own, file)
      const operations = compileOperations(allowed, urls, new Guard(allowed, surroundings))
      const nowhere = new Map([...unplaced(files.own, urls), ...unplaced(allowed, urls)])
      const all = new Map([...own.operations, ...operations])
      // What a dialect has its own way of must not be asked in the way of the file beside it.
      for (const name of unplaced(allowed, urls).keys()) all.delete(name)
      return [file, targetOf(file.name, all, nowhere)] as const
    })
    this.#compiled = new Map([[files.own, own], ...others])
  }

  /** Every target, the file's own first. */
  get all(): readonly Target[] {
    return [...this.#compiled.values()]
  }

  /** @throws Fault as fileFor does */
  of(dialect: OneStopDialect): Target {
    // The constructor has compiled every file that there is.
    return this.#compiled.get(fileFor(this.#files, dialect)) as Target
  }
}

/** Operations of which nobody says where their system is; a run that does not call them need not know. */
function unplaced(file: TargetFile, urls: SystemUrls): Map<string, SystemName> {
  const systems = Object.entries(file.operations).map(([name, given]) => [name, systemNameOf(name, given)] as const)
  return new Map(systems.filter(([, system]) => !isPlaced(file, urls, system)))
}

function targetOf(
  name: string,
  operations: ReadonlyMap<string, CompiledOperation>,
  nowhere: ReadonlyMap<string, SystemName>,
): Target {
  const of = (operation: string): CompiledOperation => {
    const found = operations.get(operation)
    if (found) return found
    const system = nowhere.get(operation)
    if (system) throw noUrl(name, system)
    throw new Fault(
      'target-invalid',
      `target ${name} has no operation ${operation}.`,
      `It has ${[...operations.keys()].join(', ')}.`,
    )
  }
  return {
    name,
    operations,
    has: (operation) => operations.has(operation),
    of,
    request: (operation, values) => of(operation).request({ captured: new Map(), ...values }),
    answer: (operation, status, bodyText) => of(operation).answer(status, bodyText, new Map()),
  }
}

function compileOperations(file: TargetFile, urls: SystemUrls, guard: Guard): Map<string, CompiledOperation> {
  const system: (name: SystemName) => ReturnType<ReturnType<typeof systemsOf>> = systemsOf(file, urls, guard)
  const operations = new Map<string, CompiledOperation>()
  const finders = new Map<string, CompiledOperation>()
  for (const [name, given] of Object.entries(file.operations)) {
    const systemName = systemNameOf(name, given)
    if (!isPlaced(file, urls, systemName)) continue
    operations.set(name, { ...compileOperation(name, given, file, system(systemName)), finders })
  }
  for (const [captured, name] of Object.entries(file.found ?? {})) {
    const finder = operations.get(name)
    // The reader of target files has checked that there is one.
    if (finder) finders.set(captured, finder)
  }
  return operations
}
