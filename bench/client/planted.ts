/** Rehearsals against stand-ins whose operations are as slow as they are told to be, and what `compare` makes of them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ComparedRun, type Comparison, callsOf, compare } from '../../src/compare/index.ts'
import { eventLine } from '../../src/operation/index.ts'
import { rehearse, standInSecrets, standInTarget, startStandIns } from '../../src/rehearse/index.ts'
import { checkScenario, formatProblem, type Plan } from '../../src/scenario/index.ts'
import type { EventLine } from '../../src/schema/index.ts'
import { predict } from '../../src/simulate/index.ts'
import { assemble, Tally } from '../../src/verdict/index.ts'

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))

/** Operations of the small week. */
export const operations = [
  'one-stop.register',
  'one-stop.receive',
  'one-stop.hand-over',
  'one-stop.process',
  'one-stop.sign',
] as const

export interface Planted {
  readonly seed: number
  /** How much later every operation answers, ms. */
  readonly baseMs: number
  /** How much later single operations answer instead, ms. */
  readonly instead?: Readonly<Record<string, number>>
  /** Periods simulated for the prediction; 0 without. */
  readonly replications?: number
}

/** A week of one ward with 80 dossiers at the counter: 400 calls, few of them at once. */
function scenarioOf({ baseMs, instead = {} }: Planted): string {
  const whole = { from: '2025-07-07T00:00', to: '2025-07-12T00:00' }
  const incidents = operations.map((operation) => ({
    ...{ kind: 'system-fault', name: operation.replace('.', '-'), system: 'one-stop', fault: 'slow', ...whole },
    operations: [operation],
    more: { addMs: instead[operation] ?? baseMs },
  }))
  const hours = '07:00-11:30,13:30-17:00'
  const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday']
  const desk = (role: string, min: number, operation: string, state: number, to: string) => ({
    ...{ by: 'official', role, takes: { kind: 'lognormal', meanMin: min, cv: 0.4 } },
    outcomes: [{ operation, state, to }],
  })
  const steps = {
    'take-ticket': {
      by: 'citizen',
      takes: { kind: 'fixed', min: 0 },
      outcomes: [{ operation: 'one-stop.register', state: 1, to: 'receive' }],
    },
    receive: { ...desk('clerk', 8, 'one-stop.receive', 2, 'hand-over'), counter: true },
    'hand-over': desk('clerk', 2, 'one-stop.hand-over', 4, 'process'),
    process: desk('specialist', 12, 'one-stop.process', 4, 'sign'),
    sign: desk('leader', 2, 'one-stop.sign', 9, 'end'),
  }
  return JSON.stringify({
    version: 1,
    name: 'planted',
    title: { vi: 'Một tuần có thao tác chậm', en: 'A week with a slow operation' },
    seed: 7,
    period: { from: '2025-07-07', to: '2025-07-11' },
    calendar: { week: Object.fromEntries(days.map((day) => [day, hours])), holidays: 'none' },
    units: [
      {
        ...{ code: '30742', population: 250_000, organisationId: '000.00.30.H01', counters: 4 },
        staff: [
          { role: 'clerk', count: 4 },
          { role: 'specialist', count: 4, skills: ['civil_status'] },
          { role: 'leader', count: 2 },
        ],
      },
    ],
    demand: {
      volume: { kind: 'fixed', dossiers: 80 },
      channels: { direct: 1, online: 0, post: 0 },
      procedures: [{ code: '1.004873', weight: 1, workflow: 'way' }],
    },
    workflows: { way: { start: { direct: 'take-ticket', online: 'take-ticket', post: 'take-ticket' }, steps } },
    policies: {},
    systems: {
      portal: { latency: { kind: 'fixed', min: 0.00005 } },
      'one-stop': { latency: { kind: 'fixed', min: 0.00005 } },
    },
    incidents,
    targets: [{ indicator: 'onTimeRate', atLeast: 0.9 }],
    basis: ['units', 'demand', 'workflows', 'policies', 'systems', 'incidents', 'targets'].map((path) => ({
      ...{ path, kind: 'assumption', source: 'for the measurement' },
    })),
  })
}

/** Rehearses the week against stand-ins of its own. */
export async function rehearsed(planted: Planted): Promise<ComparedRun> {
  const { plan, problems } = checkScenario(scenarioOf(planted), 'planted.yaml')
  if (!plan) throw new Error(problems.map(formatProblem).join('\n'))
  const folder = mkdtempSync(join(tmpdir(), 'dientap-planted-'))
  const childCommand = { file: process.execPath, args: ['--disable-warning=ExperimentalWarning', main, 'serve'] }
  const systems = await startStandIns(plan, { seed: planted.seed, database: { kind: 'sqlite', folder }, childCommand })
  const tally = new Tally(plan)
  const lines: EventLine[] = []
  try {
    const { lag, census, stopped, tookMs } = await rehearse(plan, {
      seed: planted.seed,
      runId: 'planted',
      target: standInTarget(),
      systems,
      secrets: standInSecrets(() => undefined),
      journal: {
        record(entry) {
          tally.record(entry)
          lines.push(eventLine(plan, entry))
        },
      },
      signal: new AbortController().signal,
    })
    if (stopped) throw stopped
    tally.close(plan.toMs)
    const run = {
      id: `planted-${planted.seed}`,
      clock: 'rehearse',
      dientap: '0',
      startedAt: '',
      tookMs,
      seed: planted.seed,
      stopped: null,
    } as const
    const prediction = await predicted(plan, planted)
    const result = assemble({ plan, run, tally, untilMs: plan.toMs, systems: census, lag, prediction, files: [] })
    return { folder: '', result, replications: undefined, calls: callsOf(lines) }
  } finally {
    await systems.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function predicted(plan: Plan, { seed, replications = 0 }: Planted) {
  return replications === 0 ? null : predict(plan, { seed, replications })
}

/** The second run held against the first. */
export function compared(before: ComparedRun, after: ComparedRun): Comparison {
  const [comparison] = compare(before, [{ run: after, changes: [] }]).comparisons
  if (!comparison) throw new Error('nothing was compared')
  return comparison
}

/** Operations of which it is said that they got slower. */
export function slower({ operations: rows }: Comparison): string[] {
  return [...new Set(rows.filter(({ finding }) => finding === 'worse').map(({ operation }) => operation))]
}
