import type { Case } from '../case.ts'
import { erlang, moments, pollaczekKhinchine, renewalArrivals, shortestFirst } from '../formulas/index.ts'
import { exponentialMin, type Given } from '../given.ts'
import { turnaroundMean, waitMean } from './reading.ts'

function khinchine(given: Given): number {
  return pollaczekKhinchine.meanWaitMin(given.ratePerMin(), given.moments('serve'))
}

const services: readonly (readonly [name: string, about: string])[] = [
  ['mg1-uniform', 'M/G/1, uniform'],
  ['mg1-triangular', 'M/G/1, triangular'],
  ['mg1-gamma', 'M/G/1, gamma'],
  ['mg1-lognormal', 'M/G/1, lognormal'],
  ['mg1-weibull', 'M/G/1, Weibull'],
  ['mg1-empirical', 'M/G/1, empirical'],
]

/** One official, one line. */
export const oneOfficial: readonly Case[] = [
  {
    name: 'mm1',
    about: 'M/M/1',
    figures: [
      waitMean((given) => erlang.meanWaitMin({ ...desk(given), servers: 1 })),
      turnaroundMean((given) => erlang.meanWaitMin({ ...desk(given), servers: 1 }) + desk(given).serviceMin),
    ],
  },
  { name: 'md1', about: 'M/D/1', figures: [waitMean(khinchine)] },
  ...services.map(([name, about]): Case => ({ name, about, figures: [waitMean(khinchine)] })),
  { name: 'mg1-mixture', about: 'M/G/1, mixture', figures: [waitMean(mixed)] },
  {
    name: 'shortest-first',
    about: 'M/M/1, shortest first',
    figures: [waitMean((given) => shortestFirst.meanWaitMin(desk(given).ratePerMin, desk(given).serviceMin))],
  },
  {
    name: 'dm1',
    about: 'D/M/1',
    figures: [waitMean((given) => spaced({ kind: 'even' }, given))],
  },
  {
    name: 'e2m1',
    about: 'E2/M/1',
    figures: [waitMean((given) => spaced({ kind: 'erlang', phases: phasesOf(given) }, given))],
  },
]

function desk(given: Given): { ratePerMin: number; serviceMin: number } {
  return { ratePerMin: given.ratePerMin(), serviceMin: given.exponentialMin('serve') }
}

function mixed(given: Given): number {
  const share = given.traitShare('difficult')
  const usual = given.moments('serve')
  const service = moments.mixture([
    { share: 1 - share, of: usual },
    { share, of: moments.stretched(usual, given.factor('serve', 'difficult')) },
  ])
  return pollaczekKhinchine.meanWaitMin(given.ratePerMin(), service)
}

function spaced(spacing: renewalArrivals.Spacing, given: Given): number {
  const betweenMin = moments.momentsOf(between(given)).meanMin
  return renewalArrivals.meanWaitMin(spacing, betweenMin, exponentialMin(given.takes('serve')))
}

/** A gamma distribution with a coefficient of variation of 1 ÷ √k is the sum of k exponential phases. */
function phasesOf(given: Given): number {
  const spacing = between(given)
  if (spacing.kind !== 'gamma') throw new Error(`the time between dossiers is ${spacing.kind}, not gamma`)
  return Math.round(1 / spacing.cv ** 2)
}

function between(given: Given) {
  const { volume } = given.stream()
  if (volume.kind !== 'renewal') throw new Error(`the volume is ${volume.kind}, not renewal`)
  return volume.between
}
