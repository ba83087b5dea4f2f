import { Draws, keyOf } from '../../chance/index.ts'
import { PLAYED_REPLICATION } from '../../operation/index.ts'
import { dossierId, People } from '../../people/index.ts'
import type { Plan, UnitPlan } from '../../scenario/index.ts'
import type { SecretSource, Targets } from '../../target/index.ts'
import { Actors } from './actors.ts'
import type { LoadDossier, LoadLogin, LoadPlan } from './load-plan.ts'
import { Logins } from './logins.ts'
import { Requests } from './requests.ts'
import { turnsOf } from './turns.ts'
import { unsupported } from './unsupported.ts'
import { type Way, type WayCall, waysOf } from './ways.ts'

const ARRIVAL = keyOf('load-arrival')
const PLATEAU_ARRIVAL = keyOf('load-plateau-arrival')
const HOUR_MS = 3_600_000
/** Who hands a dossier in needs a VU until the systems have taken it; so many dossiers may wait for that at once. */
const LEAST_CITIZENS = 20
const MOST_CITIZENS = 2_000
/** So many seconds' dossiers may wait for their first answer at once. */
const WAITED_S = 6
/** What k6 spreads evenly: short, so that few VUs sleep until their instant; and not too many of them for a long run. */
const LEAST_SLOT_MS = 100
const MOST_SLOTS = 3_000

/** How hard the systems are to be driven. */
export interface Drive {
  /** Dossiers a second of the wall clock; the scenario's peak hour times `peakFactor` × compression without. */
  readonly ratePerSecond?: number
  readonly peakFactor: number
  readonly compression: number
  readonly durationMs: number
  readonly noThink: boolean
  /** One of several stretches of load on the same systems; the only one without. */
  readonly plateau?: PlateauDrive
}

/**
 * A stretch of load at a steady rate: dossiers come at even distances, and whoever hands one in makes all its other calls
 * too, one after the other. So the systems are asked for the same mix of calls at every rate, and nothing but their own
 * answers holds a dossier up.
 */
export interface PlateauDrive {
  /** Distinguishes the stretches. */
  readonly number: number
  /** Dossiers that earlier ones have taken: each is handed in once. */
  readonly taken: number
  /** How long earlier ones took, ms: the systems' time does not go back. */
  readonly afterMs: number
  /** Dossiers that can be under way at once. */
  readonly mostUnderWay: number
  /** How long calls under way at the end may take. */
  readonly graceMs: number
}

/** A load plan, with what the measurement needs to know of it. */
export interface LoadWork {
  readonly plan: LoadPlan
  readonly dossiers: readonly LoadDossier[]
  readonly logins: readonly LoadLogin[]
  /** By place in `dossiers`: the way that it goes, and its number within its unit. */
  readonly ways: readonly { readonly way: Way; readonly number: number }[]
  /** Dossiers a second of the wall clock. */
  readonly ratePerSecond: number
  readonly peak: PeakHour
}

export interface PeakHour {
  /** Its beginning, scenario time, epoch ms. */
  readonly fromMs: number
  readonly dossiers: number
}

const GRACE_MS = 5_000

/**
 * What k6 is to do: the dossiers of the scenario from its peak hour on, each with the calls that a rehearsal of it would
 * make, at instants of a Poisson process.
 * @throws Fault load-unsupported for what the scripts can't do; scenario-invalid when no system is called at all
 */
export function loadWork(
  plan: Plan,
  targets: Targets,
  secrets: SecretSource,
  { seed, runId, ...drive }: Drive & { readonly seed: number; readonly runId: string; readonly ways?: readonly Way[] },
): LoadWork {
  const ways = drive.ways ?? waysOf(plan, seed)
  const { plateau } = drive
  if (ways.length === 0) {
    throw unsupported('the scenario calls no system.', 'Load needs workflows whose first step calls an operation.')
  }
  const peak = peakOf(ways)
  const scenarioRate = (peak.dossiers / HOUR_MS) * 1000 * drive.compression
  const ratePerSecond = drive.ratePerSecond ?? scenarioRate * drive.peakFactor
  const atMs = plateau
    ? evenArrivals(seed, ratePerSecond, drive.durationMs, plateau.number)
    : arrivals(seed, ratePerSecond, drive.durationMs)
  const taken = consumed(ways, peak, atMs.length, plateau?.taken ?? 0)
  const logins = new Logins(secrets)
  const people = new People(plan, seed, PLAYED_REPLICATION)
  const requests = new Requests(plan, people, targets, logins, runId)
  const who = new Actors(requests)
  const dossiers = taken.map(({ way, number }, place) => ({
    id: dossierId((plan.units[way.unit] as UnitPlan).code, number),
    atMs: atMs[place] as number,
    calls: turnsOf(way.calls, requests.standIn(way.unit), who).map((turn, index) => ({
      ...requests.of(way.calls[index] as WayCall, number, index),
      ...turn,
    })),
  }))
  const slotMs = Math.max(LEAST_SLOT_MS, Math.ceil(drive.durationMs / MOST_SLOTS))
  const busiest = Math.max(...counts(atMs, drive.durationMs, 1000), 1)
  return {
    plan: {
      runId,
      startMs: peak.fromMs + (plateau?.afterMs ?? 0) * drive.compression,
      compression: drive.compression,
      noThink: drive.noThink,
      staffFactor: Math.max(1, ratePerSecond / scenarioRate),
      durationMs: drive.durationMs,
      wholeWay: plateau !== undefined,
      graceMs: plateau?.graceMs ?? GRACE_MS,
      operations: requests.operations,
      arrivals: counts(atMs, drive.durationMs, slotMs),
      slotMs,
      // On a plateau each dossier keeps its citizen through its whole way.
      citizenVus: plateau?.mostUnderWay ?? Math.min(MOST_CITIZENS, LEAST_CITIZENS + WAITED_S * busiest),
      officials: who.officials,
      retryMs: plan.policies.retryMs,
      mostPerSecond: mostPerSecond(targets),
      hosts: {},
      thresholds: thresholdsOf(plan),
    },
    dossiers,
    logins: logins.all,
    ways: taken,
    ratePerSecond,
    peak,
  }
}

/** Seeded Poisson arrivals: gaps are drawn by their number, so a longer run begins as a shorter one does. */
function arrivals(seed: number, ratePerSecond: number, durationMs: number): number[] {
  const draws = new Draws(seed, PLAYED_REPLICATION)
  const atMs: number[] = []
  for (let now = 0, number = 0; ; number++) {
    now += (-Math.log(draws.uniform(0, number, 0, ARRIVAL)) / ratePerSecond) * 1000
    if (now >= durationMs) return atMs
    atMs.push(Math.round(now * 1000) / 1000)
  }
}

/** One dossier in each of equal stretches of time, at a drawn instant within it. */
function evenArrivals(seed: number, ratePerSecond: number, durationMs: number, plateau: number): number[] {
  const draws = new Draws(seed, PLAYED_REPLICATION)
  const eachMs = 1000 / ratePerSecond
  return Array.from({ length: Math.floor(durationMs / eachMs) }, (_, number) => {
    const now = (number + draws.uniform(0, number, plateau, PLATEAU_ARRIVAL)) * eachMs
    return Math.round(now * 1000) / 1000
  })
}

function counts(atMs: readonly number[], durationMs: number, slotMs: number): number[] {
  const slots = new Array<number>(Math.ceil(durationMs / slotMs)).fill(0)
  for (const each of atMs) {
    const slot = Math.floor(each / slotMs)
    slots[slot] = (slots[slot] ?? 0) + 1
  }
  return slots
}

/** The clock hour of the period in which most dossiers come. */
function peakOf(ways: readonly Way[]): PeakHour {
  const byHour = new Map<number, number>()
  for (const { atMs } of ways) {
    const hour = Math.floor(atMs / HOUR_MS)
    byHour.set(hour, (byHour.get(hour) ?? 0) + 1)
  }
  const [hour, dossiers] = [...byHour].reduce((most, each) => (each[1] > most[1] ? each : most))
  return { fromMs: hour * HOUR_MS, dossiers }
}

/**
 * The dossiers that come, each once: those of the scenario from its peak hour on, then those before it. Where more are
 * asked for than the period has, citizens who come after them ask for the same things.
 */
function consumed(ways: readonly Way[], peak: PeakHour, count: number, before: number): { way: Way; number: number }[] {
  const first = Math.max(
    0,
    ways.findIndex(({ atMs }) => atMs >= peak.fromMs),
  )
  const next = new Map<number, number>()
  for (const { unit, number } of ways) next.set(unit, Math.max(next.get(unit) ?? 0, number + 1))
  const all = Array.from({ length: before + count }, (_, place) => {
    const way = ways[(first + place) % ways.length] as Way
    if (place < ways.length) return { way, number: way.number }
    const number = next.get(way.unit) ?? 0
    next.set(way.unit, number + 1)
    return { way, number }
  })
  return all.slice(before)
}

function mostPerSecond(targets: Targets): number | null {
  const rates = targets.all.flatMap(({ operations }) =>
    [...operations.values()].flatMap(({ system }) => system.guard.authorisation?.ratePerSecond ?? []),
  )
  return rates.length === 0 ? null : Math.min(...rates)
}

/** For whoever runs the script by hand; the verdict of `load` is worked out from the merged counts. */
function thresholdsOf({ scenario }: Plan): Record<string, string[]> {
  const thresholds: Record<string, string[]> = { http_reqs: ['count>0'] }
  for (const { indicator, atMost } of scenario.targets) {
    if (atMost === undefined) continue
    // A metric without a sample keeps every bound: that there are samples is the bound on http_reqs.
    if (indicator === 'operationP95Ms') thresholds.dientap_operation = [`p(95)<=${atMost}`]
    if (indicator === 'operationErrorRate') thresholds.dientap_failed = [`rate<=${atMost}`]
  }
  return thresholds
}
