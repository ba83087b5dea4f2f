import { checkScenario, type Plan } from '../../src/scenario/index.ts'
import type { Scenario, Unit } from '../../src/schema/index.ts'
import type { Source } from '../../src/simulate/index.ts'

type Staff = Unit['staff']

const hours = '07:00-11:30,13:30-17:00'

const staff: Staff = [
  { role: 'clerk', count: 4 },
  { role: 'specialist', count: 3, skills: ['certification', 'civil_status'] },
  { role: 'specialist', count: 3, skills: ['land'] },
  { role: 'specialist', count: 2, skills: ['residence', 'justice', 'social_protection', 'business_household'] },
  { role: 'leader', count: 2 },
]

const office = {
  openDaysOnly: true,
  dayWeights: { monday: 1, tuesday: 1, wednesday: 1, thursday: 1, friday: 1 },
  hourWeights: [
    { hours: '07:00-10:30', weight: 0.7 },
    { hours: '13:30-14:30', weight: 0.3 },
  ],
}

/** A ward that is well staffed and in which nothing is broken: two working weeks, about thirty dossiers a day. */
export function healthy(): Scenario {
  const sections = ['units', 'demand', 'policies', 'systems', 'targets', 'incidents', 'procedures']
  return {
    version: 1,
    name: 'healthy',
    title: { vi: 'Một phường đủ người', en: 'A well-staffed ward' },
    seed: 1,
    period: { from: '2025-07-07', to: '2025-07-18' },
    calendar: {
      week: { monday: hours, tuesday: hours, wednesday: hours, thursday: hours, friday: hours },
      holidays: 'none',
    },
    units: [{ code: '30742', population: 25_000, counters: 4, legacyUnits: 4, staff: structuredClone(staff) }],
    demand: {
      volume: { kind: 'fixed', dossiers: 300 },
      channels: { direct: 0.5, online: 0.5, post: 0 },
      incompleteShare: { direct: 0, online: 0, post: 0 },
      profiles: { direct: office, online: office },
      traits: { 'wrong-authority': { share: 0 } },
      procedures: [
        { code: '2.000815', weight: 30, workflow: 'certification' },
        { code: '2.000635', weight: 14, workflow: 'extract' },
        { code: '1.001193', weight: 16, workflow: 'civil-status' },
        { code: '1.012783', weight: 12, workflow: 'land' },
        { code: '1.004194', weight: 14, workflow: 'standard' },
        { code: '2.000986', weight: 8, workflow: 'linked-birth' },
        { code: '1.001776', weight: 6, workflow: 'province' },
      ],
    },
    // Short limits for what other offices take part in.
    procedures: {
      '1.004194': { limit: { kind: 'working-days', days: 1 } },
      '1.001776': { limit: { kind: 'working-days', days: 3 } },
    },
    policies: {},
    systems: {
      portal: { latency: { kind: 'fixed', min: 0.01 } },
      'one-stop': { latency: { kind: 'fixed', min: 0.01 } },
      'civil-status': { latency: { kind: 'fixed', min: 0.01 } },
    },
    incidents: [],
    targets: [{ indicator: 'onTimeRate', atLeast: 0.95 }],
    basis: sections.map((path) => ({ path, kind: 'assumption', source: 'for the test' })),
  }
}

/** What goes wrong, planted in a scenario; several can be planted in one. */
export type Fault = (scenario: Scenario) => void

function group(scenario: Scenario, at: number): Staff[number] {
  const found = scenario.units[0]?.staff[at]
  if (!found) throw new Error(`the ward has no group ${at}`)
  return found
}

const [CIVIL_STATUS, LAND, LEADER] = [1, 2, 4]

export const faults = {
  'no signing account': (scenario) => {
    group(scenario, LEADER).accounts = { 'civil-status.sign': '2025-07-16T07:00' }
  },
  'untrained in the land software': (scenario) => {
    group(scenario, LAND).proficiency = { atFirst: 12, halvesAfterCases: 60 }
  },
  'three legacy systems': (scenario) => {
    scenario.systems.province = {
      latency: { kind: 'fixed', min: 0.01 },
      operations: { 'province.hand-over': { refuseShare: 0.9 }, 'province.enter': { refuseShare: 0.4 } },
    }
  },
  'portal outage': (scenario) => {
    const times = { from: '2025-07-08T07:00', to: '2025-07-10T17:00' }
    scenario.incidents?.push({ kind: 'connection-lost', name: 'portal-out', system: 'portal', ...times })
  },
  'lost shared connection': (scenario) => {
    const times = { from: '2025-07-08T09:10', to: '2025-07-10T17:00' }
    scenario.incidents?.push({ kind: 'connection-lost', name: 'line-lost', system: 'all', ...times })
  },
  'room too small': (scenario) => {
    const [unit] = scenario.units
    if (unit) Object.assign(unit, { waitingAreaM2: 0.5, counters: 2 })
  },
  'missing equipment': (scenario) => {
    const [unit] = scenario.units
    if (unit) unit.equipment = { workplace: 1 }
  },
  'old data can’t be searched': (scenario) => {
    const model = scenario.systems['civil-status']
    if (model) model.operations = { ...model.operations, 'civil-status.search': { missing: true } }
    if (scenario.units[0]) scenario.units[0].legacyUnits = 12
  },
  'ambiguous authority': (scenario) => {
    scenario.demand.traits = { 'wrong-authority': { share: 0.6 } }
  },
  'transfers lost': (scenario) => {
    const model = scenario.systems['civil-status']
    if (model) model.operations = { ...model.operations, 'civil-status.transfer': { lostShare: 0.7 } }
  },
  'leader away on meetings': (scenario) => {
    group(scenario, LEADER).duties = [{ hours: '07:30-11:30' }, { hours: '13:30-16:50' }]
  },
  'wrong limit in the table': (scenario) => {
    scenario.procedures = { ...scenario.procedures, '1.012783': { limit: { kind: 'working-hours', hours: 2 } } }
  },
} satisfies Record<string, Fault>

export type FaultName = keyof typeof faults

/** The kind of finding that each fault must lead to. */
export const kindOf: Readonly<Record<FaultName, string>> = {
  'no signing account': 'no-account',
  'untrained in the land software': 'untrained',
  'three legacy systems': 'legacy-systems',
  'portal outage': 'system-out',
  'lost shared connection': 'line-lost',
  'room too small': 'no-room',
  'missing equipment': 'missing-equipment',
  'old data can’t be searched': 'missing-function',
  'ambiguous authority': 'unclear-authority',
  'transfers lost': 'transfers-lost',
  'leader away on meetings': 'called-away',
  'wrong limit in the table': 'wrong-limit',
}

export function withFaults(...names: FaultName[]): { plan: Plan; source: Source } {
  const scenario = healthy()
  for (const name of names) faults[name](scenario)
  const source = { file: 'healthy.yaml', text: JSON.stringify(scenario, null, 1) }
  const { plan, problems } = checkScenario(source.text, source.file)
  if (!plan) throw new Error(problems.map(({ message, line }) => `${line}: ${message}`).join('; '))
  return { plan, source }
}

export { CIVIL_STATUS }
