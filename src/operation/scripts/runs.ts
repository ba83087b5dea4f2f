import { FIRST_SCRIPTED, type Plan } from '../../scenario/index.ts'
import { Run } from './run.ts'

/** The scripts that the units of an operation play, and where to find their steps and dossiers. */
export class Runs {
  readonly #plan: Plan
  /** Run of each step, through all runs. */
  readonly #ofStep: Run[] = []
  /** By unit, then by script. */
  readonly #ofUnit = new Map<number, (Run | undefined)[]>()
  /** By number of a dossier, from FIRST_SCRIPTED on: its script, and its place there. */
  readonly #dossiers: readonly { readonly script: number; readonly place: number }[]
  /** Index into Plan.streams of the scripts' dossiers. */
  readonly stream: number

  constructor(plan: Plan) {
    this.#plan = plan
    this.#dossiers = plan.scripts.flatMap(({ dossiers }, script) => dossiers.map((_, place) => ({ script, place })))
    this.stream = plan.streams.length - 1
  }

  /** The scripts that a unit plays begin to be kept. */
  open(unit: number): Run[] {
    const runs: (Run | undefined)[] = this.#plan.scripts.map((script, index) => {
      if (!script.units.includes(unit)) return undefined
      const run = new Run(script, index, unit, this.#ofStep.length)
      script.steps.forEach(() => {
        this.#ofStep.push(run)
      })
      return run
    })
    this.#ofUnit.set(unit, runs)
    return runs.filter((run) => run !== undefined)
  }

  /** The run that has a step. @param number of the step through all runs */
  ofStep(number: number): Run {
    return this.#ofStep[number] as Run
  }

  /** The run that a dossier belongs to, and its place there; undefined for any other dossier. */
  ofDossier(unit: number, number: number): { readonly run: Run; readonly place: number } | undefined {
    const found = this.#dossiers[number - FIRST_SCRIPTED]
    const run = found && this.#ofUnit.get(unit)?.[found.script]
    return run && { run, place: found.place }
  }
}
