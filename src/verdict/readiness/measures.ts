import { HOUR_MS } from '../../calendar/index.ts'
import { outagesOf } from '../../operation/index.ts'
import type { Plan, StepPlan, UnitPlan } from '../../scenario/index.ts'
import type { LimitKind, ReadinessMeasure, RunResult } from '../../schema/index.ts'

/** What a rule measured in one unit, and the names behind it. */
export interface Measured {
  /** Null where there is nothing to measure by. */
  readonly value: number | null
  readonly evidence: readonly string[]
}

/** What of a run bears on readiness. */
export type Evidence = Pick<RunResult, 'bottlenecks' | 'conformance' | 'operations' | 'units' | 'visits'>

const NOTHING: Measured = { value: null, evidence: [] }

type OfficialStep = Extract<StepPlan['by'], { kind: 'official' }>

/** Each measure; more of it is worse. */
export function measureIn(measure: ReadinessMeasure, plan: Plan, unit: number, result: Evidence): Measured {
  switch (measure) {
    case 'vacantShare':
      return vacant(plan.units[unit] as UnitPlan)
    case 'officialsWaitHours':
      return waitHours(unit, result, ['busy', 'absent', 'post'])
    case 'counterWaitHours':
      return waitHours(unit, result, ['counter'])
    case 'systemWaitHours':
      return waitHours(unit, result, ['system'])
    case 'equipmentWaitHours':
      return waitHours(unit, result, ['equipment', 'workplace'])
    case 'skillWaitHours':
      return waitHours(unit, result, ['skill'])
    case 'turnedAwayShare': {
      const { turnedAway, trips } = result.visits
      return trips === 0 ? NOTHING : { value: turnedAway / trips, evidence: [] }
    }
    case 'deviatingShare': {
      const row = result.conformance?.units.find(({ code }) => code === plan.units[unit]?.code)
      if (!row || row.conformance === null) return NOTHING
      const wrong = result.conformance?.trace.filter((step) => step.unit === row.code && step.outcome !== 'done') ?? []
      return { value: 1 - row.conformance, evidence: distinct(wrong.map(({ step }) => step)) }
    }
    case 'unsourcedLimitShare': {
      const procedures = distinct(mixOf(plan, unit)).map((index) => plan.procedures[index])
      const unsourced = procedures.filter((procedure) => procedure && !procedure.limitSourced)
      return share(
        unsourced.map((procedure) => procedure?.code ?? ''),
        procedures.length,
      )
    }
    case 'failedCallShare': {
      const calls = result.operations.reduce((sum, row) => sum + row.calls, 0)
      const errors = result.operations.reduce((sum, row) => sum + row.errors, 0)
      const worst = result.operations.filter((row) => row.errors > 0).sort((a, b) => b.errors - a.errors)
      return calls === 0 ? NOTHING : { value: errors / calls, evidence: worst.map(({ operation }) => operation) }
    }
    case 'accountsLateShare':
      return accounts(plan, unit, plan.fromMs)
    case 'accountsNeverShare':
      return accounts(plan, unit, plan.toMs)
    case 'untrainedShare':
      return untrained(plan, unit)
    case 'disconnectedShare':
      return disconnected(plan, unit)
  }
}

function share(missing: readonly string[], of: number): Measured {
  return of === 0 ? NOTHING : { value: missing.length / of, evidence: missing }
}

function distinct<T>(all: readonly T[]): T[] {
  return [...new Set(all)]
}

function vacant({ vacancies, officials }: UnitPlan): Measured {
  const empty = vacancies.reduce((sum, { count }) => sum + count, 0)
  const posts = empty + officials.length
  return posts === 0 ? NOTHING : { value: empty / posts, evidence: vacancies.map(({ role }) => role) }
}

/** Dossier-hours waited for things of some kinds, a dossier received. */
function waitHours(unit: number, { bottlenecks, units }: Evidence, kinds: readonly LimitKind[]): Measured {
  const row = bottlenecks?.units[unit]
  const received = units[unit]?.received ?? 0
  if (!row || received === 0) return NOTHING
  const found = row.limits.filter(({ kind }) => kinds.includes(kind))
  const hours = found.reduce((sum, { waitingHours }) => sum + waitingHours, 0)
  return { value: hours / received, evidence: distinct(found.map(({ name }) => name)).filter((name) => name !== '') }
}

/** Procedures of all streams of a unit, by index. */
function mixOf(plan: Plan, unit: number): number[] {
  return plan.streams
    .filter(({ units }) => units.includes(unit))
    .flatMap(({ mix }) => mix.map(({ procedure }) => procedure))
}

/** Steps of officials that the unit's dossiers may come to, with the field of each. */
function stepsOf(plan: Plan, unit: number): { readonly by: OfficialStep; readonly field: string }[] {
  return distinct(mixOf(plan, unit)).flatMap((index) => {
    const { workflow, field } = plan.procedures[index] as Plan['procedures'][number]
    const steps = plan.workflows[workflow]?.steps ?? []
    return steps.flatMap(({ by }) => (by.kind === 'official' ? [{ by, field }] : []))
  })
}

/** Accounts that steps ask for, and that nobody who could do the step holds by a time. */
function accounts(plan: Plan, unit: number, byMs: number): Measured {
  const { officials } = plan.units[unit] as UnitPlan
  const needed = new Map(
    stepsOf(plan, unit).flatMap(({ by: { account, role, skill }, field }) => {
      const asked = skill === 'field' ? field : skill
      const able = officials.filter(
        (official) => official.role === role && (asked === undefined || official.skills.includes(asked)),
      )
      return account === undefined || able.length === 0
        ? []
        : [[`${role}/${asked ?? ''}/${account}`, { account, able }]]
    }),
  )
  const missing = [...needed.values()].filter(
    ({ account, able }) => !able.some(({ accounts }) => (accounts.get(account) ?? Number.NEGATIVE_INFINITY) <= byMs),
  )
  if (needed.size === 0) return { value: 0, evidence: [] }
  return { value: missing.length / needed.size, evidence: distinct(missing.map(({ account }) => account)) }
}

/** Fields in which a step asks for a skill that nobody of its role has as the period begins. */
function untrained(plan: Plan, unit: number): Measured {
  const { officials } = plan.units[unit] as UnitPlan
  const needed = new Map(
    stepsOf(plan, unit).flatMap(({ by: { skill, role }, field }) => {
      const asked = skill === 'field' ? field : skill
      return asked === undefined ? [] : [[`${role}/${asked}`, { asked, role }] as const]
    }),
  )
  const missing = [...needed.values()].filter(
    ({ asked, role }) => !officials.some((official) => official.role === role && official.skills.includes(asked)),
  )
  if (needed.size === 0) return { value: 0, evidence: [] }
  return { value: missing.length / needed.size, evidence: distinct(missing.map(({ asked }) => asked)) }
}

/** Share of the office hours in which the connection to a system is lost, by the scenario's incidents. */
function disconnected(plan: Plan, unit: number): Measured {
  const { code, calendar } = plan.units[unit] as UnitPlan
  const openMs = calendar.between(plan.fromMs, plan.toMs)
  if (openMs < HOUR_MS) return NOTHING
  const spans = outagesOf(plan)
    .filter((outage) => outage.unit === undefined || outage.unit === code)
    .map(({ fromMs, toMs }) => ({ fromMs: Math.max(fromMs, plan.fromMs), toMs: Math.min(toMs, plan.toMs) }))
    .sort((a, b) => a.fromMs - b.fromMs)
  let lostMs = 0
  let untilMs = plan.fromMs
  for (const { fromMs, toMs } of spans) {
    lostMs += calendar.between(Math.max(fromMs, untilMs), toMs)
    untilMs = Math.max(untilMs, toMs)
  }
  const names = (plan.scenario.incidents ?? []).filter(({ kind }) => kind === 'connection-lost').map(({ name }) => name)
  return { value: lostMs / openMs, evidence: lostMs === 0 ? [] : names }
}
