import type { Conserved, IndicatorRow, RunResult, StepRow } from '../../src/schema/index.ts'

const counts = (received: number, finished: number, refused: number, withdrawn: number): Conserved => ({
  received,
  finished,
  refused,
  withdrawn,
  open: received - finished - refused - withdrawn,
})

function row(
  field: string,
  channel: IndicatorRow['channel'],
  of: Conserved,
  [beforeTime, onTime, openOverdue]: readonly [number, number, number],
  [turnaroundP50Hours, turnaroundP90Hours, waitP50Min, waitP90Min]: readonly (number | null)[],
): IndicatorRow {
  const kept = beforeTime + onTime
  return {
    field,
    channel,
    ...of,
    beforeTime,
    onTime,
    overdue: of.finished - kept,
    openOverdue,
    openUnreceived: 0,
    overrunHours: 0,
    onTimeRate: of.finished > 0 ? kept / of.finished : null,
    progressRate: of.received > 0 ? (kept + of.open - openOverdue) / of.received : null,
    sameDayRate: of.finished > 0 ? beforeTime / of.finished : null,
    turnaroundP50Hours: turnaroundP50Hours ?? null,
    turnaroundP90Hours: turnaroundP90Hours ?? null,
    turnaroundMeanHours: turnaroundP50Hours ?? null,
    waitP50Min: waitP50Min ?? null,
    waitP90Min: waitP90Min ?? null,
    waitMeanMin: waitP50Min ?? null,
  }
}

function step(
  name: string,
  [begun, ended, failed]: readonly [number, number, number],
  [waitMeanMin, waitP90Min, workMeanMin]: readonly [number | null, number | null, number | null],
): StepRow {
  return { step: name, begun, ended, failed, interrupted: 0, waitMeanMin, waitP90Min, workMeanMin }
}

const whole = counts(2800, 2714, 31, 14)

/** A rehearsal of one ward's month that met its targets, as `rehearse` writes it. All numbers are made up. */
export function rehearsed(): RunResult {
  return {
    version: 1,
    run: {
      id: '2025-07-01-a1b2c3',
      clock: 'rehearse',
      dientap: '0.1.0',
      startedAt: '2026-11-20T01:30:05.000Z',
      tookMs: 41_234.5,
      seed: 20250701,
      stopped: null,
    },
    scenario: {
      name: 'rach-gia-2025-07',
      title: { vi: 'Một tháng của phường Rạch Giá', en: 'A month of Rạch Giá ward' },
      sha256: 'ab'.repeat(32),
      from: '2025-07-01',
      to: '2025-07-31',
      units: [
        {
          code: '30742',
          name: 'Phường Rạch Giá',
          province: 'Tỉnh An Giang',
          population: 250_000,
          counters: 6,
          officials: 14,
          oneStop: 'opencps',
        },
      ],
      without: [],
      limitReduction: 0.3,
      basis: [
        { path: 'demand.volume.dossiers', kind: 'reported', source: 'Báo cáo của phường, 7/2025' },
        { path: 'calendar', kind: 'law', source: 'NĐ 118/2025/NĐ-CP' },
        { path: 'demand.profiles', kind: 'assumption', source: 'Two humps a day; Monday +20 %' },
        {
          path: 'units.0.staff.0.sicknessPerDay',
          kind: 'fitted',
          source: 'Chosen so that about 97 % come out on time',
        },
      ],
      incidents: [
        {
          name: 'line-down',
          title: { vi: 'Đứt đường truyền chiều 10/7', en: 'The line is down' },
          kind: 'connection-lost',
          from: '2025-07-10T14:00',
          to: '2025-07-10T15:30',
        },
      ],
      toVerify: [{ code: '2.000635', name: 'Cấp bản sao trích lục hộ tịch', what: 'limit' }],
    },
    verdict: {
      status: 'PASS',
      reasons: [],
      targets: [
        { target: { indicator: 'onTimeRate', atLeast: 0.97 }, value: 2640 / 2714, met: true },
        { target: { indicator: 'waitP90Min', channel: 'direct', atMost: 30 }, value: 21.4, met: true },
      ],
    },
    conservation: {
      holds: true,
      harness: whole,
      kept: whole,
      systems: [
        { system: 'portal', counts: whole },
        { system: 'one-stop', counts: whole },
      ],
      problems: [],
    },
    indicators: [
      row('all', 'all', whole, [1203, 1437, 5], [6.4, 21.25, 8.4, 35.1]),
      row('all', 'direct', counts(710, 700, 8, 0), [300, 385, 1], [3.1, 16.2, 6.2, 21.4]),
      row('all', 'online', counts(2062, 1988, 22, 14), [890, 1044, 4], [7.3, 22.6, 9.9, 41.2]),
      row('all', 'post', counts(28, 26, 1, 0), [13, 8, 0], [9.7, 30.4, 55, 120.5]),
      row('certification', 'all', counts(2150, 2140, 3, 2), [700, 1400, 1], [5.1, 9.8, 7.9, 30]),
      row('certification', 'direct', counts(610, 610, 0, 0), [250, 350, 0], [2.8, 7.7, 6, 20.8]),
      row('certification', 'online', counts(1540, 1530, 3, 2), [450, 1050, 1], [5.9, 10.4, 8.7, 33.3]),
      row('certification', 'post', counts(0, 0, 0, 0), [0, 0, 0], []),
      row('civil_status', 'all', counts(640, 574, 28, 12), [503, 37, 4], [14.2, 30.5, 10.1, 48]),
      row('civil_status', 'online', counts(640, 574, 28, 12), [503, 37, 4], [14.2, 30.5, 10.1, 48]),
      row('land', 'direct', counts(10, 0, 0, 0), [0, 0, 0], [null, null, 12.5, 18]),
    ],
    throughput: {
      workingDays: 23,
      perWorkingDay: 118,
      byDay: [
        { date: '2025-07-01', received: 131, finished: 98, open: 33 },
        { date: '2025-07-07', received: 152, finished: 149, open: 36 },
        { date: '2025-07-06', received: 12, finished: 0, open: 45 },
      ],
    },
    operations: [
      {
        operation: 'portal.submit',
        calls: 2090,
        errors: 0,
        duplicated: 0,
        lost: 0,
        p50Ms: 1.84,
        p95Ms: 4.4,
        p99Ms: 9.31,
      },
      {
        operation: 'one-stop.receive',
        calls: 2795,
        errors: 12,
        duplicated: 0,
        lost: 0,
        p50Ms: 2.2,
        p95Ms: 5.8,
        p99Ms: 1012.4,
      },
      {
        operation: 'one-stop.sign',
        calls: 0,
        errors: 0,
        duplicated: 0,
        lost: 0,
        p50Ms: null,
        p95Ms: null,
        p99Ms: null,
      },
    ],
    lag: { waits: 41, waitedMs: 812.6, callsPerSecond: 1840.2, meanInFlight: 3.62 },
    difficulties: [],
    findings: [],
    lateness: null,
    prediction: {
      replications: 200,
      rows: [
        {
          indicator: 'onTimeRate',
          mean: 0.9731,
          ci95: [0.9724, 0.9738],
          pi95: [0.9622, 0.984],
          measured: 2640 / 2714,
          inside: true,
        },
        { indicator: 'waitP90Min', mean: 33.2, ci95: [32.9, 33.5], pi95: [28.1, 38.3], measured: 39.5, inside: false },
        {
          indicator: 'turnaroundP90Hours',
          mean: 21,
          ci95: [20.8, 21.2],
          pi95: [18, 24.1],
          measured: null,
          inside: null,
        },
        { indicator: 'received', mean: 2800, ci95: [2800, 2800], pi95: [2800, 2800], measured: 2800, inside: true },
      ],
      targets: [
        { target: { indicator: 'onTimeRate', atLeast: 0.97 }, probability: 0.78, ci95: [0.716, 0.8353] },
        { target: { indicator: 'waitP90Min', channel: 'direct', atMost: 30 }, probability: 0.9995, ci95: [0.9817, 1] },
      ],
      allTargets: { probability: 0.77, ci95: [0.705, 0.8264] },
      steadyState: null,
    },
    streams: [],
    provinces: [
      {
        ...{ code: '91', name: 'Tỉnh An Giang', units: 1 },
        ...{ received: 2800, finished: 2714, open: 41, overdue: 74, openOverdue: 5 },
        ...{ onTimeRate: 2640 / 2714, progressRate: 2676 / 2800 },
        ...{ turnaroundP50Hours: 6.4, turnaroundP90Hours: 21.25, waitP50Min: 8.4, waitP90Min: 35.1 },
      },
    ],
    units: [
      {
        ...{ code: '30742', received: 2800, finished: 2714, open: 41, overdue: 74, openOverdue: 5 },
        ...{ onTimeRate: 2640 / 2714, progressRate: 2676 / 2800, waitP90Min: 35.1 },
        ...{ calls: 20_000, errors: 100 },
      },
    ],
    steps: [
      step('take-ticket', [0, 710, 0], [null, null, null]),
      step('declare', [0, 2062, 3], [null, null, null]),
      step('receive', [716, 710, 6], [3.2, 9.75, 11.8]),
      step('sign', [2720, 2714, 0], [54.3, 101.2, 1.5]),
      step('weigh-cattle', [4, 4, 0], [900, 1200, 5]),
    ],
    staff: [
      {
        role: 'clerk',
        officials: 5,
        vacancies: 0,
        presentHours: 912,
        busyHours: 554.6,
        utilisation: 554.6 / 912,
        overtimeHours: 0,
      },
      { role: 'vet', officials: 1, vacancies: 0, presentHours: 0, busyHours: 0, utilisation: null, overtimeHours: 0 },
    ],
    conformance: null,
    visits: {
      trips: 1400,
      tripsPerDossier: 0.5,
      travelHours: 0.0004,
      turnedAway: 0,
      gaveUp: 0,
      shutOut: 0,
      elsewhere: 0,
    },
    paper: { steps: 0, entered: 0, toEnter: 0, lagP50Hours: null, lagP90Hours: null },
    legs: { started: 0, finished: 0, open: 0 },
    selftest: { status: 'passed', cases: 26, at: '2026-11-19T02:00:00.000Z', dientap: '0.1.0' },
    warnings: [],
    files: ['result.json', 'report.md', 'events.ndjson'],
  }
}

/** The same month simulated: modelled systems, nothing measured, no lag. */
export function simulated(): RunResult {
  const result = rehearsed()
  return {
    ...result,
    run: { ...result.run, clock: 'simulate' },
    conservation: { ...result.conservation, systems: [] },
    lag: null,
    prediction: result.prediction && {
      ...result.prediction,
      rows: result.prediction.rows.map((each) => ({ ...each, measured: null, inside: null })),
    },
  }
}

/** The month that missed its first target by a hair. */
export function failed(): RunResult {
  const result = rehearsed()
  const [first, ...rest] = result.verdict.targets
  if (!first) throw new Error('the sample has targets')
  return {
    ...result,
    verdict: { status: 'FAIL', reasons: [], targets: [{ ...first, value: 0.96996, met: false }, ...rest] },
  }
}

/** A run that was cut short and lost a dossier on the way: nothing in it can be trusted. */
export function invalid(): RunResult {
  const result = rehearsed()
  return {
    ...result,
    run: { ...result.run, stopped: 'one-stop died' },
    verdict: {
      status: 'INVALID',
      reasons: [
        { kind: 'counts-differ', values: { count: 'received', harness: 2800, system: 'one-stop', theirs: 2799 } },
        { kind: 'stopped', values: { why: 'one-stop | portal disagree' } },
      ],
      targets: result.verdict.targets.map((each) => ({ ...each, value: null, met: false })),
    },
    conservation: {
      ...result.conservation,
      holds: false,
      systems: [
        { system: 'portal', counts: whole },
        { system: 'one-stop', counts: { ...whole, received: whole.received - 1 } },
      ],
      problems: [{ kind: 'unbalanced', values: { whose: 'one-stop', received: 2799, sum: 2800 } }],
    },
  }
}
