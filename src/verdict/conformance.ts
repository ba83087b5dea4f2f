import type { Entry, ScriptEntry } from '../operation/index.ts'
import type { Plan, ScriptStepPlan, UnitPlan } from '../scenario/index.ts'

/** How a step ended. One of which nothing was recorded was never reached. */
export type StepEnd = 'done' | 'skipped' | 'failed'

/** What became of one step in one unit. Plain data. */
export interface StepTrace {
  /** Indexes into Plan.units, Plan.scripts and the steps of the script. */
  readonly unit: number
  readonly script: number
  readonly step: number
  /** Null where it never was. */
  readyMs: number | null
  begunMs: number | null
  endedMs: number | null
  /** Null while it has not ended. */
  end: StepEnd | null
  /** Working time from when it could begin until it was done, ms; null where either never was. */
  usedMs: number | null
  /** Done before something that was given. */
  outOfOrder: boolean
  /** How often something happened that the script does not have. */
  extra: number
  /** It was done on paper; and when its call was made up, null while it was not. */
  onPaper: boolean
  enteredMs: number | null
  /** Evidence that was expected and is not there, of a step that was done. */
  missing: readonly string[]
  /** Who did it: id of the official, or who else; '' for nobody. */
  by: string
  /** Number of the dossier that it is about; −1 without one. */
  readonly dossier: number
  /** What went wrong, and what happened that the script does not have. */
  readonly failures: Failure[]
  readonly remedies: { readonly remedy: string; readonly who: string; times: number }[]
}

export interface Failure {
  /** '' where no call failed. */
  readonly operation: string
  readonly reason: string
  /** HTTP status; 0 without. */
  readonly status: number
  times: number
}

export interface ConformanceState {
  /** Steps done in time, in order and with evidence. */
  readonly conforming: number
  /** By unit, script and step; empty where only the share is wanted. */
  readonly traces: readonly StepTrace[]
}

/** Why a step that could begin and was not done by the end counts as failed. */
export const PERIOD_OVER = 'period-over'

/**
 * Holds what happened in the steps of scripts against the scripts. It knows only what was recorded: the event log alone
 * gives the same.
 */
export class Conformance {
  readonly #plan: Plan
  readonly #keepsTraces: boolean
  /** By unit × scripts + script, then by step. */
  readonly #runs = new Map<number, (StepTrace | undefined)[]>()
  #conforming = 0

  /** @param keepsTraces whether each step is told of; otherwise only the share is known */
  constructor(plan: Plan, keepsTraces: boolean) {
    this.#plan = plan
    this.#keepsTraces = keepsTraces
  }

  record(entry: Readonly<Entry>, script: Readonly<ScriptEntry>, atMs: number): void {
    const trace = this.#traceOf(entry.unit, script)
    switch (entry.event) {
      case 'script-ready':
        trace.readyMs = atMs
        return
      case 'script-begun':
        trace.begunMs ??= atMs
        return
      case 'script-failed':
      case 'script-wrong':
        noteFailure(trace.failures, entry, script.status)
        return
      case 'script-extra':
        trace.extra++
        noteFailure(trace.failures, entry, script.status)
        return
      case 'script-remedy':
        noteRemedy(trace.remedies, script)
        if (script.remedy === 'paper') trace.onPaper = true
        return
      case 'script-done':
        this.#done(trace, entry, script, atMs)
        return
      case 'script-skipped':
        end(trace, 'skipped', atMs)
        return
      case 'script-given-up':
        end(trace, 'failed', atMs)
        return
      case 'script-entered':
        trace.enteredMs = atMs
        return
      default:
        return
    }
  }

  /** The end of what was run: what could begin and has not ended has failed. Other units may follow. */
  close(): void {
    for (const run of this.#runs.values()) {
      for (const trace of run) {
        if (!trace || trace.end !== null) continue
        // Something extra may be told of a step that never could begin.
        if (trace.readyMs === null) continue
        trace.end = 'failed'
        trace.failures.push({ operation: '', reason: PERIOD_OVER, status: 0, times: 1 })
      }
    }
    if (this.#keepsTraces) return
    this.#conforming += this.#countConforming()
    this.#runs.clear()
  }

  /** Conforming steps ÷ all steps of all units that play a script; null when there is none. */
  share(): number | null {
    const steps = this.#plan.scripts.reduce((sum, script) => sum + script.units.length * script.steps.length, 0)
    return steps === 0 ? null : (this.#conforming + this.#countConforming()) / steps
  }

  /** What became of a step; undefined when nothing was recorded of it. */
  trace(unit: number, script: number, step: number): StepTrace | undefined {
    return this.#runs.get(unit * this.#plan.scripts.length + script)?.[step]
  }

  isConforming(trace: StepTrace): boolean {
    return trace.end === 'done' && !this.isLate(trace) && !trace.outOfOrder && trace.missing.length === 0
  }

  /** Whether a step was done after the time that it was allowed. */
  isLate(trace: StepTrace): boolean {
    return trace.end === 'done' && trace.usedMs !== null && trace.usedMs > this.#stepOf(trace).withinMs
  }

  add(state: ConformanceState): void {
    if (!this.#keepsTraces) this.#conforming += state.conforming
    for (const trace of state.traces) {
      const run = this.#runOf(trace.unit, trace.script)
      if (run[trace.step]) throw new Error(`step ${trace.step} of script ${trace.script} came twice for a unit`)
      run[trace.step] = structuredClone(trace)
    }
  }

  state(): ConformanceState {
    const conforming = this.#conforming + this.#countConforming()
    if (!this.#keepsTraces) return { conforming, traces: [] }
    const traces = [...this.#runs]
      .sort(([a], [b]) => a - b)
      .flatMap(([, run]) => run.filter((each) => each !== undefined))
    return { conforming, traces }
  }

  #done(trace: StepTrace, entry: Readonly<Entry>, script: Readonly<ScriptEntry>, atMs: number): void {
    const { given, expects } = this.#stepOf(trace)
    const unit = this.#plan.units[trace.unit] as UnitPlan
    trace.outOfOrder = !given.every((before) => {
      const ended = this.trace(trace.unit, trace.script, before)?.end
      return ended === 'done' || ended === 'skipped'
    })
    trace.missing = expects.evidence.flatMap(({ name }) => (script.evidence.includes(name) ? [] : [name]))
    trace.usedMs = trace.readyMs === null ? null : unit.calendar.between(trace.readyMs, atMs)
    trace.by = unit.officials[entry.by]?.id ?? script.who
    end(trace, 'done', atMs)
  }

  #countConforming(): number {
    let count = 0
    for (const run of this.#runs.values()) for (const trace of run) if (trace && this.isConforming(trace)) count++
    return count
  }

  #stepOf({ script, step }: StepTrace): ScriptStepPlan {
    return this.#plan.scripts[script]?.steps[step] as ScriptStepPlan
  }

  #traceOf(unit: number, { script, step, dossier }: Readonly<ScriptEntry>): StepTrace {
    const run = this.#runOf(unit, script)
    run[step] ??= {
      ...{ unit, script, step, dossier },
      ...{ readyMs: null, begunMs: null, endedMs: null, end: null, usedMs: null },
      ...{
        outOfOrder: false,
        extra: 0,
        onPaper: false,
        enteredMs: null,
        missing: [],
        by: '',
        failures: [],
        remedies: [],
      },
    }
    return run[step]
  }

  #runOf(unit: number, script: number): (StepTrace | undefined)[] {
    const key = unit * this.#plan.scripts.length + script
    let run = this.#runs.get(key)
    if (!run) {
      run = []
      this.#runs.set(key, run)
    }
    return run
  }
}

function end(trace: StepTrace, how: StepEnd, atMs: number): void {
  trace.end = how
  trace.endedMs = atMs
}

function noteFailure(failures: Failure[], { operation, reason }: Readonly<Entry>, status: number): void {
  const same = failures.find((each) => each.operation === operation && each.reason === reason && each.status === status)
  if (same) same.times++
  else failures.push({ operation, reason, status, times: 1 })
}

function noteRemedy(remedies: StepTrace['remedies'], { remedy, who }: Readonly<ScriptEntry>): void {
  const same = remedies.find((each) => each.remedy === remedy && each.who === who)
  if (same) same.times++
  else remedies.push({ remedy, who, times: 1 })
}
