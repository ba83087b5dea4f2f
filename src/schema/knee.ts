import Type, { type Static } from 'typebox'
import { Doubt } from './doubt.ts'
import { closed } from './parts.ts'

const count = (description: string) => Type.Integer({ minimum: 0, description })
const amount = (description: string) => Type.Number({ minimum: 0, description })
const figure = (description: string) => Type.Union([Type.Number(), Type.Null()], { description })
const name = (description: string) => Type.Union([Type.String(), Type.Null()], { description })
const systemRates = (description: string) =>
  Type.Array(
    closed(
      { system: Type.String({ description: 'System.' }), callsPerSecond: amount('Calls that it answered a second.') },
      'One system.',
    ),
    { description },
  )
const fitted = (description: string) =>
  closed(
    {
      value: figure('Best fit; null for one without bound.'),
      low: figure('Lower end of the 95 % interval.'),
      high: figure('Upper end; null where there is none.'),
    },
    description,
  )

export const KneePlateau = closed(
  {
    rate: amount('Dossiers a second, as asked.'),
    verdict: Type.Enum(['held', 'failed', 'invalid'], {
      description: 'held: every target; invalid: says nothing of the systems.',
    }),
    missed: Type.Union([Type.Enum(['latency', 'errors', 'backlog']), Type.Null()], {
      description: 'Which target was missed first; backlog: dossiers came faster than they were finished.',
    }),
    operation: name('The operation that missed it by most.'),
    reason: Type.Union([Doubt, Type.Null()], { description: 'Why it is invalid.' }),
    finishedPerSecond: amount('Dossiers finished a second.'),
    callsPerSecond: amount('Calls answered a second.'),
    systems: systemRates('The same by system.'),
    concurrency: amount('Calls under way on average.'),
    slowestP95Ms: figure('95th percentile of the slowest operation, milliseconds.'),
    errorRate: Type.Number({ minimum: 0, maximum: 1, description: 'Failed calls ÷ calls.' }),
    begun: count('Dossiers that began in its measured part.'),
    backlog: Type.Integer({
      description: 'By how many more dossiers were under way at its end than at its beginning.',
    }),
    cpuShare: figure('Share of this machine’s processors that the generator took.'),
  },
  'A stretch of load at one rate.',
)
export type KneePlateau = Static<typeof KneePlateau>

export const KneeResult = closed(
  {
    limit: Type.Enum(['systems', 'generator', 'most-rate', 'stopped'], {
      description:
        'What ended the search. systems: they gave in, the knee lies between the two rates; generator: it could make no more load; most-rate: the highest rate that might be asked for held; stopped: interrupted, or out of time.',
    }),
    bounds: closed(
      {
        p95Ms: amount('95th percentile of each operation, milliseconds.'),
        errorRate: amount('Failed calls ÷ calls.'),
        backlogShare: amount('Growth of the dossiers under way ÷ dossiers begun.'),
      },
      'What a plateau must keep to hold.',
    ),
    plateauS: amount('Length of a plateau, seconds.'),
    warmUpS: amount('Its beginning, which is left out.'),
    tolerance: amount('Share by which the two rates may differ.'),
    held: figure('Highest rate that held, dossiers a second; null where none did.'),
    failed: figure('Lowest rate above it that failed; null where none did.'),
    heldCallsPerSecond: figure('Calls a second at the rate that held.'),
    heldSystems: systemRates('The same by system.'),
    mostCallsPerSecond: figure('Most calls a second that were answered in any plateau.'),
    mostFinishedPerSecond: figure('Most dossiers a second that were finished in any plateau.'),
    givesInFirst: name('The operation that missed its target by most at the lowest rate that failed.'),
    peakPerHour: count('Dossiers in the busiest hour of the scenario.'),
    headRoom: figure('Highest rate that held ÷ that of the busiest hour.'),
    headRoomFailed: figure('Lowest rate that failed ÷ that of the busiest hour: the head-room lies between the two.'),
    headRoomWanted: amount('Head-room that is asked for.'),
    usl: Type.Union(
      [
        closed(
          {
            alone: fitted('λ: calls a second of one caller alone.'),
            contention: fitted('σ: share of the work that only one can do at a time.'),
            coherency: fitted('κ: what each pair of callers costs.'),
            mostThroughput: fitted('Most calls a second that the curve reaches.'),
            bestConcurrency: figure('Calls under way at which it does; null where the curve only rises.'),
            r2: Type.Number({ minimum: 0, maximum: 1, description: 'Share of the variance that the curve explains.' }),
          },
          'The Universal Scalability Law, fitted to calls a second by calls under way.',
        ),
        Type.Null(),
      ],
      { description: 'Null with too few plateaus.' },
    ),
    plateaus: Type.Array(KneePlateau, { description: 'In the order in which they were measured.' }),
  },
  'The search for the highest rate that the systems carry.',
)
export type KneeResult = Static<typeof KneeResult>
