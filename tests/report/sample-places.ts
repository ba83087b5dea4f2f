import type { ProvinceRow, RunResult, UnitRow } from '../../src/schema/index.ts'
import { simulated } from './sample.ts'

const provinces = [
  { code: '01', name: 'Thành phố Hà Nội' },
  { code: '91', name: 'Tỉnh An Giang' },
]

/**
 * A simulation of many units in two provinces, without replications. Of 100 dossiers each, unit number n finished 90
 * and has 10 open; n of the finished are overdue, at most 30, and the first two units have 5 more open and overdue.
 */
export function ofManyUnits(units: number): RunResult {
  const result = simulated()
  const rows = Array.from({ length: units }, (_, n) => unitRow(n))
  return {
    ...result,
    scenario: {
      ...result.scenario,
      units: rows.map(({ code }, n) => ({
        code,
        name: `Xã số ${n}`,
        province: provinceOf(n).name,
        population: 10_000,
        counters: 3,
        officials: 6,
        oneStop: 'opencps',
      })),
    },
    verdict: {
      ...result.verdict,
      targets: [
        ...result.verdict.targets,
        { target: { indicator: 'progressRate', atLeast: 0.9 }, value: 0.9, met: true },
      ],
    },
    provinces: provinces.map((province) => provinceRow(province, rows)),
    units: rows,
    prediction: null,
  }
}

const provinceOf = (n: number) => provinces[n % 2] as (typeof provinces)[number]

function unitRow(n: number): UnitRow {
  const overdue = Math.min(n, 30)
  const openOverdue = n < 2 ? 5 : 0
  return {
    code: String(10_000 + n),
    ...{ received: 100, finished: 90, open: 10, overdue, openOverdue },
    onTimeRate: (90 - overdue) / 90,
    progressRate: (100 - overdue - openOverdue) / 100,
    waitP90Min: n,
    ...{ calls: 1000, errors: n },
  }
}

function provinceRow({ code, name }: (typeof provinces)[number], rows: readonly UnitRow[]): ProvinceRow {
  const own = rows.filter((_, n) => provinceOf(n).code === code)
  const sum = (key: 'received' | 'finished' | 'open' | 'overdue' | 'openOverdue') =>
    own.reduce((total, row) => total + row[key], 0)
  return {
    ...{ code, name, units: own.length },
    ...{ received: sum('received'), finished: sum('finished'), open: sum('open') },
    ...{ overdue: sum('overdue'), openOverdue: sum('openOverdue') },
    onTimeRate: 1 - sum('overdue') / sum('finished'),
    progressRate: 1 - (sum('overdue') + sum('openOverdue')) / sum('received'),
    ...{ turnaroundP50Hours: 2, turnaroundP90Hours: 5, waitP50Min: 1, waitP90Min: 12 },
  }
}
