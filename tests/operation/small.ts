import { formatInstant, parseLocal } from '../../src/calendar/index.ts'
import { Draws } from '../../src/chance/index.ts'
import { CITIZEN, type Entry, ModelledSystems, Operation, type Systems } from '../../src/operation/index.ts'
import { checkScenario, type Plan } from '../../src/scenario/index.ts'
import type { Incident, Outcome, Scenario, Step, Workflow } from '../../src/schema/index.ts'

export const MINUTE = 60_000
/** Midnight before the first day of a small scenario: Monday 7 July 2025. */
export const MONDAY = parseLocal('2025-07-07')

export interface Small {
  readonly steps: Record<string, Step>
  readonly staff: Scenario['units'][number]['staff']
  readonly counters?: number
  readonly dossiers?: number
  readonly channel?: 'direct' | 'online' | 'post'
  readonly incomplete?: number
  readonly procedure?: string
  readonly incidents?: Incident[]
  readonly policies?: Scenario['policies']
  readonly latencyMin?: number
  /** Last day; with a second Monday a dossier may be submitted on either. */
  readonly to?: string
}

/**
 * A unit that works 07:00-11:30 and 13:30-17:00 on weekdays, and a workflow of its own. Submissions are drawn for
 * Monday 06:00-06:01; a first step of more than 361 minutes is begun at Monday 00:00 and so ends at an exact time.
 */
export function smallPlan(small: Small): Plan {
  const channel = small.channel ?? 'direct'
  const share = (of: string) => (of === channel ? 1 : 0)
  const profile = {
    dayWeights: { monday: 1 },
    hourWeights: [{ hours: '06:00-06:01', weight: 1 }],
    openDaysOnly: false,
  }
  const hours = '07:00-11:30,13:30-17:00'
  const [first = ''] = Object.keys(small.steps)
  const way: Workflow = { start: { direct: first, online: first, post: first }, steps: small.steps }
  const incomplete = small.incomplete ?? 0
  const latency = { kind: 'fixed', min: small.latencyMin ?? 0 } as const
  const sections = ['units', 'demand', 'workflows', 'policies', 'systems', 'incidents', 'targets']
  const scenario: Scenario = {
    version: 1,
    name: 'small',
    title: { vi: 'Một tuần nhỏ', en: 'A small week' },
    seed: 7,
    period: { from: '2025-07-07', to: small.to ?? '2025-07-13' },
    calendar: {
      week: { monday: hours, tuesday: hours, wednesday: hours, thursday: hours, friday: hours },
      holidays: 'none',
    },
    units: [
      {
        code: '30742',
        population: 250_000,
        organisationId: '000.00.30.H01',
        counters: small.counters ?? 1,
        staff: small.staff,
      },
    ],
    demand: {
      volume: { kind: 'fixed', dossiers: small.dossiers ?? 1 },
      channels: { direct: share('direct'), online: share('online'), post: share('post') },
      profiles: { direct: profile, online: profile, post: profile },
      incompleteShare: { direct: incomplete, online: incomplete, post: incomplete },
      procedures: [{ code: small.procedure ?? '1.004873', weight: 1, workflow: 'way' }],
    },
    workflows: { way },
    policies: small.policies ?? {},
    systems: { portal: { latency }, 'one-stop': { latency } },
    incidents: small.incidents ?? [],
    targets: [{ indicator: 'onTimeRate', atLeast: 0.9 }],
    basis: sections.map((path) => ({ path, kind: 'assumption', source: 'for the test' })),
  }
  return planOf(scenario)
}

/** Compiles a scenario as the text of a file would be: JSON is YAML. */
export function planOf(scenario: Scenario): Plan {
  const { plan, problems } = checkScenario(JSON.stringify(scenario, null, 1), 'small.yaml')
  if (!plan) throw new Error(problems.map(({ message, line }) => `${line}: ${message}`).join('; '))
  return plan
}

/** The citizen submits exactly `at`, HH:MM on Monday; must be after 06:01. */
export function submitsAt(at: string, to: string, operation = 'one-stop.register'): Step {
  const [hour = 0, minute = 0] = at.split(':').map(Number)
  return { by: 'citizen', takes: { kind: 'fixed', min: 60 * hour + minute }, outcomes: [{ operation, state: 1, to }] }
}

export function citizen(min: number, ...outcomes: Outcome[]): Step {
  return { by: 'citizen', takes: { kind: 'fixed', min }, outcomes }
}

export function clerk(min: number, more: { counter?: boolean; rounds?: string[] }, ...outcomes: Outcome[]): Step {
  return { by: 'official', role: 'clerk', ...more, takes: { kind: 'fixed', min }, outcomes }
}

export const COUNTER = { counter: true } as const
export const DESK = {} as const

export interface PlayOptions {
  readonly seed?: number
  readonly replication?: number
  readonly systems?: (modelled: Systems) => Systems
}

/** Runs the period to its end; everything that happened, in order. */
export function play(plan: Plan, options: PlayOptions = {}): Entry[] {
  const draws = new Draws(options.seed ?? plan.scenario.seed, options.replication ?? 0)
  const modelled = new ModelledSystems(plan, draws)
  const entries: Entry[] = []
  const operation = new Operation(plan, draws, options.systems?.(modelled) ?? modelled, {
    // Officials who come and go are of no dossier.
    record: (entry) => void (entry.dossier >= 0 && entries.push({ ...entry })),
  })
  while (operation.advance());
  return entries
}

export function stepNameOf(plan: Plan, entry: Entry): string {
  return plan.workflows[entry.workflow]?.steps[entry.step]?.name ?? ''
}

/** Day and time as `Mon 08:00`, with seconds where there are any. */
export function clock(atMs: number): string {
  const text = formatInstant(atMs)
  const day = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'][
    Math.floor((atMs + 7 * 60 * MINUTE) / (1440 * MINUTE)) % 7
  ]
  const week = atMs >= MONDAY + 7 * 1440 * MINUTE ? '2' : ''
  return `${day}${week} ${text.slice(11, 23).replace(/:00\.000$/, '')}`
}

/** What happened to a dossier, a line each: time, event, step, by, state, and the appointment date where it was set. */
export function trace(plan: Plan, entries: readonly Entry[], dossier = 0): string[] {
  return entries
    .filter((entry) => entry.dossier === dossier)
    .map((entry) => {
      const by = entry.by === CITIZEN ? 'citizen' : (plan.units[entry.unit]?.officials[entry.by]?.id ?? '?')
      const due = Number.isNaN(entry.dueMs) ? '' : ` due ${clock(entry.dueMs)}`
      return `${clock(entry.atMs)} ${entry.event} ${stepNameOf(plan, entry)} ${by} ${entry.state}${due}`
    })
}
