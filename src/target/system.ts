import { Fault } from '../faults/index.ts'
import { type SystemName, systemNames, type TargetFile, type TargetSystem } from '../schema/index.ts'
import type { Destination, Guard } from './guard.ts'

/** A system of a target file, at the place where it is. */
export interface CompiledSystem {
  readonly name: SystemName
  readonly given: TargetSystem
  readonly file: TargetFile
  readonly destination: Destination
  readonly guard: Guard
  /** Other systems of the file, for logins that go by way of them. */
  readonly beside: (name: SystemName) => CompiledSystem
  /** Every system of the file of which it is known where it is. */
  readonly known: () => readonly CompiledSystem[]
}

/** Where the stand-ins of a run are; they come before what a file says of itself. */
export type SystemUrls = Partial<Record<SystemName, string>>

/**
 * The systems of a file, each looked up when it is first asked for.
 * @throws Fault as Guard does; target-invalid for a system without URL
 */
export function systemsOf(file: TargetFile, urls: SystemUrls, guard: Guard): (name: SystemName) => CompiledSystem {
  const known = new Map<SystemName, CompiledSystem>()
  const placed = systemNames.filter((name) => isPlaced(file, urls, name))
  const find = (name: SystemName): CompiledSystem => {
    const before = known.get(name)
    if (before) return before
    const given = file.systems?.[name] ?? {}
    const url = given.url ?? urls[name]
    if (url === undefined) throw noUrl(file.name, name)
    const destination = guard.admit(url, name)
    if (destination.listed) guard.admitRate(given.limits?.requestsPerSecond ?? 0, name)
    const system: CompiledSystem = {
      name,
      given,
      file,
      destination,
      guard,
      beside: find,
      known: () => placed.map(find),
    }
    known.set(name, system)
    return system
  }
  return find
}

/** Whether it is known where a system is. */
export function isPlaced(file: TargetFile, urls: SystemUrls, name: SystemName): boolean {
  return (file.systems?.[name]?.url ?? urls[name]) !== undefined
}

export function noUrl(target: string, name: SystemName): Fault {
  return new Fault(
    'target-invalid',
    `target ${target}: no URL for the ${name}.`,
    `Give it under systems: ${name}: url.`,
  )
}
