import { Fault } from '../faults/index.ts'
import type { Destination } from './guard.ts'
import type { CompiledSystem } from './system.ts'

/**
 * Where a redirect may lead: a system of the target file, or a host that its authorisation lists. Undefined for
 * anywhere else: this machine's other ports are no business of a system elsewhere.
 */
export function placeOf(url: URL, system: CompiledSystem): Destination | undefined {
  const known = system.known().find(({ destination }) => destination.origin.text === url.origin)
  if (known) return known.destination
  try {
    const destination = system.guard.admit(url.origin, 'a redirect')
    return destination.listed ? destination : undefined
  } catch (error) {
    if (error instanceof Fault) return undefined
    throw error
  }
}

/** Why an operation that was answered with a redirect has failed: it is not followed, wherever it leads. */
export function redirectReason(system: CompiledSystem, location: unknown): 'redirected' | 'redirect-refused' {
  const from = system.destination.origin.text
  const isAllowed =
    typeof location === 'string' &&
    URL.canParse(location, from) &&
    placeOf(new URL(location, from), system) !== undefined
  return isAllowed ? 'redirected' : 'redirect-refused'
}
