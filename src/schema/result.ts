import Type, { type Static } from 'typebox'
import { Bottlenecks, Growth } from './bottlenecks.ts'
import { ConformanceResult } from './conformance.ts'
import { TakenAway } from './difficulty.ts'
import { Doubt } from './doubt.ts'
import { Finding, Lateness } from './finding.ts'
import { LoadResult } from './load.ts'
import { channels, closed, oneStopDialects, Title } from './parts.ts'
import { Readiness } from './readiness.ts'
import { Basis, indicatorNames, TargetBound } from './scenario.ts'

const count = (description: string) => Type.Integer({ minimum: 0, description })
/** Null where there is nothing to divide by or no sample: an empty figure is never shown as 0 or 100 %. */
const rate = (description: string) =>
  Type.Union([Type.Number({ minimum: 0, maximum: 1 }), Type.Null()], { description })
const figure = (description: string) => Type.Union([Type.Number(), Type.Null()], { description })

const LATE =
  'Open at the end and past the appointment date; not yet received: past the one that reception at submission would have set.'

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
    openOverdue: count(LATE),
    openUnreceived: count('Open at the end and not yet received, so without an appointment date.'),
    overrunHours: Type.Number({
      minimum: 0,
      description:
        'Working hours past the appointment, of all that are overdue together: to the end of processing, or of the period for what is open.',
    }),
    onTimeRate: rate('(beforeTime + onTime) ÷ finished.'),
    progressRate: rate('(beforeTime + onTime + open − openOverdue) ÷ received.'),
    sameDayRate: rate('Finished on the local date of submission ÷ finished.'),
    turnaroundP50Hours: figure(
      'Median working hours from submission to end of processing, of finished dossiers; within 0.1 %, as all percentiles. Without dossiers taken over from before the period, as for waits.',
    ),
    turnaroundP90Hours: figure('90th percentile of the same.'),
    turnaroundMeanHours: figure('Mean of the same.'),
    waitP50Min: figure(
      'Median working minutes from submission, or ticket, until an official took it up; so far, for who still waits; until they left, for who gave up. Time away between two visits is no wait.',
    ),
    waitP90Min: figure('90th percentile of the same.'),
    waitMeanMin: figure('Mean of the same.'),
  },
  'Indicators of the dossiers of one procedure field and channel.',
)
export type IndicatorRow = Static<typeof IndicatorRow>

export const OperationRow = closed(
  {
    operation: Type.String({ description: 'System operation.' }),
    calls: count('Calls made.'),
    errors: count('Calls that failed.'),
    duplicated: count('Calls that arrived twice.'),
    lost: count('Failed calls of which nothing came back.'),
    p50Ms: figure('Median time to the answer, milliseconds.'),
    p95Ms: figure('95th percentile, milliseconds.'),
    p99Ms: figure('99th percentile, milliseconds.'),
  },
  'How one system operation answered.',
)
export type OperationRow = Static<typeof OperationRow>

const amount = (description: string) => Type.Number({ minimum: 0, description })

export const DayRow = closed(
  {
    date: Type.String({ description: 'Local date.' }),
    received: count('Submitted.'),
    finished: count('Processing ended.'),
    open: count('Open at the end of the day: received so far − finished, refused and withdrawn so far.'),
  },
  'One day.',
)
export type DayRow = Static<typeof DayRow>

const { received, finished, open } = DossierCounts
const PlaceCounts = {
  received,
  finished,
  open,
  overdue: count('Finished on a date later than the appointment date.'),
  openOverdue: count(LATE),
  onTimeRate: rate('Finished before or on time ÷ finished.'),
  progressRate: rate('(Finished in time + open − openOverdue) ÷ received.'),
}
export const UnitRow = closed(
  {
    code: Type.String({ description: 'Code of the unit.' }),
    ...PlaceCounts,
    waitP90Min: figure('90th percentile of the wait for reception, working minutes.'),
    calls: count('Calls of system operations made there.'),
    errors: count('Those that failed.'),
  },
  'Dossiers for which one unit is competent.',
)
export type UnitRow = Static<typeof UnitRow>

export const ProvinceRow = closed(
  {
    code: Type.String({ description: 'Code of the province.' }),
    name: Type.String({ description: 'Its name.' }),
    units: count('Its units in the scenario.'),
    ...PlaceCounts,
    turnaroundP50Hours: figure('Median working hours from submission to end of processing.'),
    turnaroundP90Hours: figure('90th percentile of the same.'),
    waitP50Min: figure('Median wait for reception, working minutes.'),
    waitP90Min: figure('90th percentile of the same.'),
  },
  'Dossiers of the units of one province.',
)
export type ProvinceRow = Static<typeof ProvinceRow>

export const StreamRow = closed(
  {
    stream: Type.String({ description: 'Name of the stream; "" for the ordinary demand.' }),
    received,
    finished,
    open,
    overdue: PlaceCounts.overdue,
    onTimeRate: PlaceCounts.onTimeRate,
    waitMeanMin: figure('Mean wait for reception, working minutes.'),
    waitP90Min: figure('90th percentile of the same.'),
    turnaroundMeanHours: figure('Mean of the working hours from submission to end of processing.'),
    turnaroundP90Hours: figure('90th percentile of the same.'),
  },
  'Dossiers of one stream of demand.',
)
export type StreamRow = Static<typeof StreamRow>

export const StepRow = closed(
  {
    step: Type.String({ description: 'Name of the step, in whatever workflow.' }),
    begun: count('How often an official took it up, tries after a failed call included.'),
    ended: count('How often it was done.'),
    failed: count('Calls of it that failed.'),
    interrupted: count('How often an official laid it aside.'),
    waitMeanMin: figure('Mean wait for an official, working minutes of the unit where it was done.'),
    waitP90Min: figure('90th percentile of the same.'),
    workMeanMin: figure('Mean work of officials on one, minutes; breaks and interruptions are no work.'),
  },
  'What happened in one step.',
)
export type StepRow = Static<typeof StepRow>

export const StaffRow = closed(
  {
    role: Type.String({ description: 'Role.' }),
    officials: count('Officials of the role.'),
    vacancies: count('Posts of the role that nobody holds.'),
    presentHours: amount('Hours that they were present, all together.'),
    busyHours: amount('Hours of those in which they were busy with a dossier.'),
    utilisation: rate('busyHours ÷ presentHours.'),
    overtimeHours: amount('Hours present outside the office hours of the unit.'),
  },
  'Officials of one role.',
)
export type StaffRow = Static<typeof StaffRow>

export const Visits = closed(
  {
    trips: count('Ways of citizens to a counter and back.'),
    tripsPerDossier: figure('trips ÷ dossiers received.'),
    travelHours: amount('Hours on those ways.'),
    turnedAway: count('How often a citizen found no place to wait.'),
    gaveUp: count('How often a citizen waited too long and left.'),
    shutOut: count('Citizens whose first try to submit, or to take a ticket, failed because a system did.'),
    elsewhere: count('Dossiers handed in at another unit than the competent one.'),
  },
  'Citizens on their way to the centre.',
)
export type Visits = Static<typeof Visits>

export const PaperWork = closed(
  {
    steps: count('Steps done on paper while a system was out.'),
    entered: count('Those whose call was made up later.'),
    toEnter: count('Those whose call was not made up by the end.'),
    lagP50Hours: figure('Median hours, day and night, from the paper to the call.'),
    lagP90Hours: figure('90th percentile of the same.'),
  },
  'What was done on paper first.',
)
export type PaperWork = Static<typeof PaperWork>

export const Legs = closed(
  {
    started: count('Sub-dossiers started.'),
    finished: count('Those whose way was over.'),
    open: count('Those under way at the end.'),
  },
  'Sub-dossiers of linked procedures; they count as dossiers nowhere.',
)
export type Legs = Static<typeof Legs>

export const SelfTest = closed(
  {
    status: Type.Enum(['passed', 'failed', 'not run'], { description: 'How it ended.' }),
    cases: count('Cases that were compared with a formula.'),
    at: Type.Union([Type.String(), Type.Null()], { description: 'When, ISO 8601; null when not run.' }),
    dientap: Type.Union([Type.String(), Type.Null()], { description: 'Version of Dientap; null when not run.' }),
  },
  'The last self-test of this installation: known queues against their formulas.',
)
export type SelfTest = Static<typeof SelfTest>

export const DifficultyRow = closed(
  {
    name: Type.String({ description: 'Name.' }),
    title: Title,
    measure: Type.String({ description: 'Figure of this result that shows it, as a dotted path.' }),
    value: figure('That figure; null where nothing of the kind happened.'),
    takenAway: Type.Boolean({ description: 'Whether it was taken away: the figure is that without it.' }),
  },
  'One difficulty of the scenario.',
)
export type DifficultyRow = Static<typeof DifficultyRow>

// Not Type.Tuple, whose items keyword is of an older JSON Schema draft than the published schemas.
const Interval = Type.Array(Type.Number(), { minItems: 2, maxItems: 2 })

export const SteadyState = closed(
  {
    rows: Type.Array(
      closed(
        {
          measure: Type.String({ description: 'What was measured, with its unit in the name.' }),
          mean: figure('Mean once the beginning is left out; null where there is none: see `none`.'),
          ci95: Type.Union([Type.Unsafe<[number, number]>({ ...Interval }), Type.Null()], {
            description: '95 % confidence interval of the mean; null with the mean.',
          }),
          none: Type.Union([Type.Enum(['overloaded', 'not-settled']), Type.Null()], {
            description:
              'Why there is no mean: somebody or something is asked for more than there is time, so the queue only grows; or it had not settled by the middle of the period. Null where there is one.',
          }),
          truncatedShare: Type.Number({
            minimum: 0,
            maximum: 1,
            description: 'Share of the series left out at its beginning (MSER-5).',
          }),
        },
        'One measure.',
      ),
      { description: 'Measures.' },
    ),
  },
  'Long-run means of an operation that does not change.',
)
export type SteadyState = Static<typeof SteadyState>

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
          ci95: Type.Unsafe<[number, number]>({
            ...Interval,
            description: '95 % confidence interval of the probability (Clopper and Pearson).',
          }),
        },
        'How likely one period meets a target.',
      ),
      { description: 'Chance of meeting each target in one period.' },
    ),
    allTargets: closed(
      {
        probability: Type.Number({
          minimum: 0,
          maximum: 1,
          description: 'Share of replications that met every target.',
        }),
        ci95: Type.Unsafe<[number, number]>({
          ...Interval,
          description: '95 % confidence interval of the probability (Clopper and Pearson).',
        }),
      },
      'How likely one period meets all targets at once.',
    ),
    steadyState: Type.Union([SteadyState, Type.Null()], {
      description: 'Null when none was asked for.',
    }),
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
        clock: Type.Enum(['simulate', 'rehearse', 'load'], { description: 'Which of the clocks.' }),
        dientap: Type.String({ description: 'Version of Dientap.' }),
        startedAt: Type.String({ description: 'Wall-clock start, ISO 8601.' }),
        tookMs: Type.Number({ description: 'Wall-clock length of the run, milliseconds.' }),
        seed: Type.Integer({ description: 'Seed of all random draws.' }),
        stopped: Type.Union([Type.String(), Type.Null()], {
          description: 'Why the run ended before the period did; null if it did not.',
        }),
        until: Type.Optional(
          Type.String({
            description: 'Scenario time at which it was stopped, ISO 8601; absent where the period was run to its end.',
          }),
        ),
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
              oneStop: Type.Enum([...oneStopDialects], { description: 'Software of its one-stop centre.' }),
            },
            'One unit.',
          ),
        ),
        incidents: Type.Array(
          closed(
            {
              name: Type.String({ description: 'Name.' }),
              title: Type.Union([Title, Type.Null()], { description: 'What reports call it; null where nobody says.' }),
              kind: Type.String({ description: 'What kind of thing happened.' }),
              from: Type.String({ description: 'Local time, YYYY-MM-DDTHH:MM.' }),
              to: Type.String({ description: 'Local time.' }),
            },
            'One incident of the scenario.',
          ),
          { description: 'What was made to happen.' },
        ),
        without: Type.Array(TakenAway, { description: 'What was taken away with "--without".' }),
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
        reasons: Type.Array(Doubt, { description: 'Why INVALID; empty otherwise.' }),
        targets: Type.Array(
          closed(
            {
              target: TargetBound,
              value: figure('Value of the indicator.'),
              met: Type.Union([Type.Boolean(), Type.Null()], {
                description:
                  'Whether the bound was kept, never true without a value; null where this clock does not measure it.',
              }),
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
        kept: Type.Unsafe<Conserved>({
          ...Conserved,
          description:
            'Of those the dossiers that the portal and the one-stop centre keep, whose own counts are held against these; a document has a system of its own, a transaction of the policy bank none.',
        }),
        systems: Type.Array(
          closed(
            { system: Type.String({ description: 'Name.' }), counts: Conserved },
            'What a system’s own database counts.',
          ),
          { description: 'Empty in a simulation.' },
        ),
        problems: Type.Array(Doubt, { description: 'What does not add up.' }),
      },
      'Every dossier is in exactly one state at the end.',
    ),
    indicators: Type.Array(IndicatorRow, { description: 'By field and channel; the row all/all first.' }),
    throughput: closed(
      {
        workingDays: count('Working days in the period that were run.'),
        perWorkingDay: figure('Dossiers finished ÷ working days.'),
        byDay: Type.Array(DayRow, { description: 'Days with anything to count.' }),
      },
      'Dossiers through the centre.',
    ),
    streams: Type.Array(StreamRow, { description: 'By stream of demand; empty where there is only one.' }),
    provinces: Type.Array(ProvinceRow, { description: 'By province, by code.' }),
    units: Type.Array(UnitRow, { description: 'By unit, in the order of scenario.units.' }),
    steps: Type.Array(StepRow, { description: 'By step, those in which anything happened.' }),
    staff: Type.Array(StaffRow, { description: 'By role.' }),
    conformance: Type.Union([ConformanceResult, Type.Null()], { description: 'Null without scripts.' }),
    visits: Visits,
    paper: PaperWork,
    legs: Legs,
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
    load: Type.Optional(LoadResult),
    bottlenecks: Type.Optional(Bottlenecks),
    growth: Type.Optional(Growth),
    readiness: Type.Optional(Readiness),
    difficulties: Type.Array(DifficultyRow, { description: 'What the scenario says was difficult.' }),
    findings: Type.Array(Finding, {
      description: 'What went wrong, why, who mends it, what that buys; most gain first.',
    }),
    lateness: Type.Union([Lateness, Type.Null()], {
      description: 'Overrun by cause; null where it was not worked out.',
    }),
    prediction: Type.Union([Prediction, Type.Null()], { description: 'Null when none was asked for.' }),
    selftest: Type.Union([SelfTest, Type.Null()], { description: 'Null where nobody asked.' }),
    warnings: Type.Array(Type.String(), { description: 'What is odd about the scenario, though it can be run.' }),
    files: Type.Array(Type.String(), { description: 'Files written, relative to this one.' }),
  },
  {
    additionalProperties: false,
    $id: 'https://dientap.invalid/schema/result.schema.json',
    title: 'Dientap run result',
  },
)
export type RunResult = Static<typeof RunResult>
