import { SCRIPT } from '../agenda.ts'
import { BACK_ENTRY } from '../dossiers.ts'
import type { Stage } from '../stage.ts'
import type { Answer } from '../systems-port.ts'
import type { Jobs } from './jobs.ts'
import type { Run } from './run.ts'
import type { ScriptRecorder } from './script-recorder.ts'

/**
 * Calls of steps that were done on paper, made up later where the policy is paper first: in order, one after the other,
 * with the lowest priority, by officials of the same role. What an agency or a citizen left on paper nobody enters.
 */
export class BackEntry {
  readonly #stage: Stage
  readonly #jobs: Jobs
  readonly #recorder: ScriptRecorder

  constructor(stage: Stage, jobs: Jobs, recorder: ScriptRecorder) {
    this.#stage = stage
    this.#jobs = jobs
    this.#recorder = recorder
  }

  /** Whether a step must be done on paper: an earlier call to the same system about the same has not been made up. */
  isDueFor(run: Run, step: number): boolean {
    const { does } = run.step(step)
    if (does.kind !== 'call' || !this.#isPossibleFor(run, step)) return false
    return run.paper.some((earlier) => {
      const left = run.step(earlier).does
      return (
        left.kind === 'call' &&
        left.system === does.system &&
        left.about === does.about &&
        left.dossier === does.dossier
      )
    })
  }

  /** Whether the work in a slot is to make up a call. */
  isEntry(slot: number): boolean {
    return this.#stage.dossiers.has(slot, BACK_ENTRY)
  }

  /** A step was done on paper. */
  leave(run: Run, step: number): void {
    if (run.step(step).does.kind !== 'call' || !this.#isPossibleFor(run, step)) return
    run.paper.push(step)
    if (run.paper.length === 1) this.open(run)
  }

  /** The earliest call that is left is to be made up, or tried again. */
  open(run: Run): void {
    const [step] = run.paper
    if (step !== undefined) this.#jobs.enter(run, step)
  }

  /** The call was answered. */
  answered(run: Run, step: number, slot: number, answer: Answer): void {
    const { agenda, plan, nowMs } = this.#stage
    const { does } = run.step(step)
    const operation = does.kind === 'call' ? does.operation : ''
    const told = { ...this.#jobs.doerOf(run, step, slot), operation, tookMs: answer.tookMs }
    run.attempt[step] = (run.attempt[step] as number) + 1
    if (answer.ok) {
      this.#recorder.record(nowMs, 'script-called', run, step, told)
      this.#recorder.record(nowMs, 'script-entered', run, step, told)
      run.paper.shift()
    } else {
      const { reason, status = 0 } = answer
      this.#recorder.record(nowMs, 'script-failed', run, step, { ...told, reason, status })
    }
    this.#jobs.close(slot, () => {
      if (answer.ok) this.open(run)
      else agenda.schedule(SCRIPT, nowMs + plan.policies.retryMs, run.first + step)
    })
  }

  #isPossibleFor(run: Run, step: number): boolean {
    const official = run.step(step).actor.kind === 'official' && run.takenOverBy[step] === undefined
    return this.#stage.plan.policies.paperFirst && official
  }
}
