import type { Case } from '../case.ts'
import { erlang, impatience, moments, waitingRoom } from '../formulas/index.ts'
import { exponentialMin, type Given } from '../given.ts'
import { gaveUpShare, indicator, turnedAwayShare, waitMean } from './reading.ts'

/** The rule of the sizing case: this share of the dossiers is begun within this many minutes. */
export const sizingRule = { share: 0.8, waitMin: 3 } as const

const P90 = 0.9

/** Several officials who can stand in for each other, with and without room to wait. */
export const severalOfficials: readonly Case[] = [
  {
    name: 'mmc',
    about: 'M/M/3',
    figures: [
      {
        name: 'share that waits',
        unit: 'share',
        exact: (given) => erlang.waitingShare(desk(given)),
        simulated: ({ steps }) => {
          const atOnce = steps.withinShare(0, 'serve')
          return atOnce === null ? null : 1 - atOnce
        },
      },
      waitMean((given) => erlang.meanWaitMin(desk(given))),
      {
        name: 'wait, 90th percentile',
        unit: 'min',
        exact: (given) => erlang.waitQuantileMin(desk(given), P90),
        simulated: indicator('waitP90Min'),
      },
    ],
  },
  { name: 'sizing', about: 'Erlang C, sizing', figures: [sized(0, 'above'), sized(1, 'below')] },
  {
    name: 'waiting-room',
    about: 'M/M/2/5',
    figures: [
      {
        name: 'share turned away',
        unit: 'share',
        exact: (given) => waitingRoom.waitingRoom(desk(given), given.seats()).turnedAwayShare,
        simulated: turnedAwayShare,
      },
      {
        name: 'mean wait of the served',
        unit: 'min',
        exact: (given) => waitingRoom.waitingRoom(desk(given), given.seats()).waitMin,
        simulated: ({ steps }) => steps.meanWaitMin('serve'),
      },
    ],
  },
  {
    name: 'no-seats',
    about: 'M/G/3/3',
    figures: [
      {
        name: 'share turned away',
        unit: 'share',
        exact: (given) =>
          erlang.blockedShare({
            ratePerMin: given.ratePerMin(),
            serviceMin: moments.momentsOf(given.takes('serve')).meanMin,
            servers: given.officials('clerk'),
          }),
        simulated: turnedAwayShare,
      },
    ],
  },
  {
    name: 'impatience',
    about: 'M/M/3 + M',
    figures: [
      {
        name: 'share that gives up',
        unit: 'share',
        exact: (given) => impatient(given).gaveUpShare,
        simulated: gaveUpShare,
      },
      waitMean((given) => impatient(given).waitMin),
    ],
  },
]

function desk(given: Given, unit = 0): erlang.Desk {
  return {
    ratePerMin: given.ratePerMin(),
    serviceMin: given.exponentialMin('serve'),
    servers: given.officials('clerk', unit),
  }
}

function impatient(given: Given) {
  const { patience } = given.stream()
  if (!patience) throw new Error('the case’s scenario has no patience')
  return impatience.erlangA(desk(given), exponentialMin(patience.waits))
}

/** The share begun in time in a unit that has, or just does not have, the fewest officials with whom the rule is kept. */
function sized(unit: number, must: 'above' | 'below'): Case['figures'][number] {
  const { share, waitMin } = sizingRule
  return {
    name: `begun within ${waitMin} min, ${must === 'above' ? 'enough officials' : 'one fewer'}`,
    unit: 'share',
    exact: (given) => erlang.withinShare(desk(given, unit), waitMin),
    simulated: ({ steps }) => steps.withinShare(waitMin, 'serve', unit),
    side: { of: share, must },
  }
}
