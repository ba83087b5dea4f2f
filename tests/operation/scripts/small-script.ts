import { MINUTE_MS, parseLocal } from '../../../src/calendar/index.ts'
import { Draws } from '../../../src/chance/index.ts'
import {
  type Answer,
  type Call,
  type Entry,
  eventLine,
  ModelledSystems,
  Operation,
  type Systems,
} from '../../../src/operation/index.ts'
import { checkScenario, type Plan } from '../../../src/scenario/index.ts'
import type { EventLine, Scenario, Script, ScriptStep, Step } from '../../../src/schema/index.ts'
import { assemble, Tally, tallyOfLog } from '../../../src/verdict/index.ts'
import { clock } from '../small.ts'

const hours = '07:00-11:30,13:30-17:00'
const title = (text: string) => ({ vi: text, en: text })
const owner = { role: 'chủ tịch' }
const sections = ['units', 'demand', 'workflows', 'policies', 'systems', 'incidents', 'targets', 'scripts']

export type StepGiven = Omit<ScriptStep, 'title'>

export interface SmallScript {
  /** The steps of the only block, or of each block by name. */
  readonly steps: readonly StepGiven[] | Readonly<Record<string, readonly StepGiven[]>>
  /** When blocks begin, by name, where they have a time of their own. */
  readonly starts?: Readonly<Record<string, string>>
  readonly staff?: Scenario['units'][number]['staff']
  /** The way of every dossier, of the script and of the demand. */
  readonly way?: Record<string, Step>
  /** Dossiers of the demand: HH:MM on Monday, in person. */
  readonly citizens?: readonly string[]
  readonly counters?: number
  readonly systems?: Scenario['systems']
  readonly policies?: Scenario['policies']
  readonly more?: Partial<Scenario>
}

/** A script on Monday 7 July 2025 from 08:00 in a unit with one clerk, 07:00-11:30 and 13:30-17:00, to the Friday. */
export function smallScript(small: SmallScript): Scenario {
  const blocks: Readonly<Record<string, readonly StepGiven[]>> = Array.isArray(small.steps)
    ? { only: small.steps as readonly StepGiven[] }
    : (small.steps as Readonly<Record<string, readonly StepGiven[]>>)
  const script: Script = {
    name: 'trial',
    title: title('Kịch bản thử'),
    date: '2025-07-07',
    start: '08:00',
    blocks: Object.entries(blocks).map(([name, steps]) => ({
      name,
      title: title(name),
      owner,
      ...(small.starts?.[name] === undefined ? {} : { start: small.starts[name] }),
      steps: steps.map((step) => ({ ...step, title: title(step.name) })),
    })),
  }
  const way = small.way ?? quickWay
  const [first = ''] = Object.keys(way)
  const citizens = (small.citizens ?? []).map((at) => ({ time: `2025-07-07T${at}`, dossiers: 1 }))
  return {
    version: 1,
    name: 'small',
    title: title('Kịch bản nhỏ'),
    seed: 7,
    period: { from: '2025-07-07', to: '2025-07-11' },
    calendar: {
      week: { monday: hours, tuesday: hours, wednesday: hours, thursday: hours, friday: hours },
      holidays: 'none',
    },
    units: [
      {
        code: '30742',
        population: 250_000,
        counters: small.counters ?? 1,
        staff: small.staff ?? [{ role: 'clerk', count: 1 }],
      },
    ],
    demand: {
      volume: citizens.length > 0 ? { kind: 'scheduled', at: citizens } : { kind: 'fixed', dossiers: 0 },
      procedures: [{ code: '1.004873', weight: 1, workflow: 'way' }],
    },
    workflows: { way: { start: { direct: first, online: first, post: first }, steps: way } },
    policies: small.policies ?? {},
    systems: small.systems ?? {},
    incidents: [],
    scripts: [script],
    targets: [{ indicator: 'conformance', atLeast: 1 }],
    basis: sections.map((path) => ({ path, kind: 'assumption', source: 'for the test' })),
    ...small.more,
  }
}

/** Received in 10 minutes at the counter, checked in 20 at the desk, signed in 5, and over. */
const quickWay: Record<string, Step> = {
  receive: atDesk(10, { operation: 'one-stop.receive', state: 2, to: 'check' }, true),
  check: atDesk(20, { state: 4, to: 'sign' }),
  sign: atDesk(5, { operation: 'one-stop.sign', state: 9, to: 'return' }),
  return: atDesk(1, { state: 10, to: 'end' }),
}

export function atDesk(min: number, outcome: Step['outcomes'][number], counter = false): Step {
  return { by: 'official', role: 'clerk', counter, takes: { kind: 'fixed', min }, outcomes: [outcome] }
}

export function planOf(scenario: Scenario): Plan {
  const { plan, problems } = checkScenario(JSON.stringify(scenario, null, 1), 'script.yaml')
  if (!plan) throw new Error(problems.map(({ message, line }) => `${line}: ${message}`).join('; '))
  return plan
}

export interface Played {
  readonly plan: Plan
  /** What happened in steps of scripts: `Mon 08:00 done arrange`. */
  readonly told: readonly string[]
  readonly entries: readonly Entry[]
  readonly lines: readonly EventLine[]
  readonly tally: Tally
  readonly conformance: NonNullable<ReturnType<typeof assemble>['conformance']>
}

/** Plays a script; its log alone must give the same. */
export function playScript(small: SmallScript | Scenario, systems?: (modelled: Systems) => Systems): Played {
  const plan = planOf('version' in small ? small : smallScript(small))
  const draws = new Draws(plan.scenario.seed, 0)
  const modelled = new ModelledSystems(plan, draws)
  const tally = new Tally(plan)
  const entries: Entry[] = []
  const lines: EventLine[] = []
  const operation = new Operation(plan, draws, systems?.(modelled) ?? modelled, {
    record: (entry) => {
      tally.record(entry)
      entries.push({ ...entry, ...(entry.script ? { script: { ...entry.script } } : {}) })
      lines.push(JSON.parse(JSON.stringify(eventLine(plan, entry))) as EventLine)
    },
  })
  while (operation.advance());
  tally.close(plan.toMs)
  const again = tallyOfLog(plan, lines, plan.toMs)
  if (JSON.stringify(again.state()) !== JSON.stringify(tally.state())) throw new Error('the log gives something else')
  const told = entries.flatMap((entry) => (entry.script ? [tellScript(plan, entry)] : []))
  return { plan, told, entries, lines, tally, conformance: conformanceOf(plan, tally) }
}

export function conformanceOf(plan: Plan, tally: Tally): Played['conformance'] {
  const { conformance } = assemble({
    plan,
    run: {
      ...{ id: 'test', clock: 'simulate', dientap: '0', startedAt: '2025-07-01T00:00:00Z', tookMs: 0, seed: 7 },
      stopped: null,
    },
    tally,
    untilMs: plan.toMs,
    ...{ systems: undefined, lag: null, prediction: null, files: [] },
  })
  if (!conformance) throw new Error('the plan has no scripts')
  return conformance
}

function tellScript(plan: Plan, entry: Entry): string {
  const { script, step, who, remedy } = entry.script as NonNullable<Entry['script']>
  const by = plan.units[entry.unit]?.officials[entry.by]?.id ?? who
  const words = [entry.event.slice('script-'.length), plan.scripts[script]?.steps[step]?.name, remedy, by, entry.reason]
  return [clock(entry.atMs), ...words].filter((word) => word !== '' && word !== undefined).join(' ')
}

/** How each step ended, with what else was wrong: `arrange: done`, `minutes: done, evidence-missing minutes`. */
export function outcomes({ conformance }: Played): string[] {
  return conformance.trace.map(({ step, outcome, outOfOrder, extra, evidenceMissing }) =>
    [
      `${step}: ${outcome}`,
      ...(outOfOrder ? ['out-of-order'] : []),
      ...(extra > 0 ? [`extra ${extra}`] : []),
      ...(evidenceMissing.length > 0 ? [`evidence-missing ${evidenceMissing.join(' ')}`] : []),
    ].join(', '),
  )
}

export const fixed = (min: number) => ({ kind: 'fixed', min }) as const
export const clerk = { role: 'clerk' } as const

/** A physical act of the clerk. */
export function act(name: string, min: number, more: Partial<StepGiven> = {}): StepGiven {
  return { name, actor: clerk, does: { kind: 'physical' }, takes: fixed(min), ...more }
}

/** The clerk calls documents.receive, which takes 5 minutes. */
export function call(name: string, more: Partial<StepGiven> = {}): StepGiven {
  return { name, actor: clerk, does: { kind: 'operation', operation: 'documents.receive' }, takes: fixed(5), ...more }
}

/** Systems that answer calls of scripts as a list says, one answer after the other; the last again and again. */
export function answering(...answers: Partial<Answer>[]): (modelled: Systems) => Systems {
  let next = 0
  return (modelled) => ({
    send(asked: Call) {
      if (!asked.script) return modelled.send(asked)
      const said = answers[Math.min(next++, answers.length - 1)]
      const answer = { ok: true, tookMs: 0, dueAtMs: undefined, duplicated: false, ...said } as Answer
      return { answer, settled: undefined }
    },
  })
}

export const failing = (reason: string) => ({ ok: false, reason }) as const

export function at(time: string): number {
  return parseLocal(`2025-07-07T${time}`)
}
export const minutes = (ms: number) => ms / MINUTE_MS
