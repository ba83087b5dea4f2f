import { DAY_MS, parseLocal } from '../calendar/index.ts'
import { binomial, compileDuration, type Draws, keyOf, poisson, WeightedPick } from '../chance/index.ts'
import type { BacklogPlan, Plan, StreamPlan, UnitPlan } from '../scenario/index.ts'
import { channels } from '../schema/index.ts'
import { type ProfileTimes, profileTimes, surgeFactors, TraitsAndChannels } from './arrival-days.ts'

const VOLUME = keyOf('volume')
const MIX = keyOf('mix')
const WHEN = keyOf('when')
const TRAITS = keyOf('traits')
const CHANNEL = keyOf('channel')
const ELSEWHERE = keyOf('elsewhere')
const BETWEEN = keyOf('between')
const NO_STEP = 0

/** A dossier as it comes in. One Arrival serves for all: whoever wants to keep it copies it. */
export interface Arrival {
  /** Number within the unit, from 0. */
  number: number
  /** Key of its random draws: of stream, day, channel and place among them, so others may be added without changing it. */
  key: number
  /** Time of submission, epoch ms; not in order within a day. */
  atMs: number
  /** Index into Plan.streams, and into Plan.procedures. */
  stream: number
  procedure: number
  /** Place of the procedure in the stream's mix. */
  place: number
  /** 0 direct, 1 online, 2 post. */
  channel: number
  /** Bit mask by index into Plan.traits. */
  traits: number
  incomplete: boolean
  /** Index into Plan.units of the unit where it is handed in, if not its own; else −1. */
  elsewhere: number
}

/** Volumes whose days are drawn from the profile. */
type SpreadVolume = Extract<StreamPlan['given']['volume'], { kind: 'fixed' | 'poisson' | 'per-inhabitants' }>

/** One stream in one unit. */
class StreamArrivals {
  readonly #plan: Plan
  readonly #unit: UnitPlan
  readonly #unitKey: number
  readonly #draws: Draws
  readonly #index: number
  readonly #stream: StreamPlan
  readonly #key: number
  readonly #mixPick: WeightedPick
  readonly #who: TraitsAndChannels
  readonly #times: readonly ProfileTimes[]
  /** Dossiers still to come of a fixed volume, and the probability still to be shared out. */
  #left = 0
  #leftShare = 1
  readonly #factors: Float64Array
  /** Share of a fixed volume, or mean number, by channel and day. */
  readonly #cells: readonly Float64Array[]
  /** Number of the last cell with a share, day by day and channel by channel. */
  readonly #lastCell: number
  /** Renewal: time of the next, and how many have come. */
  #nextMs: number
  #come = 0
  #recorded = 0
  readonly #between: ((draws: Draws) => number) | undefined
  /** Elsewhere: units to choose from. */
  readonly #others: readonly number[]

  constructor(plan: Plan, unit: number, index: number, draws: Draws) {
    this.#plan = plan
    this.#unit = plan.units[unit] as UnitPlan
    this.#unitKey = keyOf(this.#unit.code)
    this.#draws = draws
    this.#index = index
    this.#stream = plan.streams[index] as StreamPlan
    this.#key = keyOf(this.#stream.name)
    this.#mixPick = new WeightedPick(this.#stream.mix.map(({ weight }) => weight))
    this.#who = new TraitsAndChannels(plan, this.#stream, this.#unit)
    this.#times = profileTimes(plan, this.#stream, this.#unit)
    this.#factors = surgeFactors(plan, this.#stream)
    const { volume } = this.#stream.given
    this.#cells = isSpread(volume) ? this.#layOut(volume) : []
    this.#lastCell = this.#cells.reduce(
      (last, cell, channel) => Math.max(last, channels.length * cell.findLastIndex((share) => share > 0) + channel),
      -1,
    )
    this.#between = volume.kind === 'renewal' ? compileDuration(volume.between) : undefined
    this.#nextMs = plan.fromMs
    if (this.#between) this.#moveOn()
    this.#others = unitsElsewhere(plan, this.#unit, this.#stream).filter((other) => other !== unit)
  }

  get entries(): readonly BacklogPlan[] {
    return this.#stream.backlog
  }

  /** Gives the dossiers of the local day that begins at `dayMs` to `take`. */
  day(dayMs: number, arrival: Arrival, take: () => void): void {
    const { volume } = this.#stream.given
    switch (volume.kind) {
      case 'fixed':
      case 'poisson':
      case 'per-inhabitants':
        this.#spreadDay(dayMs, arrival, take)
        return
      case 'renewal':
        for (; this.#nextMs < dayMs + DAY_MS; this.#moveOn()) {
          this.#given(arrival, this.#come, Math.round(this.#nextMs))
          take()
        }
        return
      case 'scheduled':
        for (const { time, dossiers } of volume.at) {
          const atMs = parseLocal(time)
          if (atMs < dayMs || atMs >= dayMs + DAY_MS) continue
          const count = Math.round(dossiers * this.#unit.demandFactor)
          for (let i = 0; i < count; i++) {
            this.#given(arrival, this.#come++, atMs)
            take()
          }
        }
        return
      case 'file':
        this.#recordedDay(dayMs, arrival, take)
    }
  }

  /** Gives what waits as the period begins: everything of it but its time. */
  backlog(arrival: Arrival, index: number): void {
    this.#given(arrival, BACKLOG + index, this.#plan.fromMs)
    arrival.elsewhere = -1
    arrival.incomplete = false
  }

  #layOut(volume: SpreadVolume): Float64Array[] {
    const { demandFactor, population } = this.#unit
    const shares = this.#who.channelShares()
    const fixed = volume.kind === 'fixed'
    const mean = fixed
      ? 1
      : demandFactor * (volume.kind === 'poisson' ? volume.dossiers : (volume.perThousand * population) / 1000)
    const cells = channels.map((_, channel) => {
      const times = this.#times[channel] as ProfileTimes
      return times.dayShares.map(
        (share, day) => (shares[channel] as number) * share * (this.#factors[day] as number) * mean,
      )
    })
    if (!fixed) return cells
    this.#left = Math.round(volume.dossiers * demandFactor)
    const total = cells.reduce((sum, cell) => sum + cell.reduce((a, b) => a + b, 0), 0)
    return cells.map((cell) => cell.map((share) => share / total))
  }

  #count(day: number, channel: number): number {
    const cell = (this.#cells[channel] as Float64Array)[day] as number
    if (cell === 0) return 0
    const purpose = VOLUME + this.#key + channels.length * day + channel
    const uniform = (i: number) => this.#draws.uniform(this.#unitKey, i, NO_STEP, purpose)
    if (this.#stream.given.volume.kind !== 'fixed') return poisson(cell, uniform)
    // A multinomial number as a chain of binomial ones: of what is left, this cell's part of the share that is left.
    const p = Math.min(1, cell / this.#leftShare)
    this.#leftShare -= cell
    // The last cell takes whatever is left, which rounding errors might otherwise lose.
    const count = channels.length * day + channel === this.#lastCell ? this.#left : binomial(this.#left, p, uniform)
    this.#left -= count
    return count
  }

  #spreadDay(dayMs: number, arrival: Arrival, take: () => void): void {
    const day = Math.round((dayMs - this.#plan.fromMs) / DAY_MS)
    for (let channel = 0; channel < channels.length; channel++) {
      const count = this.#count(day, channel)
      const cell = channels.length * day + channel
      for (let i = 0; i < count; i++) {
        arrival.key = mixed(this.#key + cell, i)
        this.#describe(arrival, channel)
        this.#draws.at(this.#unitKey, arrival.key, NO_STEP, WHEN)
        arrival.atMs = (this.#times[channel] as ProfileTimes).at(dayMs, this.#draws)
        take()
      }
    }
  }

  #recordedDay(dayMs: number, arrival: Arrival, take: () => void): void {
    const recorded = this.#stream.recorded ?? []
    for (; this.#recorded < recorded.length; this.#recorded++) {
      const row = recorded[this.#recorded] as (typeof recorded)[number]
      if (row.atMs >= dayMs + DAY_MS) return
      if (row.unit !== undefined && this.#plan.units[row.unit] !== this.#unit) continue
      this.#given(arrival, this.#recorded, row.atMs, row.procedure, row.channel)
      take()
    }
  }

  /** A dossier whose time is known. @param index among those of the stream */
  #given(arrival: Arrival, index: number, atMs: number, procedure?: number, channel?: number): void {
    arrival.key = mixed(this.#key, index)
    this.#describe(arrival, channel)
    arrival.atMs = atMs
    if (procedure !== undefined) {
      arrival.procedure = procedure
      arrival.place = this.#stream.mix.findIndex((each) => each.procedure === procedure)
    }
  }

  /** Everything of a dossier but its time, by its key. @param channel drawn where it is not given */
  #describe(arrival: Arrival, channel: number | undefined): void {
    const { given, mix } = this.#stream
    const { key } = arrival
    arrival.stream = this.#index
    if (channel === undefined) {
      arrival.traits = this.#traitsOf(key, 0)
      arrival.channel = this.#channelOf(arrival.traits, key, 0)
    } else {
      arrival.channel = channel
      arrival.traits = this.#traitsOfChannel(key, channel)
    }
    this.#draws.at(this.#unitKey, key, NO_STEP, MIX)
    const place = this.#mixPick.index(this.#draws.first)
    arrival.place = place
    arrival.procedure = (mix[place] as (typeof mix)[number]).procedure
    const share = given.incompleteShare?.[channels[arrival.channel] as 'direct'] ?? 0
    arrival.incomplete = this.#draws.second < share
    arrival.elsewhere = -1
    if (given.elsewhere && this.#others.length > 0) {
      this.#draws.at(this.#unitKey, key, NO_STEP, ELSEWHERE)
      if (this.#draws.first < given.elsewhere.share) {
        arrival.elsewhere = this.#others[Math.floor(this.#draws.second * this.#others.length)] as number
      }
    }
  }

  #traitsOf(key: number, attempt: number): number {
    if (this.#who.count === 0) return 0
    return this.#who.traits((place) =>
      this.#draws.uniform(this.#unitKey, key, NO_STEP, TRAITS + place + MOST_TRAITS * attempt),
    )
  }

  #channelOf(traits: number, key: number, attempt: number): number {
    return this.#who.channel(traits, this.#draws.uniform(this.#unitKey, key, NO_STEP, CHANNEL + attempt))
  }

  /** Traits of somebody who is known to come by a channel: drawn anew until they do. */
  #traitsOfChannel(key: number, channel: number): number {
    if (!this.#who.coupled) return this.#traitsOf(key, 0)
    for (let attempt = 0; ; attempt++) {
      const traits = this.#traitsOf(key, attempt)
      if (attempt === MOST_ATTEMPTS || this.#channelOf(traits, key, attempt) === channel) return traits
    }
  }

  #moveOn(): void {
    this.#draws.at(this.#unitKey, ++this.#come, this.#key, BETWEEN)
    const lengthMs = (this.#between as (draws: Draws) => number)(this.#draws)
    // Lengths that round to nothing would never leave the day.
    this.#nextMs += Math.max(LEAST_MS, lengthMs / this.#unit.demandFactor)
  }
}

const MOST_TRAITS = 64
/** Places of a backlog begin here; a stream's others stay below. */
const BACKLOG = 2 ** 31

/** A key that two keys make: multiplications and shifts that mix all bits (the finaliser of MurmurHash3, A. Appleby). */
function mixed(first: number, second: number): number {
  let hash = Math.imul(first ^ Math.imul(second, 0x9e3779b1), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

const MOST_ATTEMPTS = 10_000
const LEAST_MS = 1

/** Units at which a unit's citizens may hand in, by index. */
function unitsElsewhere(plan: Plan, unit: UnitPlan, stream: StreamPlan): number[] {
  const at = stream.given.elsewhere?.at
  if (at === undefined) return []
  if (at === 'hub') return unit.hub === undefined ? [] : [unit.hub]
  return at.map((code) => plan.units.findIndex((each) => each.code === code))
}

function isSpread(volume: StreamPlan['given']['volume']): volume is SpreadVolume {
  return volume.kind === 'fixed' || volume.kind === 'poisson' || volume.kind === 'per-inhabitants'
}

/**
 * Who comes to a unit, for what and when, a day at a time: nothing is kept of days gone by. Every property is drawn by
 * its own key, so a dossier does not depend on how it is asked for. Days must be asked for in order.
 */
export class Arrivals {
  readonly #streams: readonly StreamArrivals[]
  readonly #arrival: Arrival = {
    number: 0,
    key: 0,
    atMs: 0,
    stream: 0,
    procedure: 0,
    place: 0,
    channel: 0,
    traits: 0,
    incomplete: false,
    elsewhere: -1,
  }
  #next = 0

  /** @param unit index into Plan.units */
  constructor(plan: Plan, unit: number, draws: Draws) {
    this.#streams = [...plan.streams.entries()]
      .filter(([, stream]) => stream.units.includes(unit))
      .map(([index]) => new StreamArrivals(plan, unit, index, draws))
  }

  /** Dossiers so far. */
  get count(): number {
    return this.#next
  }

  /** Gives what waits as the period begins, with the place of its entry in the stream's backlog; before any day. */
  backlog(take: (arrival: Readonly<Arrival>, entry: number) => void): void {
    for (const stream of this.#streams) {
      let index = 0
      for (const [entry, { dossiers }] of stream.entries.entries()) {
        for (let i = 0; i < dossiers; i++) {
          stream.backlog(this.#arrival, index++)
          this.#arrival.number = this.#next++
          take(this.#arrival, entry)
        }
      }
    }
  }

  /** Gives the dossiers of the local day that begins at `dayMs`. */
  day(dayMs: number, take: (arrival: Readonly<Arrival>) => void): void {
    const number = () => {
      this.#arrival.number = this.#next++
      take(this.#arrival)
    }
    for (const stream of this.#streams) stream.day(dayMs, this.#arrival, number)
  }
}

/** All dossiers of a unit in the order of their numbers, drawn a day at a time. */
export function* arrivalsOf(plan: Plan, unit: number, draws: Draws): Generator<Readonly<Arrival>> {
  const arrivals = new Arrivals(plan, unit, draws)
  const drawn: Arrival[] = []
  const keep = (arrival: Readonly<Arrival>) => {
    drawn.push({ ...arrival })
  }
  arrivals.backlog(keep)
  for (let dayMs = plan.fromMs; dayMs < plan.toMs; dayMs += DAY_MS) {
    arrivals.day(dayMs, keep)
    yield* drawn.splice(0)
  }
}
