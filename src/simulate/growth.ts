import { Fault } from '../faults/index.ts'
import { HourlyLimits, type Limit } from '../limits/index.ts'
import type { Plan } from '../scenario/index.ts'
import type { Growth } from '../schema/index.ts'
import { figureOf, figuresOf, intervals, Tally } from '../verdict/index.ts'
import { playInOrder } from './in-order.ts'

/** By how much demand grows. */
export const GROWTHS = [0, 0.1, 0.25, 0.5] as const

interface Played {
  readonly onTimeRate: number | null
  readonly waiting: ReadonlyMap<string, { readonly limit: Limit; readonly hours: number }>
}

export interface GrowthOptions {
  readonly seed: number
  /** Periods at each growth, at least 2. */
  readonly replications: number
  readonly signal: AbortSignal
  readonly onProgress: (share: number) => void
}

/**
 * What gives first when demand grows: the period again with more of everything, replication by replication with the
 * same chances, and what dossiers wait for then.
 * @returns undefined when it was asked to stop
 * @throws Fault usage where arrivals are read from a file
 */
export async function growthOf(plan: Plan, options: GrowthOptions): Promise<Growth | undefined> {
  if (plan.streams.some(({ given }) => given.volume.kind === 'file')) {
    throw new Fault('usage', 'arrivals that are read from a file can’t grow', 'Leave out --grow, or name a volume.')
  }
  const { replications, signal, onProgress } = options
  const played: Played[][] = []
  for (const [index, growth] of GROWTHS.entries()) {
    const ofGrowth: Played[] = []
    for (let replication = 1; replication <= replications; replication++) {
      ofGrowth.push(await play(grown(plan, growth), options, replication))
      if (signal.aborted) return undefined
      onProgress((index * replications + replication) / (GROWTHS.length * replications))
    }
    played.push(ofGrowth)
  }
  const today = played[0] as Played[]
  return { replications, rows: GROWTHS.map((growth, index) => rowOf(growth, today, played[index] as Played[])) }
}

/** The plan with more demand in every unit: each volume is the unit's factor times what it says. */
function grown(plan: Plan, growth: number): Plan {
  if (growth === 0) return plan
  return { ...plan, units: plan.units.map((unit) => ({ ...unit, demandFactor: unit.demandFactor * (1 + growth) })) }
}

async function play(plan: Plan, { seed, signal }: GrowthOptions, replication: number): Promise<Played> {
  const tally = new Tally(plan, 'channels')
  const hours = new HourlyLimits(plan, seed)
  const journal = {
    record(entry: Parameters<Tally['record']>[0]) {
      tally.record(entry)
      hours.record(entry)
    },
  }
  const untilMs = Math.floor(await playInOrder(plan, seed, journal, signal, replication))
  tally.close(untilMs)
  hours.close(untilMs)
  return { onTimeRate: figureOf(figuresOf(plan, tally, untilMs), 'onTimeRate'), waiting: hours.waitingHours() }
}

function rowOf(growth: number, today: readonly Played[], then: readonly Played[]): Growth['rows'][number] {
  const rates = then.flatMap(({ onTimeRate }) => onTimeRate ?? [])
  const changes = then.flatMap(({ onTimeRate }, index) => {
    const before = today[index]?.onTimeRate ?? null
    return onTimeRate === null || before === null ? [] : [onTimeRate - before]
  })
  const keys = new Map(
    [...today, ...then].flatMap(({ waiting }) => [...waiting].map(([key, { limit }]) => [key, limit])),
  )
  const limits = [...keys].map(([key, limit]) => {
    const hours = ({ waiting }: Played) => waiting.get(key)?.hours ?? 0
    const more = intervals(then.map((each, index) => hours(each) - hours(today[index] as Played)))
    const waitingHours = then.reduce((sum, each) => sum + hours(each), 0) / then.length
    return { ...limit, waitingHours, more: more.mean, ci95: more.ci95, gives: growth > 0 && more.ci95[0] > 0 }
  })
  return {
    growth,
    onTimeRate: rates.length === 0 ? null : rates.reduce((sum, rate) => sum + rate, 0) / rates.length,
    onTimeRateChange: growth === 0 || changes.length < 2 ? null : intervals(changes).ci95,
    limits: limits.sort(
      (a, b) => Number(b.gives) - Number(a.gives) || b.more - a.more || b.waitingHours - a.waitingHours,
    ),
  }
}
