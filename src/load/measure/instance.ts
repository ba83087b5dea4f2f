import { type LoadOutcome as OutcomeKind, loadOutcomes as outcomeKinds } from '../../schema/index.ts'
import { Histogram, type HistogramState } from '../../verdict/index.ts'
import type { Told } from './lines.ts'

/** How often each kind of outcome came. */
export type OutcomeCounts = Partial<Record<OutcomeKind, number>>

export interface InstanceOperation {
  readonly operation: string
  readonly outcomes: OutcomeCounts
  /** Of every call that was answered or given up, from its intended start; microseconds. */
  readonly tookUs: HistogramState
}

/** A call of a dossier that was made: its place in the plan, its outcome, how long it took, when, and the date it set. */
export type Happening = readonly [
  dossier: number,
  call: number,
  outcome: number,
  tookUs: number,
  status: number,
  atMs: number,
  due: string,
]

/** How a k6 process fared. */
export interface GeneratorRow {
  readonly version: string
  /** Most VUs for citizens, and whether k6 said that they were all busy. */
  readonly vus: number
  readonly exhausted: boolean
  /** CPU seconds ÷ (seconds × processors); null where the platform does not say. */
  readonly cpuShare: number | null
  /** Resident memory once it ran, and at most, MB; null where the platform does not say. */
  readonly memoryFirstMb: number | null
  readonly memoryLastMb: number | null
  readonly memoryMostMb: number | null
  /** How it ended where it ended by itself and before its time: its exit status, the signal, or its pod; null where it did not. */
  readonly died: string | null
}

/** What one k6 process measured: adds up exactly with that of others of the same plan. Plain JSON. */
export interface InstanceResult {
  readonly version: 1
  readonly runId: string
  /** When its plan began, by the wall clock, epoch ms; null where it never did. */
  readonly zeroMs: number | null
  readonly operations: readonly InstanceOperation[]
  readonly happenings: readonly Happening[]
  /** Dossiers that began, and by how much later than intended, microseconds. */
  readonly begun: number
  readonly lateUs: HistogramState
  readonly generators: readonly GeneratorRow[]
  /** Wall-clock length, ms. */
  readonly tookMs: number
  /** Whether it was asked to end before the plan did. */
  readonly interrupted: boolean
  /** What k6 itself said, the first lines of it. */
  readonly said: readonly string[]
}

const MOST_SAID = 20

/** Counts what the script tells. */
export class InstanceCounts {
  readonly #names: readonly string[]
  readonly #outcomes: OutcomeCounts[]
  readonly #tookUs: Histogram[]
  readonly #happenings: Happening[] = []
  readonly #lateUs = new Histogram()
  readonly #said: string[] = []
  #begun = 0
  #zeroMs: number | null = null
  exhausted = false
  /** Whether it came to its end. */
  ended = false

  /** @param names of the plan's operations */
  constructor(names: readonly string[]) {
    this.#names = names
    this.#outcomes = names.map(() => ({}))
    this.#tookUs = names.map(() => new Histogram())
  }

  take(told: Told): void {
    switch (told.kind) {
      case 'zero':
        this.#zeroMs = told.zeroMs
        return
      case 'ended':
        this.ended = true
        return
      case 'begun':
        this.#begun++
        this.#lateUs.record(Math.round(told.lateMs * 1000))
        return
      case 'other':
        if (/insufficient VUs/i.test(told.text)) this.exhausted = true
        // Of each failed request k6 says so itself: it is counted by kind already.
        else if (!/^Request Failed/.test(told.text) && this.#said.length < MOST_SAID) this.#said.push(told.text)
        return
      case 'call': {
        const { operation, outcome, tookUs } = told
        const counts = this.#outcomes[operation]
        if (!counts) return
        counts[outcome] = (counts[outcome] ?? 0) + 1
        this.#tookUs[operation]?.record(Math.max(0, tookUs))
        if (outcome === 'script-error' && this.#said.length < MOST_SAID) this.#said.push(told.note)
        if (told.call < 0) return
        const due = outcome === 'ok' ? told.note : ''
        this.#happenings.push([
          told.dossier,
          told.call,
          outcomeKinds.indexOf(outcome),
          tookUs,
          told.status,
          told.atMs,
          due,
        ])
      }
    }
  }

  state(): Pick<InstanceResult, 'zeroMs' | 'operations' | 'happenings' | 'begun' | 'lateUs' | 'said'> {
    // Operations of dialects are told apart by their target, and shown by their name.
    const byName = new Map<string, { outcomes: OutcomeCounts; tookUs: Histogram }>()
    for (const [at, name] of this.#names.entries()) {
      const sum = byName.get(name) ?? { outcomes: {}, tookUs: new Histogram() }
      byName.set(name, { outcomes: sumOf([sum.outcomes, this.#outcomes[at] ?? {}]), tookUs: sum.tookUs })
      sum.tookUs.add((this.#tookUs[at] as Histogram).state())
    }
    return {
      zeroMs: this.#zeroMs,
      operations: [...byName].flatMap(([operation, { outcomes, tookUs }]) =>
        tookUs.count === 0 ? [] : [{ operation, outcomes, tookUs: tookUs.state() }],
      ),
      happenings: this.#happenings,
      begun: this.#begun,
      lateUs: this.#lateUs.state(),
      said: this.#said,
    }
  }
}

export function sumOf(counts: readonly OutcomeCounts[]): OutcomeCounts {
  const sum: OutcomeCounts = {}
  for (const kind of outcomeKinds) {
    const total = counts.reduce((all, each) => all + (each[kind] ?? 0), 0)
    if (total > 0) sum[kind] = total
  }
  return sum
}

/**
 * Puts together what several k6 processes measured of one plan; of one it is that one. Exact, in any order. Each has
 * counted the scenario's time from its own beginning: it is put onto that of the first to begin.
 * @param compression seconds of the scenario in one of the wall clock; 1 without
 */
export function mergeInstances(parts: readonly InstanceResult[], compression = 1): InstanceResult {
  const [first] = parts
  if (!first) throw new RangeError('nothing to merge')
  if (parts.some(({ runId }) => runId !== first.runId)) throw new RangeError('parts of different runs')
  const zeros = parts.flatMap((part) => part.zeroMs ?? [])
  const zeroMs = zeros.length === 0 ? null : Math.min(...zeros)
  const names = [...new Set(parts.flatMap(({ operations }) => operations.map(({ operation }) => operation)))]
  return {
    ...first,
    operations: names.map((operation) => {
      const rows = parts.flatMap(({ operations }) => operations.filter((row) => row.operation === operation))
      return {
        operation,
        outcomes: sumOf(rows.map((row) => row.outcomes)),
        tookUs: merged(rows.map((row) => row.tookUs)),
      }
    }),
    zeroMs,
    happenings: inOrder(parts.flatMap((part) => onClock(part, zeroMs, compression))),
    begun: parts.reduce((sum, part) => sum + part.begun, 0),
    lateUs: merged(parts.map(({ lateUs }) => lateUs)),
    generators: parts.flatMap(({ generators }) => generators),
    tookMs: Math.max(...parts.map(({ tookMs }) => tookMs)),
    interrupted: parts.some(({ interrupted }) => interrupted),
    said: [...new Set(parts.flatMap(({ said }) => said))].slice(0, MOST_SAID),
  }
}

function onClock({ happenings, zeroMs }: InstanceResult, firstMs: number | null, compression: number): Happening[] {
  const laterMs = ((zeroMs ?? 0) - (firstMs ?? 0)) * compression
  return happenings.map(([dossier, call, outcome, tookUs, status, atMs, due]) => [
    ...([dossier, call, outcome, tookUs, status] as const),
    atMs + laterMs,
    due,
  ])
}

/**
 * By time; of each dossier in the order of its calls, as nobody can take on what is not handed in: where the clocks of two
 * machines say otherwise, the later call counts at the time of the one before.
 */
function inOrder(happenings: readonly Happening[]): Happening[] {
  const lastMs = new Map<number, number>()
  const ordered = happenings
    .toSorted((a, b) => a[0] - b[0] || a[1] - b[1] || a[5] - b[5])
    .map(([dossier, call, outcome, tookUs, status, atMs, due]): Happening => {
      const notBeforeMs = Math.max(atMs, lastMs.get(dossier) ?? atMs)
      lastMs.set(dossier, notBeforeMs)
      return [dossier, call, outcome, tookUs, status, notBeforeMs, due]
    })
  return ordered.sort((a, b) => a[5] - b[5] || a[0] - b[0] || a[1] - b[1])
}

function merged(states: readonly HistogramState[]): HistogramState {
  const sum = new Histogram()
  for (const state of states) sum.add(state)
  return sum.state()
}
