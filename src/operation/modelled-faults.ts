import { MINUTE_MS } from '../calendar/index.ts'
import { type Draws, keyOf } from '../chance/index.ts'
import { isTransferFault, type SystemName, transferOperations } from '../schema/index.ts'
import type { SystemFault } from './incidents/index.ts'
import { type Call, LOST } from './systems-port.ts'

/** How long a caller waits for an answer that does not come: the time-out of the synchronisation services. */
const TIME_OUT_MS = 60_000
/** Time to find that a system refuses, ms. */
const REFUSAL_MS = 1
const REFUSED = keyOf('refused')
/** Faults of the system itself; any other is said of the one call. */
const OF_THE_SYSTEM: ReadonlySet<string> = new Set(['server-error', 'time-out', 'closed'])

/** A citizen could not log in: the reason that a harness gives too. */
export const LOGIN_FAILED = 'login-failed'

/** Whether a citizen at home makes a call: one login a visit. */
export function isVisitToPortal({ system, by }: Call): boolean {
  return system === 'portal' && by === 'citizen'
}

/** Whether a call needs a system: the one that is asked, and where citizens log in before they ask the portal. */
export function goesThrough(call: Call, system: SystemName): boolean {
  return system === call.system || (system === 'identity' && isVisitToPortal(call))
}

/** What a fault makes of a call. */
export type Harm =
  | { readonly kind: 'refused'; readonly reason: string; readonly tookMs: number; readonly outage: boolean }
  | { readonly kind: 'answered'; readonly addMs: number; readonly duplicated: boolean }

/** The faults that incidents plant, as far as a model can show them. */
export class ModelledFaults {
  readonly #faults: readonly (SystemFault & { readonly key: number })[]

  constructor(faults: readonly SystemFault[]) {
    this.#faults = faults.map((fault) => ({ ...fault, key: keyOf(`fault ${fault.name}`) }))
  }

  /** What happens to a call; undefined when no fault hits it. Of several the first refusal counts. */
  harm(call: Call, unitCode: string, unitKey: number, draws: Draws): Harm | undefined {
    let harm: Harm | undefined
    for (const fault of this.#faults) {
      if (!concerns(fault, call, unitCode)) continue
      if (fault.share < 1) {
        // A refusal is of the dossier, however often and at whatever step it is tried; any other fault of the one call.
        const isOfDossier = fault.fault === 'refused'
        const stepKey = isOfDossier ? REFUSED : call.stepKey
        const times = isOfDossier ? 0 : call.visit + VISITS * call.attempt
        if (draws.uniform(unitKey, call.key, stepKey, fault.key + times) >= fault.share) continue
      }
      const next = harmOf(fault, fault.system === call.system)
      if (next?.kind === 'refused') return next
      harm = next ?? harm
    }
    return harm
  }
}

/** Attempts have room for this many visits each among the purposes of draws. */
const VISITS = 65_536

function concerns(
  { system, fault, operations, unit, fromMs, toMs }: SystemFault,
  call: Call,
  unitCode: string,
): boolean {
  if (!goesThrough(call, system) || call.atMs < fromMs || call.atMs >= toMs) return false
  if (unit !== undefined && unit !== unitCode) return false
  // Of the messages that a system sends by itself nothing is known here.
  if (isTransferFault(fault) && !transferOperations.includes(call.operation)) return false
  // A login asks every operation of the identity provider that an incident may name.
  return operations === undefined || system !== call.system || operations.includes(call.operation)
}

/** A message that comes again under its own id is known again: who calls notices nothing. */
function harmOf({ fault, more }: SystemFault, isOfTheSystem: boolean): Harm | undefined {
  if (fault === 'slow') return { kind: 'answered', addMs: Number(more.addMs ?? 0), duplicated: false }
  if (fault === 'transfer-duplicated')
    return more.as === 'another' ? { kind: 'answered', addMs: 0, duplicated: true } : undefined
  if (fault === 'transfer-delayed' || fault === 'transfer-out-of-order')
    return { kind: 'answered', addMs: Number(more.delayMin ?? 0) * MINUTE_MS, duplicated: false }
  const reason = fault === 'transfer-lost' ? LOST : fault
  const tookMs = fault === 'time-out' ? TIME_OUT_MS : REFUSAL_MS
  if (!isOfTheSystem) return { kind: 'refused', reason: LOGIN_FAILED, tookMs, outage: true }
  return { kind: 'refused', reason, tookMs, outage: OF_THE_SYSTEM.has(fault) }
}
