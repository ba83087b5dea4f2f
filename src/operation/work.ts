import { compileDuration, type Draws, keyOf } from '../chance/index.ts'
import type { Plan, StepPlan } from '../scenario/index.ts'
import type { Centre } from './centre.ts'
import { type Dossiers, UNASSISTED, WRONG_ANSWER } from './dossiers.ts'
import { CITIZEN } from './journal.ts'

const TAKES = keyOf('takes')
const ASSISTANT = keyOf('assistant')
const TRAVEL = keyOf('travel')

/** Keys of the steps of a leg differ from those of the dossier itself. */
const LEG_KEY = 0x9e3779b9

/** A step with what its every visit needs. */
export interface CompiledStep {
  readonly plan: StepPlan
  readonly key: number
  readonly takes: (draws: Draws) => number
  /** Way of the official to the citizen and back; undefined for work at the centre. */
  readonly travel: ((draws: Draws) => number) | undefined
  /** Whether officials ask the assistant. */
  readonly assisted: boolean
  /** Counted through all workflows. */
  readonly index: number
}

/** How long work takes: by the step, the dossier, and the practice of who does it. */
export class Work {
  readonly #plan: Plan
  readonly #draws: Draws
  readonly #dossiers: Dossiers
  readonly #steps: readonly (readonly CompiledStep[])[]
  /** Cases that officials have handled, [official × steps + step] by unit; only where somebody is still learning. */
  readonly #cases = new Map<number, Uint32Array>()
  readonly #stepCount: number

  constructor(plan: Plan, draws: Draws, dossiers: Dossiers) {
    this.#plan = plan
    this.#draws = draws
    this.#dossiers = dossiers
    const { assistant } = plan.policies
    let index = 0
    this.#steps = plan.workflows.map((workflow) =>
      workflow.steps.map((step) => ({
        plan: step,
        key: keyOf(step.name),
        takes: compileDuration(step.takes),
        travel: step.by.kind === 'official' && step.by.travel ? compileDuration(step.by.travel) : undefined,
        assisted: assistant?.steps.includes(step.name) ?? false,
        index: index++,
      })),
    )
    this.#stepCount = index
    for (const [unit, { officials }] of plan.units.entries()) {
      if (officials.some((official) => official.proficiency)) {
        this.#cases.set(unit, new Uint32Array(officials.length * index))
      }
    }
  }

  stepOf(slot: number): CompiledStep {
    const { workflow, step } = this.#dossiers
    const steps = this.#steps[workflow[slot] as number] as readonly CompiledStep[]
    return steps[step[slot] as number] as CompiledStep
  }

  /** Key of the dossier's present step, for random draws. */
  keyOf(slot: number): number {
    return (this.stepOf(slot).key + LEG_KEY * (this.#dossiers.leg[slot] as number)) >>> 0
  }

  /** Work of a visit to the step, whoever does it, ms. */
  lengthMs(unitKey: number, slot: number, visit: number, legacyUnits: number): number {
    const { plan, takes } = this.stepOf(slot)
    this.#draws.at(unitKey, this.#dossiers.key[slot] as number, this.keyOf(slot), TAKES + visit)
    let lengthMs = takes(this.#draws)
    if (plan.longerFor.length > 0) {
      const traits = this.#dossiers.traits[slot] as number
      for (const { trait, factor } of plan.longerFor) if ((traits & (1 << trait)) !== 0) lengthMs *= factor
    }
    if (plan.by.kind === 'official' && plan.by.eachLegacyUnit) lengthMs *= legacyUnits
    return lengthMs
  }

  /** Work of a visit, done by this official, whole ms; settles whether the assistant's answer is right. */
  byOfficialMs(unitKey: number, slot: number, visit: number, centre: Centre, official: number): number {
    const step = this.stepOf(slot)
    let lengthMs = this.lengthMs(unitKey, slot, visit, centre.unit.legacyUnits)
    const { assistant } = this.#plan.policies
    if (assistant && step.assisted && !this.#dossiers.has(slot, UNASSISTED)) {
      lengthMs *= assistant.factor
      const key = this.#dossiers.key[slot] as number
      const u = this.#draws.uniform(unitKey, key, this.keyOf(slot), ASSISTANT + visit)
      if (u < assistant.wrongShare) this.#dossiers.set(slot, WRONG_ANSWER)
    }
    const travelMs = step.travel && !this.#dossiers.has(slot, UNASSISTED) ? this.#travelMs(unitKey, slot, visit) : 0
    return Math.round(lengthMs * this.#practice(centre, official, step.index)) + travelMs
  }

  /** The way takes as long for everybody. */
  #travelMs(unitKey: number, slot: number, visit: number): number {
    const { travel } = this.stepOf(slot)
    this.#draws.at(unitKey, this.#dossiers.key[slot] as number, this.keyOf(slot), TRAVEL + visit)
    return travel ? Math.round(travel(this.#draws)) : 0
  }

  /** The official has done another case of the dossier's present step. */
  practise(centre: Centre, official: number, slot: number): void {
    if (official === CITIZEN) return
    const cases = this.#cases.get(centre.index)
    if (!cases) return
    const at = official * this.#stepCount + this.stepOf(slot).index
    cases[at] = (cases[at] as number) + 1
  }

  /** How many times as long as for a practised official. */
  #practice(centre: Centre, official: number, step: number): number {
    const { proficiency } = centre.unit.officials[official] as (typeof centre.unit.officials)[number]
    if (!proficiency) return 1
    const cases = (this.#cases.get(centre.index) as Uint32Array)[official * this.#stepCount + step] as number
    const trained = this.#worthOf(centre, official)
    return 1 + (proficiency.atFirst - 1) * 2 ** (-(cases + trained) / proficiency.halvesAfterCases)
  }

  #worthOf(centre: Centre, official: number): number {
    return centre.staffing.trainingsOf(official, this.nowMs).reduce((sum, { worthCases }) => sum + worthCases, 0)
  }

  /** Scenario time, kept by the operation: practice depends on the trainings until now. */
  nowMs = 0
}
