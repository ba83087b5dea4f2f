import { type Line, NO_GATE } from '../kernel/index.ts'
import type { Plan, StepPlan, UnitPlan } from '../scenario/index.ts'
import type { SystemName } from '../schema/index.ts'

/** The only gate of a unit: its counters. */
export const COUNTERS = 0

/** A citizen who stands at the counter comes before papers on a desk. */
const FACE_TO_FACE = 0
const DESK = 1

interface Desk {
  readonly role: string
  readonly skill: string | undefined
  readonly counter: boolean
  readonly systems: readonly SystemName[]
}

/** The lines of work of one unit: one for each kind of official, skill, place and system that steps ask for. */
export class WorkLines {
  readonly lines: readonly Line[]
  /** For each official the lines that he or she serves. */
  readonly abilities: readonly (readonly number[])[]
  readonly #desks: Desk[] = []
  readonly #indexOf = new Map<string, number>()
  /** [workflow][step][procedure]; undefined for steps of the citizen. */
  readonly #lineOf: readonly (readonly (readonly number[] | undefined)[])[]

  constructor(plan: Plan, unit: UnitPlan) {
    this.#lineOf = plan.workflows.map((workflow) =>
      workflow.steps.map((step) => {
        if (step.by.kind === 'citizen') return undefined
        return plan.procedures.map((procedure) => this.#line(step, procedure.field))
      }),
    )
    this.lines = this.#desks.map((desk) => ({
      priority: desk.counter ? FACE_TO_FACE : DESK,
      gate: desk.counter ? COUNTERS : NO_GATE,
    }))
    this.abilities = unit.officials.map((official) =>
      this.#desks.flatMap((desk, line) =>
        desk.role === official.role && (desk.skill === undefined || official.skills.includes(desk.skill)) ? [line] : [],
      ),
    )
  }

  /** The line in which a dossier of a procedure waits for a step. The step must be an official's. */
  of(workflow: number, step: number, procedure: number): number {
    const lines = (this.#lineOf[workflow] as readonly (readonly number[] | undefined)[])[step] as readonly number[]
    return lines[procedure] as number
  }

  /** Lines whose work needs a system. */
  needing(system: SystemName): number[] {
    return this.#desks.flatMap((desk, line) => (desk.systems.includes(system) ? [line] : []))
  }

  #line(step: StepPlan, field: string): number {
    if (step.by.kind !== 'official') return -1
    const systems = [...new Set(step.outcomes.flatMap((outcome) => outcome.operation?.system ?? []))].sort()
    const skill = step.by.skill === 'field' ? field : step.by.skill
    const desk: Desk = { role: step.by.role, skill, counter: step.by.counter, systems }
    const key = JSON.stringify(desk)
    const known = this.#indexOf.get(key)
    if (known !== undefined) return known
    this.#indexOf.set(key, this.#desks.length)
    return this.#desks.push(desk) - 1
  }
}
