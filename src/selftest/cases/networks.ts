import type { Case } from '../case.ts'
import { networks } from '../formulas/index.ts'
import type { Given } from '../given.ts'
import { turnaroundMean } from './reading.ts'

/** Several steps, with and without ways back. */
export const networksCases: readonly Case[] = [
  {
    name: 'tandem',
    about: 'M/M/1 → M/M/1',
    figures: [
      {
        name: 'mean wait, first step',
        unit: 'min',
        exact: (given) => tandem(given).waitsMin[0] ?? 0,
        simulated: ({ steps }) => steps.meanWaitMin('enter'),
      },
      {
        name: 'mean wait, second step',
        unit: 'min',
        exact: (given) => tandem(given).waitsMin[1] ?? 0,
        simulated: ({ steps }) => steps.meanWaitMin('sign'),
      },
      turnaroundMean((given) => tandem(given).sojournMin),
    ],
  },
  {
    name: 'network',
    about: 'Jackson’s network',
    figures: [
      turnaroundMean((given) => network(given).sojournMin),
      {
        name: 'visits, second step',
        unit: 'per hour',
        exact: (given) => (network(given).ratesPerMin[1] ?? 0) * 60,
        simulated: ({ steps }) => steps.endedPerHour('process'),
      },
    ],
  },
]

function tandem(given: Given) {
  return networks.jackson([
    station(given, 'enter', 'clerk', given.ratePerMin(), [0, 1]),
    station(given, 'sign', 'leader', 0, [0, 0]),
  ])
}

function network(given: Given) {
  const [back = 0, , onward = 0] = given.outcomeShares('process')
  const [again = 0] = given.outcomeShares('sign')
  return networks.jackson([
    station(given, 'receive', 'clerk', given.ratePerMin(), [0, 1, 0]),
    station(given, 'process', 'specialist', 0, [back, 0, onward]),
    station(given, 'sign', 'leader', 0, [0, again, 0]),
  ])
}

function station(
  given: Given,
  step: string,
  role: string,
  fromOutsidePerMin: number,
  onTo: readonly number[],
): networks.Station {
  return { fromOutsidePerMin, serviceMin: given.exponentialMin(step), servers: given.officials(role), onTo }
}
