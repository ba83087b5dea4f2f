import { keyOf } from '../../chance/index.ts'
import type { StandInName } from '../../schema/index.ts'
import { problemsOf } from '../../schema/index.ts'
import { type Aim, commonFaults, type Fault, type FaultKinds, type Faults, transferFaults } from './faults.ts'

const UINT32 = 2 ** 32
/** As many as can be planted at once: each is asked at every call. */
const MOST_FAULTS = 1000

/** The faults planted in one stand-in. */
export class FaultPlan implements Faults {
  readonly #system: StandInName
  readonly #kinds: FaultKinds
  #faults: readonly Fault[] = []
  readonly #byKind = new Map<string, readonly Fault[]>()
  /** Those that the core makes at the door of an operation. */
  #atTheDoor: readonly Fault[] = []

  constructor(system: StandInName, own: FaultKinds, faults: readonly Fault[]) {
    this.#system = system
    this.#kinds = { ...commonFaults, ...transferFaults, ...own }
    const mine = faults.filter((fault) => fault.system === system)
    for (const fault of mine) {
      const problem = this.problemOf(fault)
      if (problem !== undefined) throw new RangeError(`fault ${fault.id}: ${problem}`)
    }
    this.#set(mine)
  }

  /** Every kind that can be planted here, and what it does. */
  get kinds(): FaultKinds {
    return this.#kinds
  }

  get all(): readonly Fault[] {
    return this.#faults
  }

  /** What is wrong with a fault, if anything. */
  problemOf(fault: Fault): string | undefined {
    const kind = Object.hasOwn(this.#kinds, fault.kind) ? this.#kinds[fault.kind] : undefined
    if (fault.system !== this.#system) return `this is the ${this.#system}, not the ${fault.system}`
    if (!kind) return `there is no kind ${fault.kind}; there are ${Object.keys(this.#kinds).join(', ')}`
    if (!kind.more) return fault.more === undefined ? undefined : `${fault.kind} has no numbers of its own`
    const [problem] = problemsOf(kind.more, fault.more ?? {})
    return problem && `more${problem.instancePath} ${problem.message}`
  }

  /** Plants a fault, or replaces the one with its id. @returns what is wrong with it, if anything */
  plant(fault: Fault): string | undefined {
    const problem = this.problemOf(fault)
    if (problem !== undefined) return problem
    const others = this.#faults.filter(({ id }) => id !== fault.id)
    if (others.length >= MOST_FAULTS) return `there are ${MOST_FAULTS} already`
    this.#set([...others, fault])
    return undefined
  }

  /** @returns whether there was one with that id */
  remove(id: string): boolean {
    const others = this.#faults.filter((fault) => fault.id !== id)
    const isThere = others.length < this.#faults.length
    this.#set(others)
    return isThere
  }

  find(kind: string, aim: Aim): Fault | undefined {
    return this.#byKind.get(kind)?.find((fault) => hits(fault, aim))
  }

  /** The fault that an operation's door shows, if one does; the first planted wins. */
  atTheDoor(aim: Aim): Fault | undefined {
    return this.#atTheDoor.length === 0 ? undefined : this.#atTheDoor.find((fault) => hits(fault, aim))
  }

  /** Whether any fault of the messages is planted at all. */
  get hasTransferFaults(): boolean {
    return Object.keys(transferFaults).some((kind) => this.#byKind.has(kind))
  }

  /** Whether a message may have to be held by its receiver. */
  get hasDelays(): boolean {
    return this.#byKind.has('transfer-delayed') || this.#byKind.has('transfer-out-of-order')
  }

  #set(faults: readonly Fault[]): void {
    this.#faults = faults
    this.#byKind.clear()
    for (const fault of faults) this.#byKind.set(fault.kind, [...(this.#byKind.get(fault.kind) ?? []), fault])
    this.#atTheDoor = faults.filter(({ kind }) => Object.hasOwn(commonFaults, kind))
  }
}

function hits(fault: Fault, aim: Aim): boolean {
  const { fromMs, toMs, operations, units, callers, share } = fault
  if (fromMs !== undefined && aim.atMs < fromMs) return false
  if (toMs !== undefined && aim.atMs >= toMs) return false
  if (operations && !operations.some((name) => name === aim.operation || name === aim.to)) return false
  if (units && (aim.unit === undefined || !units.includes(aim.unit))) return false
  if (callers && (callers === 'citizens') !== isCitizen(aim)) return false
  return (
    share === undefined || share >= 1 || drawn(fault.id, fault.kind === 'refused' ? subjectOf(aim.id) : aim.id) < share
  )
}

/** A harness names its calls after the dossier, then a dot and what tells them apart. */
function subjectOf(callId: string): string {
  const dot = callId.indexOf('.')
  return dot < 0 ? callId : callId.slice(0, dot)
}

function isCitizen({ by, account }: Aim): boolean {
  return account ? account.roles.includes('citizen') : by === 'citizen' || by.startsWith('citizen-')
}

/** Uniform on [0, 1), always the same for a fault and a call: the hash is mixed, as FNV alone is uneven at its top. */
function drawn(faultId: string, callId: string): number {
  let hash = keyOf(`${faultId} ${callId}`)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / UINT32
}
