import type { SeedItem, Shown } from './rows.ts'

const reports: Readonly<Record<string, string>> = {
  '000_bac_lieu': 'Bạc Liêu, trial run of 20 June 2025',
  '001_phong_dien': 'Phong Điền, trial from 20 June 2025',
  '002_lam_dong': 'Lâm Đồng, trial run of 23 June 2025',
  '003_nhan_dan': 'Nhân Dân: northern provinces, July 2025',
  '004_an_giang': 'An Giang after its first month',
}

/** docs/coverage.md: every item of the reports with the scenario and the figure that show it. */
export function coveragePage(items: readonly SeedItem[], shown: readonly Shown[]): string {
  const told = [...new Set(items.map(({ report }) => report))]
  return `${[
    '<!-- Written by "npm run coverage-table" from scenarios/catalogue/seed-items.csv and coverage.csv. -->',
    '# What the scenarios show',
    'Each thing that the five reports tell of, the scenario that has it, and the figure of its result that shows it: a path into `result.json`, rows named by what they are of. A test simulates every scenario and looks each figure up. *Context* is told and not measured.',
    ...told.flatMap((report) => [
      `## ${reports[report] ?? report}`,
      tableOf(
        items.filter((item) => item.report === report),
        shown,
      ),
    ]),
  ].join('\n\n')}\n`
}

function tableOf(items: readonly SeedItem[], shown: readonly Shown[]): string {
  const lines = items.map((item) => {
    const { no, kind } = item
    const found = shown.filter((row) => row.no === no)
    const codes = (of: (row: Shown) => string) => [...new Set(found.map(of))].map((code) => `\`${code}\``).join(', ')
    const where =
      found.length === 0 ? '– | *context*' : `${codes((row) => row.scenario)} | ${codes((row) => row.measure)}`
    return `| ${no} | ${kind} | ${toldOf(item)} | ${where} |`
  })
  return ['| no. | kind | told | scenario | shown by |', '|---:|---|---|---|---|', ...lines].join('\n')
}

function toldOf({ item, value, unit }: SeedItem): string {
  return value === '' || item.includes(value)
    ? item
    : `${item}: ${[value, unit].filter((part) => part !== '').join(' ')}`
}
