import { keyOf } from '../../chance/index.ts'
import type { ScriptPlan, ScriptStepPlan } from '../../scenario/index.ts'
import { NONE } from '../dossiers.ts'

/** What is going on with a step. */
export const WAITING = 0
/** Someone works on it, or it waits for an official or for a system's answer. */
export const AT_WORK = 1
/** It waits for a dossier. */
export const AWAITING = 2
/** It failed, and something is done about it. */
export const IN_REMEDY = 3
/** How it ended, from here on. */
export const DONE = 4
export const SKIPPED = 5
export const FAILED = 6

/** Where a dossier of a script is. */
export interface Followed {
  /** TrangThaiHoSo; 0 before it has arrived. */
  state: number
  /** A bit for each state that it has entered. */
  entered: number
  /** Its appointment date, epoch ms; NaN without one. */
  dueMs: number
  /** How its way ended; '' while it goes on. */
  over: string
}

/** One script, as one unit plays it: what has become of each step and dossier so far. */
export class Run {
  readonly plan: ScriptPlan
  /** Index into Plan.scripts, and into Plan.units. */
  readonly script: number
  readonly unit: number
  /** Number of its first step among the steps of all runs. */
  readonly first: number
  readonly status: Uint8Array
  /** Slot of the work on the step, as the dossiers have; NONE without. */
  readonly slot: Int32Array
  /** Calls that were answered. */
  readonly attempt: Uint32Array
  /** Which remedy is next, and how often it was tried. */
  readonly remedy: Uint16Array
  readonly tries: Uint16Array
  /** Event at which the step is looked at again; NONE without. */
  readonly timer: Int32Array
  /** Who took the step over, where it was handed to somebody. */
  readonly takenOverBy: (string | undefined)[] = []
  /** Who called last for each step, or would have. */
  readonly calledBy: (string | undefined)[] = []
  /** Steps that were done on paper and whose calls are to be made up, in order. */
  readonly paper: number[] = []
  readonly dossiers: readonly Followed[]
  readonly #same: Same

  constructor(plan: ScriptPlan, script: number, unit: number, first: number) {
    const { length } = plan.steps
    this.plan = plan
    this.script = script
    this.unit = unit
    this.first = first
    this.status = new Uint8Array(length)
    this.slot = new Int32Array(length).fill(NONE)
    this.attempt = new Uint32Array(length)
    this.remedy = new Uint16Array(length)
    this.tries = new Uint16Array(length)
    this.timer = new Int32Array(length).fill(NONE)
    this.dossiers = plan.dossiers.map(() => ({ state: 0, entered: 0, dueMs: Number.NaN, over: '' }))
    this.#same = sameOf(plan)
  }

  step(index: number): ScriptStepPlan {
    return this.plan.steps[index] as ScriptStepPlan
  }

  /** The dossier that a step is about, if any. */
  about(step: number): Followed | undefined {
    const { does } = this.step(step)
    return does.kind === 'physical' || does.dossier === undefined ? undefined : this.dossiers[does.dossier]
  }

  /** Keys of a step's, and of a dossier's, random draws. */
  keyOf(step: number): number {
    return this.#same.stepKeys[step] as number
  }

  dossierKeyOf(place: number): number {
    return this.#same.dossierKeys[place] as number
  }

  /** Steps for which this one is given. */
  followers(step: number): readonly number[] {
    return this.#same.followers[step] as readonly number[]
  }

  /** Steps that begin or await a dossier, in order. */
  stepsAbout(place: number): readonly number[] {
    return this.#same.stepsAbout[place] as readonly number[]
  }

  /** Whether all that is given was done, or left out as the script says. */
  isGiven(step: number): boolean {
    return this.step(step).given.every((given) => this.status[given] === DONE || this.status[given] === SKIPPED)
  }

  isOver(step: number): boolean {
    return (this.status[step] as number) >= DONE
  }
}

/** What all units that play a script share. */
interface Same {
  readonly stepKeys: readonly number[]
  readonly dossierKeys: readonly number[]
  readonly followers: readonly (readonly number[])[]
  readonly stepsAbout: readonly (readonly number[])[]
}

const known = new WeakMap<ScriptPlan, Same>()

function sameOf(plan: ScriptPlan): Same {
  let same = known.get(plan)
  if (!same) {
    same = layOut(plan)
    known.set(plan, same)
  }
  return same
}

function layOut({ name, steps, dossiers }: ScriptPlan): Same {
  const followers: number[][] = steps.map(() => [])
  const stepsAbout: number[][] = dossiers.map(() => [])
  steps.forEach(({ given, does }, index) => {
    for (const before of new Set(given)) followers[before]?.push(index)
    if (does.kind === 'dossier' || does.kind === 'await') stepsAbout[does.dossier]?.push(index)
  })
  return {
    stepKeys: steps.map((step) => keyOf(`${name}/${step.name}`)),
    dossierKeys: dossiers.map((dossier) => keyOf(`${name}/dossier/${dossier.name}`)),
    followers,
    stepsAbout,
  }
}
