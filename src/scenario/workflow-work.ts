import { meanMinOf } from '../chance/index.ts'
import { type SystemName, systemNames } from '../schema/index.ts'
import {
  type ConditionPlan,
  END,
  type OutcomePlan,
  type Plan,
  type StepPlan,
  type UnitPlan,
  type WorkflowPlan,
} from './plan.ts'

const MINUTE_MS = 60_000
/** Below this share of a dossier nothing is followed any more. */
const NEGLIGIBLE = 1e-9
/** A step that is repeated with a chance of 99.9 % has been left by all but the negligible after 20,700 rounds. */
const MOST_ROUNDS = 25_000

/** A dossier as it begins. */
export interface Beginning {
  /** Index of the step. */
  readonly step: number
  readonly channel: number
  readonly incomplete: boolean
  /** Bit mask of traits. */
  readonly traits: number
  /** Handed in at another unit than its own. */
  readonly away: boolean
}

/** Expected minutes that one dossier makes, by step; a step done once for each old unit is counted once. */
export interface StepTimes {
  readonly workMin: Float64Array
  /** In which a system works on its calls, by step × systems + system. */
  readonly answerMin: Float64Array
  /** For which an answer is held up without taking capacity of the system. */
  readonly delayMin: Float64Array
}

export interface WorkOfDossier {
  readonly atOwnUnit: StepTimes
  /** At the unit where it was handed in, until it is forwarded. */
  readonly elsewhere: StepTimes
}

/** What of a unit the work of its dossiers depends on, beside who comes. */
export type Equipped = Pick<UnitPlan, 'without' | 'latencyFactor'>

/** The expected work of dossiers in one workflow, for units that lack the same systems. Answers are kept. */
export class WorkflowWork {
  readonly #workflow: WorkflowPlan
  readonly #meanMin: readonly number[]
  /** Way of the official to the citizen and back, by step. */
  readonly #travelMin: readonly number[]
  /** Chance by step and outcome that the calls fail as often as sends the dossier elsewhere. */
  readonly #failing: readonly (readonly number[])[]
  /** Traits on which anything in the workflow depends: others need not be told apart. */
  readonly #traitsThatMatter: number
  readonly #horizonMin: number
  readonly #plan: Plan
  readonly #unit: Equipped
  readonly #known = new Map<string, WorkOfDossier>()

  constructor(plan: Plan, workflow: WorkflowPlan, unit: Equipped) {
    const { without } = unit
    this.#plan = plan
    this.#unit = unit
    this.#workflow = workflow
    this.#meanMin = workflow.steps.map((step) => meanMinOf(step.takes) * assistanceFactor(plan, step))
    this.#travelMin = workflow.steps.map(({ by }) => (by.kind === 'official' && by.travel ? meanMinOf(by.travel) : 0))
    this.#failing = workflow.steps.map(({ outcomes }) =>
      outcomes.map((outcome) => failingShare(plan, outcome, without)),
    )
    this.#traitsThatMatter = traitsThatMatter(workflow)
    this.#horizonMin = (plan.toMs - plan.fromMs) / MINUTE_MS
  }

  of(given: Beginning): WorkOfDossier {
    const beginning = { ...given, traits: given.traits & this.#traitsThatMatter }
    const key = Object.values(beginning).join()
    let found = this.#known.get(key)
    if (!found) {
      found = this.#follow(beginning)
      this.#known.set(key, found)
    }
    return found
  }

  /**
   * The traffic equations, visits = beginnings + Σ visits · routing, by repeated substitution: the share of a dossier
   * that is in each situation moves on, one step a round, until next to nothing is left. What would come after the
   * whole length of the period, by the mean times of the steps, is left out: machines that break down again and again
   * never end.
   */
  #follow(beginning: Beginning): WorkOfDossier {
    const count = this.#workflow.steps.length
    const work = { atOwnUnit: noTimes(count), elsewhere: noTimes(count) }
    let now = new Map<number, Underway>([[keyOf(beginning.step, beginning, count), { share: 1, sinceMin: 0 }]])
    for (let round = 0; round < MOST_ROUNDS && now.size > 0; round++) {
      const next = new Map<number, Underway>()
      for (const [key, { share, sinceMin }] of now) {
        if (share < NEGLIGIBLE || sinceMin > this.#horizonMin) continue
        const { step, ...dossier } = situationOf(key, count, beginning.channel)
        const plan = this.#workflow.steps[step] as StepPlan // a key is made of a step's index
        const lengthMin =
          (this.#meanMin[step] as number) * longerBy(plan, dossier.traits) + (this.#travelMin[step] as number)
        const where = dossier.away ? work.elsewhere : work.atOwnUnit
        addTo(where.workMin, step, share * lengthMin)
        const move: Move = (to, after, part) => {
          if (to !== END && part > 0) join(next, keyOf(to, after, count), part, sinceMin + lengthMin)
        }
        const call: Call = (operation, times) => this.#call(where, step, operation, times)
        this.#moveOn(step, plan, dossier, share, move, call)
      }
      now = next
    }
    return work
  }

  /** An answer, once for each time that the outcome is taken: calls that fail are left out, and so is the wait in line. */
  #call(where: StepTimes, step: number, { name, system }: Operation, times: number): void {
    const model = this.#plan.systems[system]
    if (!model || this.#unit.without.includes(system) || model.operations[name]?.missing) return
    const at = step * systemNames.length + systemNames.indexOf(system)
    addTo(
      where.answerMin,
      at,
      times * meanMinOf(model.operations[name]?.latency ?? model.latency) * this.#unit.latencyFactor,
    )
    const delay = model.operations[name]?.delay
    if (delay) addTo(where.delayMin, step, times * meanMinOf(delay))
  }

  #moveOn(step: number, plan: StepPlan, dossier: Dossier, share: number, move: Move, call: Call): void {
    let left = share
    plan.outcomes.forEach((outcome, index) => {
      if (left <= 0 || !applies(outcome, dossier)) return
      const taken = left * (outcome.share ?? 1)
      left -= taken
      const failing = this.#failing[step]?.[index] ?? 0
      if (outcome.operation) call(outcome.operation, taken * (1 - failing))
      if (outcome.ifFails) move(outcome.ifFails.to, dossier, taken * failing)
      const after: Dossier = {
        channel: dossier.channel,
        incomplete: dossier.incomplete && !outcome.completes,
        traits: (dossier.traits | outcome.gains) & ~outcome.loses & this.#traitsThatMatter,
        away: dossier.away && !outcome.forwards,
      }
      for (const to of [outcome.to, ...outcome.starts]) move(to, after, taken * (1 - failing))
    })
  }
}

/** The part of a dossier that is in one situation, and how long after its beginning, in the mean. */
interface Underway {
  readonly share: number
  readonly sinceMin: number
}

function join(underway: Map<number, Underway>, key: number, share: number, sinceMin: number): void {
  const before = underway.get(key)
  if (!before) {
    underway.set(key, { share, sinceMin })
    return
  }
  const total = before.share + share
  underway.set(key, { share: total, sinceMin: (before.share * before.sinceMin + share * sinceMin) / total })
}

type Dossier = Omit<Beginning, 'step'>
type Move = (to: number, dossier: Dossier, share: number) => void
type Operation = { readonly name: string; readonly system: SystemName }
type Call = (operation: Operation, times: number) => void

function noTimes(steps: number): StepTimes {
  return {
    workMin: new Float64Array(steps),
    answerMin: new Float64Array(steps * systemNames.length),
    delayMin: new Float64Array(steps),
  }
}

function addTo(sums: Float64Array, at: number, value: number): void {
  sums[at] = (sums[at] as number) + value
}

function keyOf(step: number, { traits, incomplete, away }: Dossier, steps: number): number {
  return ((traits * 2 + Number(incomplete)) * 2 + Number(away)) * steps + step
}

function situationOf(key: number, steps: number, channel: number): Beginning {
  const flags = Math.floor(key / steps)
  return {
    step: key % steps,
    channel,
    away: flags % 2 === 1,
    incomplete: Math.floor(flags / 2) % 2 === 1,
    traits: Math.floor(flags / 4),
  }
}

function applies({ when, unless }: OutcomePlan, dossier: Dossier): boolean {
  return (when === undefined || holds(when, dossier)) && (unless === undefined || !holds(unless, dossier))
}

function holds(condition: ConditionPlan, dossier: Dossier): boolean {
  if (condition === 'incomplete') return dossier.incomplete
  if ('channel' in condition) return condition.channel === dossier.channel
  return (dossier.traits & (1 << condition.trait)) !== 0
}

function longerBy(step: StepPlan, traits: number): number {
  return step.longerFor.reduce(
    (product, { trait, factor }) => ((traits & (1 << trait)) !== 0 ? product * factor : product),
    1,
  )
}

/** A wrong answer costs the time with the assistant and then the time without it. */
function assistanceFactor({ policies: { assistant } }: Plan, { name, by }: StepPlan): number {
  if (!assistant || by.kind !== 'official' || !assistant.steps.includes(name)) return 1
  return assistant.factor + assistant.wrongShare
}

/** Of dossiers that are always refused, all; of the others, those whose calls fail as often as `after` says. */
function failingShare(plan: Plan, { operation, ifFails }: OutcomePlan, without: UnitPlan['without']): number {
  if (!operation || !ifFails) return 0
  const model = plan.systems[operation.system]?.operations[operation.name]
  if (model?.missing || without.includes(operation.system)) return 1
  const refused = model?.refuseShare ?? 0
  return refused + (1 - refused) * (model?.failShare ?? 0) ** ifFails.after
}

/** Bit mask of the traits on which the way through a workflow, or the time it takes, depends. */
export function traitsThatMatter({ steps }: WorkflowPlan): number {
  const bitOf = (condition: ConditionPlan | undefined) =>
    typeof condition === 'object' && 'trait' in condition ? 1 << condition.trait : 0
  return steps.reduce(
    (mask, { longerFor, outcomes }) =>
      longerFor.reduce((bits, { trait }) => bits | (1 << trait), mask) |
      outcomes.reduce((bits, { when, unless }) => bits | bitOf(when) | bitOf(unless), 0),
    0,
  )
}
