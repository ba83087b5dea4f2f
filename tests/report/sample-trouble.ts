import type { RunResult } from '../../src/schema/index.ts'
import { simulated } from './sample.ts'

/** A simulated month in which everything happened that a sound one is spared, with long-run means asked for. */
export function troubled(): RunResult {
  const result = simulated()
  return {
    ...result,
    staff: result.staff.map((row, at) => ({ ...row, overtimeHours: at === 0 ? 37.4 : 0 })),
    steps: result.steps.map((row, at) => ({ ...row, interrupted: at === 3 ? 12 : 0 })),
    visits: {
      trips: 1400,
      tripsPerDossier: 0.5,
      travelHours: 933.4,
      turnedAway: 17,
      gaveUp: 0,
      shutOut: 0,
      elsewhere: 0,
    },
    paper: { steps: 60, entered: 48, toEnter: 12, lagP50Hours: 3.25, lagP90Hours: 21 },
    legs: { started: 45, finished: 40, open: 5 },
    operations: result.operations.map((row, at) =>
      at === 0 ? { ...row, errors: 4, lost: 3 } : at === 1 ? { ...row, duplicated: 2 } : row,
    ),
    prediction: result.prediction && {
      ...result.prediction,
      rows: [
        ...result.prediction.rows,
        { indicator: 'open', mean: 40.2, ci95: [38, 42.4], pi95: [12, 68.4], measured: null, inside: null },
        { indicator: 'gaveUp', mean: 0, ci95: [0, 0], pi95: [0, 0], measured: null, inside: null },
      ],
      steadyState: {
        rows: [
          { measure: 'waitMin', mean: 9.876, ci95: [9.5, 10.25], none: null, truncatedShare: 0.031 },
          { measure: 'dust', mean: 1, ci95: [0, 2], none: null, truncatedShare: 0 },
        ],
      },
    },
    selftest: { status: 'not run', cases: 26, at: null, dientap: null },
    warnings: ['clerks of unit 30742 are asked for 1.20 times the time they have: the queue can only grow'],
  }
}
