import { formatInstant, MINUTE_MS } from '../calendar/index.ts'
import { dossierId } from '../people/index.ts'
import type { Plan, ScriptPlan, ScriptStepPlan } from '../scenario/index.ts'
import type { ConformanceResult, StepOutcome } from '../schema/index.ts'
import { share } from './cell.ts'
import type { Conformance, StepTrace } from './conformance.ts'

type TraceRow = ConformanceResult['trace'][number]
type Counts = Record<
  | 'steps'
  | 'done'
  | 'late'
  | 'skipped'
  | 'failed'
  | 'notReached'
  | 'outOfOrder'
  | 'evidenceMissing'
  | 'extra'
  | 'onPaper'
  | 'entered'
  | 'conforming',
  number
>

/** Above so many steps over all units only those that deviate are told one by one, and of these no more than this. */
const MOST_TRACED = 2000

const outcomeColumn = {
  done: 'done',
  late: 'late',
  skipped: 'skipped',
  failed: 'failed',
  'not-reached': 'notReached',
} as const satisfies Record<StepOutcome, keyof Counts>

/** What became of the scripts, by block, unit and step. */
export function conformanceRows(plan: Plan, conformance: Conformance): ConformanceResult {
  const whole = new Sum()
  const units = new Map<number, Sum>()
  const blocks: ConformanceResult['blocks'] = []
  const steps: ConformanceResult['steps'] = []
  const trace: TraceRow[] = []
  const total = plan.scripts.reduce((sum, script) => sum + script.units.length * script.steps.length, 0)
  const tellsAll = total <= MOST_TRACED
  plan.scripts.forEach((script, index) => {
    const ofBlocks = script.blocks.map(() => new Sum())
    const ofSteps = script.steps.map(() => new Sum())
    for (const unit of script.units) {
      const ofUnit = units.get(unit) ?? new Sum()
      units.set(unit, ofUnit)
      script.steps.forEach((step, place) => {
        const found = conformance.trace(unit, index, place)
        const judged = judge(conformance, found)
        for (const sum of [whole, ofUnit, ofBlocks[step.block], ofSteps[place]]) sum?.count(judged)
        if (tellsAll || !judged.conforming) trace.push(traceRow(plan, script, step, unit, found, judged.outcome))
      })
    }
    const where = { units: script.units.length }
    script.blocks.forEach(({ name, title, owner }, place) => {
      blocks.push({ script: script.name, block: name, title, owner, ...where, ...(ofBlocks[place] as Sum).row() })
    })
    script.steps.forEach(({ name, title, owner, block }, place) => {
      const names = { script: script.name, block: script.blocks[block]?.name ?? '', step: name }
      steps.push({ ...names, title, owner, ...where, ...(ofSteps[place] as Sum).row() })
    })
  })
  const shown = trace.slice(0, MOST_TRACED)
  return {
    total: whole.row(),
    blocks,
    units: [...units]
      .sort(([a], [b]) => a - b)
      .map(([unit, sum]) => ({ code: plan.units[unit]?.code ?? '', ...sum.row() })),
    steps,
    trace: shown,
    leftOut: total - shown.length,
  }
}

interface Judged {
  readonly outcome: StepOutcome
  readonly outOfOrder: boolean
  readonly evidenceMissing: boolean
  readonly extra: number
  readonly onPaper: boolean
  readonly entered: boolean
  readonly conforming: boolean
}

function judge(conformance: Conformance, trace: StepTrace | undefined): Judged {
  return {
    outcome: outcomeOf(conformance, trace),
    outOfOrder: trace?.outOfOrder ?? false,
    evidenceMissing: (trace?.missing.length ?? 0) > 0,
    extra: trace?.extra ?? 0,
    onPaper: trace?.onPaper ?? false,
    entered: typeof trace?.enteredMs === 'number',
    conforming: trace !== undefined && conformance.isConforming(trace),
  }
}

function outcomeOf(conformance: Conformance, trace: StepTrace | undefined): StepOutcome {
  if (!trace || trace.end === null) return 'not-reached'
  return conformance.isLate(trace) ? 'late' : trace.end
}

class Sum {
  readonly #counts: Counts = {
    ...{ steps: 0, done: 0, late: 0, skipped: 0, failed: 0, notReached: 0 },
    ...{ outOfOrder: 0, evidenceMissing: 0, extra: 0, onPaper: 0, entered: 0, conforming: 0 },
  }

  count({ outcome, outOfOrder, evidenceMissing, extra, onPaper, entered, conforming }: Judged): void {
    const counts = this.#counts
    counts.steps++
    counts[outcomeColumn[outcome]]++
    if (outOfOrder) counts.outOfOrder++
    if (evidenceMissing) counts.evidenceMissing++
    if (conforming) counts.conforming++
    counts.extra += extra
    if (onPaper) counts.onPaper++
    if (entered) counts.entered++
  }

  row(): Counts & { conformance: number | null } {
    return { ...this.#counts, conformance: share(this.#counts.conforming, this.#counts.steps) }
  }
}

function traceRow(
  plan: Plan,
  script: ScriptPlan,
  step: ScriptStepPlan,
  unit: number,
  trace: StepTrace | undefined,
  outcome: StepOutcome,
): TraceRow {
  const { code } = plan.units[unit] as Plan['units'][number]
  const at = (atMs: number | null | undefined) => (atMs === null || atMs === undefined ? null : formatInstant(atMs))
  const used = trace?.usedMs ?? null
  return {
    unit: code,
    script: script.name,
    block: script.blocks[step.block]?.name ?? '',
    step: step.name,
    outcome,
    outOfOrder: trace?.outOfOrder ?? false,
    extra: trace?.extra ?? 0,
    evidenceMissing: [...(trace?.missing ?? [])],
    readyAt: at(trace?.readyMs),
    begunAt: at(trace?.begunMs),
    endedAt: at(trace?.endedMs),
    onPaper: trace?.onPaper ?? false,
    enteredAt: at(trace?.enteredMs),
    usedMin: used === null ? null : used / MINUTE_MS,
    allowedMin: Number.isFinite(step.withinMs) ? step.withinMs / MINUTE_MS : null,
    by: trace?.by ?? '',
    dossier: dossierOf(script, step, code),
    failures: (trace?.failures ?? []).map(({ operation, reason, status, times }) => ({
      operation: operation === '' ? null : operation,
      reason,
      status: status === 0 ? null : status,
      times,
    })),
    remedies: (trace?.remedies ?? []).map((remedy) => ({ ...remedy })),
  }
}

function dossierOf(script: ScriptPlan, { does }: ScriptStepPlan, code: string): string | null {
  const place = does.kind === 'physical' ? undefined : does.dossier
  const dossier = place === undefined ? undefined : script.dossiers[place]
  return dossier ? dossierId(code, dossier.number) : null
}
