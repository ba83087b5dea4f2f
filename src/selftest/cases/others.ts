import { parseHours } from '../../calendar/index.ts'
import type { Case } from '../case.ts'
import { breakdowns, finiteSource, moments, openAtEnd } from '../formulas/index.ts'
import { exponentialMin, type Given } from '../given.ts'
import { indicator, turnaroundMean, waitMean } from './reading.ts'

/** Workplaces that fail, a finite source, rates that change during the day. */
export const others: readonly Case[] = [
  {
    name: 'breakdowns-in-use',
    about: 'M/G/1, fails in use',
    figures: [
      waitMean((given) => failing(given, breakdowns.failingWhileWorking).waitMin),
      turnaroundMean((given) => failing(given, breakdowns.failingWhileWorking).sojournMin),
    ],
  },
  {
    name: 'breakdowns-always',
    about: 'M/G/1, fails at any time',
    figures: [
      waitMean((given) => failing(given, breakdowns.failingAlways).waitMin),
      turnaroundMean((given) => failing(given, breakdowns.failingAlways).sojournMin),
    ],
  },
  {
    name: 'machine-repair',
    about: 'M/M/2, 8 sources',
    figures: [
      {
        name: 'repairs',
        unit: 'per hour',
        exact: (given) => shop(given).repairsPerMin * 60,
        simulated: ({ steps }) => steps.endedPerHour('repair', 'machine'),
      },
      {
        name: 'mean time down',
        unit: 'min',
        exact: (given) => shop(given).down / shop(given).repairsPerMin,
        simulated: ({ steps }) => steps.meanStayMin('repair', 'machine'),
      },
    ],
  },
  {
    name: 'changing-rate',
    about: 'M(t)/M/∞',
    figures: [{ name: 'open at midnight', unit: 'dossiers', exact: openAtMidnight, simulated: indicator('open') }],
  },
]

function failing(given: Given, formula: typeof breakdowns.failingAlways) {
  const { up, down } = given.breakdowns()
  return formula(given.ratePerMin(), given.moments('serve'), {
    upMin: exponentialMin(up),
    down: moments.momentsOf(down),
  })
}

function shop(given: Given) {
  const machines = (given.stream().backlog ?? []).reduce((sum, { dossiers }) => sum + dossiers, 0)
  return finiteSource.machineRepair({
    machines,
    repairers: given.officials('repairer'),
    runsMin: given.exponentialMin('run', 'machine'),
    repairMin: given.exponentialMin('repair', 'machine'),
  })
}

/** The profile's parts of the one day are the parts of steady rate. */
function openAtMidnight(given: Given): number {
  const parts = given.stream().profiles?.direct?.hourWeights ?? []
  const total = parts.reduce((sum, { weight }) => sum + weight, 0)
  const dossiers = given.ratePerMin() * given.periodMin
  const steady = parts.flatMap(({ hours, weight }) =>
    parseHours(hours).periods.map(({ startMin, endMin }) => ({
      fromMin: startMin,
      toMin: endMin,
      ratePerMin: (dossiers * weight) / total / (endMin - startMin),
    })),
  )
  return openAtEnd.meanInside(steady, given.exponentialMin('stay', 'elsewhere'), given.periodMin)
}
