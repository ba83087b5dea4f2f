import { DAY_MS, MINUTE_MS, parseHours, weekdayOf } from '../calendar/index.ts'
import { type Draws, keyOf, poisson, WeightedPick } from '../chance/index.ts'
import type { Plan, UnitPlan } from '../scenario/index.ts'
import { channels, type Scenario } from '../schema/index.ts'

const VOLUME = keyOf('volume')
const MIX = keyOf('mix')
const PAPERS = keyOf('papers')
const WHEN = keyOf('when')
const WITHIN = keyOf('within')
const NO_STEP = 0

/** The dossiers of one unit as they come in, by dossier index. */
export interface Arrivals {
  readonly count: number
  /** Time of submission, epoch ms; indexes are not in order of time. */
  readonly atMs: Float64Array
  /** Index into Plan.procedures. */
  readonly procedure: Uint16Array
  /** 0 direct, 1 online, 2 post. */
  readonly channel: Uint8Array
  /** 1 where a paper is missing. */
  readonly incomplete: Uint8Array
}

type Profile = Scenario['demand']['profiles']['direct']

/** Draws submission times that follow a profile of weekdays and hours. */
class ProfileTimes {
  readonly #days: number[] = []
  readonly #dayPick: WeightedPick
  readonly #parts: readonly { startMin: number; endMin: number }[]
  readonly #partPick: WeightedPick

  constructor(profile: Profile, plan: Plan, unit: UnitPlan) {
    const weights: number[] = []
    for (let dayMs = plan.fromMs; dayMs < plan.toMs; dayMs += DAY_MS) {
      if (profile.openDaysOnly && !unit.calendar.isWorkingDay(dayMs)) continue
      this.#days.push(dayMs)
      weights.push(profile.dayWeights[weekdayOf(dayMs)] ?? 0)
    }
    this.#dayPick = new WeightedPick(weights)
    this.#parts = profile.hourWeights.flatMap((part) => parseHours(part.hours).periods)
    this.#partPick = new WeightedPick(profile.hourWeights.map((part) => part.weight))
  }

  /** Takes uniforms in (0, 1): for the day, the part of the day, and the time within the part. */
  at(uDay: number, uPart: number, uWithin: number): number {
    const day = this.#days[this.#dayPick.index(uDay)] as number
    const part = this.#parts[this.#partPick.index(uPart)] as { startMin: number; endMin: number }
    return Math.floor(day + (part.startMin + uWithin * (part.endMin - part.startMin)) * MINUTE_MS)
  }
}

/**
 * Who comes to a unit, for what and when. Every property is drawn by its own key, so a dossier stays the same when
 * others are added.
 */
export function drawArrivals(plan: Plan, unit: UnitPlan, draws: Draws): Arrivals {
  const { demand } = plan.scenario
  const unitKey = keyOf(unit.code)
  const count =
    demand.volume.kind === 'fixed'
      ? demand.volume.dossiers
      : poisson(demand.volume.dossiers, (i) => draws.uniform(unitKey, i, NO_STEP, VOLUME))
  const arrivals: Arrivals = {
    count,
    atMs: new Float64Array(count),
    procedure: new Uint16Array(count),
    channel: new Uint8Array(count),
    incomplete: new Uint8Array(count),
  }
  const procedurePick = new WeightedPick(plan.procedures.map((procedure) => procedure.weight))
  const channelPick = new WeightedPick(channels.map((channel) => demand.channels[channel]))
  const times = channels.map((channel) =>
    demand.channels[channel] > 0 ? new ProfileTimes(demand.profiles[channel], plan, unit) : undefined,
  )
  for (let dossier = 0; dossier < count; dossier++) {
    draws.at(unitKey, dossier, NO_STEP, MIX)
    const channel = channelPick.index(draws.second)
    arrivals.procedure[dossier] = procedurePick.index(draws.first)
    arrivals.channel[dossier] = channel
    const uWithin = draws.uniform(unitKey, dossier, NO_STEP, WITHIN)
    draws.at(unitKey, dossier, NO_STEP, WHEN)
    arrivals.atMs[dossier] = (times[channel] as ProfileTimes).at(draws.first, draws.second, uWithin)
    const share = demand.incompleteShare[channels[channel] as 'direct']
    arrivals.incomplete[dossier] = draws.uniform(unitKey, dossier, NO_STEP, PAPERS) < share ? 1 : 0
  }
  return arrivals
}
