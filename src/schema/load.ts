import Type, { type Static } from 'typebox'
import { KneeResult } from './knee.ts'
import { closed } from './parts.ts'

/** What a call under load came to. */
export const loadOutcomes = [
  'ok',
  'taken-by-another',
  'connection-refused',
  'connection-cut',
  'timed-out',
  'unreachable',
  'http-3xx',
  'http-4xx',
  'http-5xx',
  'unreadable',
  'error-body',
  'login-failed',
  'script-error',
] as const
export type LoadOutcome = (typeof loadOutcomes)[number]

const count = (description: string) => Type.Integer({ minimum: 0, description })
const amount = (description: string) => Type.Number({ minimum: 0, description })
const figure = (description: string) => Type.Union([Type.Number(), Type.Null()], { description })
const share = (description: string) => Type.Number({ minimum: 0, maximum: 1, description })

export const LoadOperationRow = closed(
  {
    operation: Type.String({ description: 'System operation.' }),
    calls: count('Calls made.'),
    outcomes: Type.Array(
      closed(
        {
          kind: Type.Enum([...loadOutcomes], {
            description:
              'ok; taken-by-another: somebody else had done it (409), no error; connection-refused; connection-cut; timed-out; unreachable; http-3xx, http-4xx, http-5xx; unreadable: no JSON, or no HTTP; error-body: a good status, and a body that says otherwise; login-failed; script-error: a mistake in the script.',
          }),
          times: count('How often.'),
        },
        'One kind of outcome.',
      ),
      { description: 'Those that happened.' },
    ),
    p50Ms: figure('Median time to the answer, from the intended start, milliseconds.'),
    p95Ms: figure('95th percentile, milliseconds.'),
    p99Ms: figure('99th percentile, milliseconds.'),
  },
  'One operation under load.',
)
export type LoadOperationRow = Static<typeof LoadOperationRow>

export const LoadResult = closed(
  {
    durationS: amount('Length of the load, seconds of the wall clock.'),
    compression: amount('Seconds of the scenario in one second. The systems’ own time is not compressed.'),
    thinking: Type.Boolean({ description: 'Whether officials took time for their own work.' }),
    offeredPerSecond: amount('Dossiers a second that were to come.'),
    offered: count('Dossiers that came, by the drawn times.'),
    begun: count('Those of which the first call was made.'),
    dropped: count('Those for which nobody was free.'),
    finishedPerSecond: amount('Dossiers finished ÷ length.'),
    callsPerSecond: amount('Calls for dossiers ÷ length; without looks at work lists.'),
    peakFrom: Type.String({ description: 'When the busiest hour of the scenario begins, which the load begins with.' }),
    peakPerHour: count('Dossiers in the busiest hour of the scenario.'),
    timesPeak: amount('Offered rate ÷ that of the busiest hour, both by the wall clock.'),
    lagP99Ms: figure('99th percentile of how much later than intended dossiers began, milliseconds.'),
    lagMostMs: figure('The most.'),
    operations: Type.Array(LoadOperationRow, { description: 'By operation, looks at work lists included.' }),
    generators: Type.Array(
      closed(
        {
          k6: Type.String({ description: 'Version of k6.' }),
          vus: count('Citizens that could wait for an answer at once.'),
          cpuShare: figure('Its share of this machine’s processors; null where the platform does not say.'),
          memoryFirstMb: figure('Memory in the second tenth of the run, MB; null where the platform does not say.'),
          memoryLastMb: figure('In the last tenth.'),
          memoryMostMb: figure('The most, MB.'),
        },
        'One k6 process.',
      ),
      { description: 'The processes that made the load.' },
    ),
    calibration: Type.Union(
      [
        closed(
          {
            askedPerSecond: amount('Calls a second that were asked for: those of the run and a margin.'),
            reachedPerSecond: amount('Calls a second that were made.'),
          },
          'The generator against a server that does nothing.',
        ),
        Type.Null(),
      ],
      { description: 'Null when there was none.' },
    ),
    distortion: Type.Union(
      [
        closed(
          {
            onTimeRate: share('On-time rate, simulated with the systems’ latency.'),
            onTimeRateCompressed: share('The same with that latency times the compression.'),
          },
          'What compressing the clock does to the on-time rate.',
        ),
        Type.Null(),
      ],
      { description: 'Null when it was not worked out.' },
    ),
    said: Type.Array(Type.String(), { description: 'What k6 itself had to say, the first lines.' }),
    knee: Type.Optional(KneeResult),
  },
  'The systems under load.',
)
export type LoadResult = Static<typeof LoadResult>
