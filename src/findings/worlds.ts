import { type ChangeSet, checkScenario, type Plan, withChanges } from '../scenario/index.ts'
import { type Players, replay, type Source, workOf } from '../simulate/index.ts'
import { type Losses, lossesOf } from './losses.ts'
import { restricted } from './sample.ts'

interface World {
  readonly plan: Plan
  readonly source: Source
  /** By replication. */
  readonly losses: Map<number, Losses>
}

/** The scenario as it is and as it would be: what each loses, played once however often it is asked for. */
export class Worlds {
  readonly plan: Plan
  readonly source: Source
  readonly #entryOf: readonly number[]
  readonly #players: Players
  readonly #seed: number
  readonly #signal: AbortSignal
  readonly #worlds = new Map<string, World | undefined>()
  /** Work done so far, in dossiers. */
  spent = 0

  constructor(
    plan: Plan,
    source: Source,
    entryOf: readonly number[],
    playing: { readonly players: Players; readonly seed: number; readonly signal: AbortSignal },
  ) {
    this.plan = plan
    this.source = source
    this.#entryOf = entryOf
    this.#players = playing.players
    this.#seed = playing.seed
    this.#signal = playing.signal
  }

  /** What is known already of the scenario as it is: replications from 1 on. */
  know(losses: readonly Losses[]): void {
    const world = { plan: this.plan, source: this.source, losses: new Map(losses.map((each, at) => [at + 1, each])) }
    this.#worlds.set(keyOf([], undefined), world)
  }

  get stopped(): boolean {
    return this.#signal.aborted
  }

  /**
   * Losses of the replications from `first` to `last` with changes made.
   * @param units those alone; undefined for all
   * @returns undefined where the changes do not give a valid scenario, or it was stopped
   */
  async losses(
    sets: readonly ChangeSet[],
    units: readonly number[] | undefined,
    first: number,
    last: number,
  ): Promise<Losses[] | undefined> {
    const key = keyOf(sets, units)
    if (!this.#worlds.has(key)) this.#worlds.set(key, this.#make(sets, units))
    const world = this.#worlds.get(key)
    if (!world) return undefined
    const { plan, source, losses } = world
    let from = first
    while (from <= last && losses.has(from)) from++
    if (from <= last) {
      const subject = { plan, source, seed: this.#seed, steadyState: false }
      const figures = await replay(this.#players, subject, from, last, this.#signal)
      this.spent += workOf(plan) * (last - from + 1)
      if (figures.length < last - from + 1) return undefined
      figures.forEach((each, at) => {
        losses.set(from + at, lossesOf(each))
      })
    }
    // A sample is of one pair: nobody will ask for it again once the next is drawn.
    return Array.from({ length: last - first + 1 }, (_, at) => losses.get(first + at) as Losses)
  }

  #make(sets: readonly ChangeSet[], units: readonly number[] | undefined): World | undefined {
    const all = sets.length === 0 ? this.source : withChanges(this.source, sets)
    const source = units === undefined ? all : restricted(all, this.plan, this.#entryOf, units)
    const { plan } = checkScenario(source.text, source.file)
    return plan && { plan, source, losses: new Map() }
  }
}

function keyOf(sets: readonly ChangeSet[], units: readonly number[] | undefined): string {
  return `${sets.map(({ name }) => name).join('+')}@${units?.join(',') ?? 'all'}`
}
