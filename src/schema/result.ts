import Type, { type Static } from 'typebox'
import { channels, closed } from './parts.ts'
import { Basis, indicatorNames, TargetBound } from './scenario.ts'

const count = (description: string) => Type.Integer({ minimum: 0, description })
/** Null where there is nothing to divide by or no sample: an empty figure is never shown as 0 or 100 %. */
const rate = (description: string) =>
  Type.Union([Type.Number({ minimum: 0, maximum: 1 }), Type.Null()], { description })
const figure = (description: string) => Type.Union([Type.Number(), Type.Null()], { description })

const DossierCounts = {
  received: count('Dossiers submitted in the period.'),
  finished: count('Processing ended (states 9 and 10).'),
  refused: count('Not accepted or stopped (states 3 and 8).'),
  withdrawn: count('Withdrawn by the citizen (state 7).'),
  open: count('Everything else at the end of the period.'),
}
export const Conserved = closed(
  DossierCounts,
  'Dossiers by where they ended. received = finished + refused + withdrawn + open.',
)
export type Conserved = Static<typeof Conserved>

export const IndicatorRow = closed(
  {
    field: Type.String({ description: 'Procedure field, or "all".' }),
    channel: Type.Enum([...channels, 'all'], { description: 'Channel, or "all".' }),
    ...DossierCounts,
    beforeTime: count('Finished on a date earlier than the appointment date.'),
    onTime: count('Finished on the appointment date.'),
    overdue: count('Finished on a later date.'),
    openOverdue: count('Open at the end and past the appointment date.'),
    onTimeRate: rate('(beforeTime + onTime) ÷ finished.'),
    progressRate: rate('(beforeTime + onTime + open and not past the appointment date) ÷ received.'),
    turnaroundP50Hours: figure('Median working hours from submission to end of processing, of finished dossiers.'),
    turnaroundP90Hours: figure('90th percentile of the same.'),
    waitP50Min: figure(
      'Median working minutes from submission, or ticket, to the start of reception; so far, for who still waits.',
    ),
    waitP90Min: figure('90th percentile of the same.'),
  },
  'Indicators of the dossiers of one procedure field and channel.',
)
export type IndicatorRow = Static<typeof IndicatorRow>

export const OperationRow = closed(
  {
    operation: Type.String({ description: 'System operation.' }),
    calls: count('Calls made.'),
    errors: count('Calls that failed.'),
    p50Ms: figure('Median time to the answer, milliseconds.'),
    p95Ms: figure('95th percentile, milliseconds.'),
    p99Ms: figure('99th percentile, milliseconds.'),
  },
  'How one system operation answered.',
)
export type OperationRow = Static<typeof OperationRow>

// Not Type.Tuple, whose items keyword is of an older JSON Schema draft than the published schemas.
const Interval = Type.Array(Type.Number(), { minItems: 2, maxItems: 2 })

export const Prediction = closed(
  {
    replications: Type.Integer({ minimum: 2, description: 'Simulated periods.' }),
    rows: Type.Array(
      closed(
        {
          indicator: Type.Enum([...indicatorNames], { description: 'Name of the indicator.' }),
          mean: Type.Number({ description: 'Mean over replications.' }),
          ci95: Type.Unsafe<[number, number]>({ ...Interval, description: '95 % confidence interval of the mean.' }),
          pi95: Type.Unsafe<[number, number]>({ ...Interval, description: '95 % prediction interval for one period.' }),
          measured: figure('What the rehearsal measured; null in a simulation.'),
          inside: Type.Union([Type.Boolean(), Type.Null()], { description: 'Measured inside pi95.' }),
        },
        'One indicator, predicted.',
      ),
      { description: 'Indicators.' },
    ),
    targets: Type.Array(
      closed(
        {
          target: TargetBound,
          probability: Type.Number({
            minimum: 0,
            maximum: 1,
            description: 'Share of replications that met the target.',
          }),
        },
        'How likely one period meets a target.',
      ),
      { description: 'Chance of meeting each target in one period.' },
    ),
  },
  'What the simulator says of the same period.',
)
export type Prediction = Static<typeof Prediction>

export const RunResult = Type.Object(
  {
    version: Type.Literal(1, { description: 'Version of this format.' }),
    run: closed(
      {
        id: Type.String({ description: 'Id of the run; every request carries it.' }),
        clock: Type.Enum(['simulate', 'rehearse'], { description: 'Which of the clocks.' }),
        dientap: Type.String({ description: 'Version of Dientap.' }),
        startedAt: Type.String({ description: 'Wall-clock start, ISO 8601.' }),
        tookMs: Type.Number({ description: 'Wall-clock length of the run, milliseconds.' }),
        seed: Type.Integer({ description: 'Seed of all random draws.' }),
        stopped: Type.Union([Type.String(), Type.Null()], {
          description: 'Why the run ended before the period did; null if it did not.',
        }),
      },
      'The run itself.',
    ),
    scenario: closed(
      {
        name: Type.String({ description: 'Name.' }),
        title: closed({ vi: Type.String(), en: Type.String() }, 'Title.'),
        sha256: Type.String({ description: 'Of the scenario file and the catalogues it refers to.' }),
        from: Type.String({ description: 'First day.' }),
        to: Type.String({ description: 'Last day.' }),
        units: Type.Array(
          closed(
            {
              code: Type.String(),
              name: Type.String(),
              province: Type.String(),
              population: Type.Integer(),
              counters: Type.Integer(),
              officials: Type.Integer(),
            },
            'One unit.',
          ),
        ),
        incidents: Type.Array(
          closed(
            {
              name: Type.String({ description: 'Name.' }),
              kind: Type.String({ description: 'What kind of thing happened.' }),
              from: Type.String({ description: 'Local time, YYYY-MM-DDTHH:MM.' }),
              to: Type.String({ description: 'Local time.' }),
            },
            'One incident of the scenario.',
          ),
          { description: 'What was made to happen.' },
        ),
        limitReduction: Type.Number({ description: 'Committed limit = statutory limit × (1 − this).' }),
        basis: Type.Array(Basis, { description: 'Where the scenario’s numbers come from.' }),
        toVerify: Type.Array(
          closed(
            { code: Type.String(), name: Type.String(), what: Type.String() },
            'A catalogue figure without a source.',
          ),
          { description: 'Procedures in the mix whose limit has no source: reference, verify.' },
        ),
      },
      'What was run.',
    ),
    verdict: closed(
      {
        status: Type.Enum(['PASS', 'FAIL', 'INVALID'], { description: 'INVALID: the measurement can’t be trusted.' }),
        reasons: Type.Array(Type.String(), { description: 'Why INVALID; empty otherwise.' }),
        targets: Type.Array(
          closed(
            {
              target: TargetBound,
              value: figure('Value of the indicator.'),
              met: Type.Boolean({ description: 'Whether the bound was kept; never true without a value.' }),
            },
            'One target, judged.',
          ),
          { description: 'Targets, judged.' },
        ),
      },
      'The verdict.',
    ),
    conservation: closed(
      {
        holds: Type.Boolean({ description: 'Whether every count adds up and all agree.' }),
        harness: Conserved,
        systems: Type.Array(
          closed(
            { system: Type.String({ description: 'Name.' }), counts: Conserved },
            'What a system’s own database counts.',
          ),
          { description: 'Empty in a simulation.' },
        ),
        problems: Type.Array(Type.String(), { description: 'What does not add up.' }),
      },
      'Every dossier is in exactly one state at the end.',
    ),
    indicators: Type.Array(IndicatorRow, { description: 'By field and channel; the row all/all first.' }),
    throughput: closed(
      {
        workingDays: count('Working days in the period that were run.'),
        perWorkingDay: figure('Dossiers finished ÷ working days.'),
        byDay: Type.Array(
          closed(
            { date: Type.String(), received: count('Submitted.'), finished: count('Processing ended.') },
            'One day.',
          ),
          { description: 'Days with anything to count.' },
        ),
      },
      'Dossiers through the centre.',
    ),
    operations: Type.Array(OperationRow, { description: 'By system operation.' }),
    lag: Type.Union(
      [
        closed(
          {
            waits: count('Answers that the virtual clock had to wait for.'),
            waitedMs: Type.Number({ description: 'Wall-clock time spent waiting for them, milliseconds.' }),
            callsPerSecond: Type.Number({ description: 'Calls ÷ wall-clock seconds of the replay.' }),
            meanInFlight: Type.Number({ description: 'Mean calls under way at once, over wall-clock time.' }),
          },
          'How the virtual clock waited for the real systems.',
        ),
        Type.Null(),
      ],
      { description: 'Null in a simulation.' },
    ),
    prediction: Type.Union([Prediction, Type.Null()], { description: 'Null when none was asked for.' }),
    files: Type.Array(Type.String(), { description: 'Files written, relative to this one.' }),
  },
  {
    additionalProperties: false,
    $id: 'https://dientap.invalid/schema/result.schema.json',
    title: 'Dientap run result',
  },
)
export type RunResult = Static<typeof RunResult>
