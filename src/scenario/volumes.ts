import { DAY_MS, parseLocal, weekdayOf } from '../calendar/index.ts'
import { meanMinOf } from '../chance/index.ts'
import { channels } from '../schema/index.ts'
import type { Plan, StreamPlan } from './plan.ts'
import { channelShares } from './streams.ts'

const MINUTE_MS = 60_000

/**
 * How many dossiers a stream brings to a unit in the period, in the mean; what waits already is not among them.
 * @returns by index of the unit, which must be one of the stream's
 */
export function expectedDossiers(plan: Plan, stream: StreamPlan): (unit: number) => number {
  const { volume } = stream.given
  const factorOf = (unit: number) => plan.units[unit]?.demandFactor ?? 0
  switch (volume.kind) {
    case 'fixed':
      return (unit) => Math.round(volume.dossiers * factorOf(unit))
    case 'poisson': {
      const mean = volume.dossiers * surgeGrowth(plan, stream)
      return (unit) => mean * factorOf(unit)
    }
    case 'per-inhabitants': {
      const perInhabitant = (volume.perThousand / 1000) * surgeGrowth(plan, stream)
      return (unit) => perInhabitant * (plan.units[unit]?.population ?? 0) * factorOf(unit)
    }
    case 'renewal': {
      const mean = (plan.toMs - plan.fromMs) / (meanMinOf(volume.between) * MINUTE_MS)
      return (unit) => mean * factorOf(unit)
    }
    case 'scheduled':
      return (unit) => volume.at.reduce((sum, { dossiers }) => sum + Math.round(dossiers * factorOf(unit)), 0)
    case 'file': {
      const recorded = stream.recorded ?? []
      const ofAll = recorded.filter(({ unit }) => unit === undefined).length
      const ofOne = new Map<number, number>()
      for (const { unit } of recorded) if (unit !== undefined) ofOne.set(unit, (ofOne.get(unit) ?? 0) + 1)
      return (unit) => ofAll + (ofOne.get(unit) ?? 0)
    }
  }
}

/** By how much the surges multiply the volume: the mean of the days' factors, weighted as the profiles weigh the days. */
function surgeGrowth(plan: Plan, stream: StreamPlan): number {
  const { surges = [], profiles } = stream.given
  const calendar = plan.units[0]?.calendar
  if (surges.length === 0 || !calendar) return 1
  const spans = surges.map(({ from, to, factor }) => ({ from: parseLocal(from), to: parseLocal(to), factor }))
  const shares = channelShares(stream.given)
  return channels.reduce((growth, channel) => {
    const profile = profiles?.[channel]
    let weight = 0
    let surged = 0
    for (let at = plan.fromMs; at < plan.toMs; at += DAY_MS) {
      const open = !profile?.openDaysOnly || calendar.isWorkingDay(at)
      const ofDay = open ? (profile ? (profile.dayWeights[weekdayOf(at)] ?? 0) : 1) : 0
      weight += ofDay
      surged += spans.reduce(
        (product, { from, to, factor }) => (from <= at && at <= to ? product * factor : product),
        ofDay,
      )
    }
    return growth + (weight > 0 ? shares[channel] * (surged / weight) : 0)
  }, 0)
}
