import { DAY_MS, MINUTE_MS, parseLocal } from '../calendar/index.ts'
import type { Duration, Scenario, Step, Stream } from '../schema/index.ts'
import { moments } from './formulas/index.ts'

/**
 * What a case's scenario file says, as the formulas want it. It is read from the file itself and not from the compiled
 * plan, so that a formula shares nothing with the simulation but the file.
 */
export class Given {
  readonly #scenario: Scenario

  constructor(scenario: Scenario) {
    this.#scenario = scenario
  }

  get periodMin(): number {
    const { from, to } = this.#scenario.period
    return (parseLocal(to) + DAY_MS - parseLocal(from)) / MINUTE_MS
  }

  /** Dossiers a minute of a Poisson stream; the ordinary demand without a name. */
  ratePerMin(stream?: string): number {
    const { volume } = this.stream(stream)
    if (volume.kind !== 'poisson') throw new Error(`the stream’s volume is ${volume.kind}, not poisson`)
    return volume.dossiers / this.periodMin
  }

  /** The demand itself without a name. */
  stream(name?: string): Stream {
    const { demand } = this.#scenario
    return name === undefined ? demand : present(demand.streams?.[name], `stream ${name}`)
  }

  /** Length of a step. */
  takes(step: string, workflow = 'desk'): Duration {
    return this.#step(workflow, step).takes
  }

  /** Mean length of a step whose length is exponential. */
  exponentialMin(step: string, workflow = 'desk'): number {
    return exponentialMin(this.takes(step, workflow))
  }

  /** Moments of a step’s length. */
  moments(step: string, workflow = 'desk'): moments.Moments {
    return moments.momentsOf(this.takes(step, workflow))
  }

  /** How many times as long a step takes for dossiers with a trait. */
  factor(step: string, trait: string, workflow = 'desk'): number {
    return present(this.#step(workflow, step).longerFor?.[trait], `longerFor ${trait}`)
  }

  /** Share of the ordinary demand that has a trait. */
  traitShare(trait: string): number {
    return present(this.#scenario.demand.traits?.[trait], `trait ${trait}`).share
  }

  /** Shares of the outcomes of a step, of all dossiers that come to its end. */
  outcomeShares(step: string, workflow = 'desk'): number[] {
    let left = 1
    return this.#step(workflow, step).outcomes.map(({ share }) => {
      const taken = share === undefined ? left : share * left
      left -= taken
      return taken
    })
  }

  /** Officials of a role in a unit. */
  officials(role: string, unit = 0): number {
    return this.#staff(unit)
      .filter((group) => group.role === role)
      .reduce((sum, { count }) => sum + count, 0)
  }

  seats(): number {
    return present(this.#scenario.units[0]?.seats, 'seats')
  }

  /** How the officials’ workplaces fail. */
  breakdowns() {
    return present(this.#staff(0)[0]?.breakdowns, 'breakdowns')
  }

  #staff(unit: number): Scenario['units'][number]['staff'] {
    return present(this.#scenario.units[unit], `unit ${unit}`).staff
  }

  #step(workflow: string, step: string): Step {
    return present(this.#scenario.workflows?.[workflow]?.steps[step], `step ${step} of workflow ${workflow}`)
  }
}

/** Mean of a length that must be exponential, as the formula at hand supposes. */
export function exponentialMin(duration: Duration): number {
  if (duration.kind !== 'exponential') throw new Error(`the length is ${duration.kind}, not exponential`)
  return duration.meanMin
}

function present<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the case’s scenario has no ${what}`)
  return value
}
