import { Draws } from './draws.ts'

/**
 * Uniforms one after another under one key, for those who cannot say which draw they want: faker, a rejection method.
 * `from` sets the key and begins anew, so what was drawn before under another key has no influence.
 * The n-th block has purpose + n: keep the purposes of a step apart by `keyOf`.
 */
export class DrawSequence {
  readonly #draws: Draws
  #unit = 0
  #dossier = 0
  #step = 0
  #purpose = 0
  #taken = 0

  constructor(seed: number, replication: number) {
    this.#draws = new Draws(seed, replication)
  }

  from(unit: number, dossier: number, step: number, purpose: number): this {
    this.#unit = unit
    this.#dossier = dossier
    this.#step = step
    this.#purpose = purpose
    this.#taken = 0
    return this
  }

  /** The next uniform of the key, in (0, 1). */
  next(): number {
    const taken = this.#taken++
    if (taken % 2 === 1) return this.#draws.second
    return this.#draws.uniform(this.#unit, this.#dossier, this.#step, this.#purpose + taken / 2)
  }
}
