import { DAY_MS, MINUTE_MS, parseHours, parseLocal, weekdayOf } from '../calendar/index.ts'
import { type Draws, WeightedPick } from '../chance/index.ts'
import type { Plan, StreamPlan, UnitPlan } from '../scenario/index.ts'
import { type Channel, channels, type Profile } from '../schema/index.ts'

/** How many times the ordinary volume comes on each day of the period, by the stream's surges. */
export function surgeFactors(plan: Plan, stream: StreamPlan): Float64Array {
  const factors = new Float64Array(Math.round((plan.toMs - plan.fromMs) / DAY_MS)).fill(1)
  for (const { from, to, factor } of stream.given.surges ?? []) {
    const first = Math.max(0, Math.round((parseLocal(from) - plan.fromMs) / DAY_MS))
    const last = Math.min(factors.length - 1, Math.round((parseLocal(to) - plan.fromMs) / DAY_MS))
    for (let day = first; day <= last; day++) factors[day] = (factors[day] as number) * factor
  }
  return factors
}

/** When the dossiers of a channel come: which share of them on each day, and at what time of a day. */
export class ProfileTimes {
  /** By day of the period, together 1; all 0 when there is no day for them. */
  readonly dayShares: Float64Array
  readonly #parts: readonly { startMin: number; endMin: number }[]
  readonly #partPick: WeightedPick

  /** @param profile without one they come evenly, day and night */
  constructor(profile: Profile | undefined, plan: Plan, unit: UnitPlan) {
    const weights = Float64Array.from({ length: Math.round((plan.toMs - plan.fromMs) / DAY_MS) }, (_, day) => {
      const dayMs = plan.fromMs + day * DAY_MS
      if (!profile) return 1
      if (profile.openDaysOnly && !unit.calendar.isWorkingDay(dayMs)) return 0
      return profile.dayWeights[weekdayOf(dayMs)] ?? 0
    })
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    this.dayShares = total === 0 ? weights : weights.map((weight) => weight / total)
    const hourWeights = profile?.hourWeights ?? [{ hours: '00:00-24:00', weight: 1 }]
    this.#parts = hourWeights.flatMap((part) => parseHours(part.hours).periods)
    this.#partPick = new WeightedPick(hourWeights.map((part) => part.weight))
  }

  /** Takes the block that `draws` stands at: which part of the day, and the time within it. Whole milliseconds. */
  at(dayMs: number, draws: Draws): number {
    const part = this.#parts[this.#partPick.index(draws.first)] as { startMin: number; endMin: number }
    return Math.floor(dayMs + (part.startMin + draws.second * (part.endMin - part.startMin)) * MINUTE_MS)
  }
}

/** The times of each channel that the stream uses, in a unit. */
export function profileTimes(plan: Plan, stream: StreamPlan, unit: UnitPlan): ProfileTimes[] {
  return channels.map((channel) => new ProfileTimes(stream.given.profiles?.[channel], plan, unit))
}

const ALL_DIRECT: Readonly<Record<Channel, number>> = { direct: 1, online: 0, post: 0 }

interface TraitShare {
  readonly mask: number
  readonly share: number
  /** Only among those who have this one; 0: among all. */
  readonly amongMask: number
}

/** Traits of a stream's dossiers in one unit, and the channels that they lead to. */
export class TraitsAndChannels {
  readonly #traits: readonly TraitShare[]
  readonly #usual: WeightedPick
  readonly #byTrait: readonly { readonly mask: number; readonly pick: WeightedPick; readonly shares: number[] }[]
  readonly #usualShares: readonly number[]

  constructor(plan: Plan, stream: StreamPlan, unit: UnitPlan) {
    this.#traits = stream.traits.map(({ trait, share, among }) => ({
      mask: 1 << trait,
      share: unit.traitShares.get(trait) ?? share,
      amongMask: among === undefined ? 0 : 1 << among,
    }))
    this.#usualShares = sharesOf(stream.given.channels ?? ALL_DIRECT)
    this.#usual = new WeightedPick(this.#usualShares)
    this.#byTrait = Object.entries(stream.given.channelsOf ?? {}).map(([name, given]) => {
      const shares = sharesOf(given)
      return { mask: 1 << plan.traits.indexOf(name), pick: new WeightedPick(shares), shares }
    })
  }

  /** Whether the channel depends on who comes. */
  get coupled(): boolean {
    return this.#byTrait.length > 0
  }

  get count(): number {
    return this.#traits.length
  }

  /** Bit mask of traits. @param uniform of each trait by its place in the stream */
  traits(uniform: (place: number) => number): number {
    let mask = 0
    for (let place = 0; place < this.#traits.length; place++) {
      const { mask: bit, share, amongMask } = this.#traits[place] as TraitShare
      if (amongMask !== 0 && (mask & amongMask) === 0) continue
      if (share > 0 && uniform(place) < share) mask |= bit
    }
    return mask
  }

  channel(mask: number, u: number): number {
    return (this.#byTrait.find((each) => (mask & each.mask) !== 0)?.pick ?? this.#usual).index(u)
  }

  /** Share of each channel over all dossiers, by going through every set of traits that matters. */
  channelShares(): readonly number[] {
    if (!this.coupled) return this.#usualShares
    const total = channels.map(() => 0)
    const visit = (place: number, mask: number, probability: number) => {
      const trait = this.#traits[place]
      if (probability === 0) return
      if (!trait) {
        const shares = this.#byTrait.find((each) => (mask & each.mask) !== 0)?.shares ?? this.#usualShares
        shares.forEach((share, channel) => {
          total[channel] = (total[channel] as number) + probability * share
        })
        return
      }
      const possible = trait.amongMask === 0 || (mask & trait.amongMask) !== 0
      const share = possible && this.#matters(place) ? trait.share : 0
      visit(place + 1, mask | trait.mask, probability * share)
      visit(place + 1, mask, probability * (1 - share))
    }
    visit(0, 0, 1)
    return total
  }

  /** Whether a trait decides on channels, itself or through another that is only among its bearers. */
  #matters(place: number): boolean {
    const { mask } = this.#traits[place] as TraitShare
    if (this.#byTrait.some((each) => each.mask === mask)) return true
    return this.#traits.some((other, index) => index > place && other.amongMask === mask && this.#matters(index))
  }
}

function sharesOf(given: Readonly<Record<Channel, number>>): number[] {
  return channels.map((channel) => given[channel])
}
