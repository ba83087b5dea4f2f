import { Draws } from './draws.ts'
import { keyOf } from './key.ts'

const ROUNDS = 6
const STEP = keyOf('permutation')

/**
 * A keyed bijection of 0 … rows × columns − 1 onto itself, computed one value at a time: different inputs give
 * different outputs, by construction and not by luck.
 * An unbalanced Feistel network with addition modulo `rows` and modulo `columns` in turn (Black and Rogaway, "Ciphers
 * with arbitrary finite domains", CT-RSA 2002); its round function is a keyed draw.
 */
export class Permutation {
  readonly size: number
  readonly #rows: number
  readonly #columns: number
  readonly #key: number
  readonly #draws: Draws

  constructor(seed: number, replication: number, key: number, rows: number, columns: number) {
    this.size = rows * columns
    this.#rows = rows
    this.#columns = columns
    this.#key = key
    this.#draws = new Draws(seed, replication)
  }

  /** The value that `index` becomes. RangeError outside 0 … size − 1. */
  at(index: number): number {
    if (!(Number.isInteger(index) && index >= 0 && index < this.size)) {
      throw new RangeError(`${index} is not in 0 … ${this.size - 1}`)
    }
    let row = Math.floor(index / this.#columns)
    let column = index % this.#columns
    for (let round = 0; round < ROUNDS; round += 2) {
      row = (row + Math.floor(this.#draws.uniform(this.#key, column, STEP, round) * this.#rows)) % this.#rows
      column =
        (column + Math.floor(this.#draws.uniform(this.#key, row, STEP, round + 1) * this.#columns)) % this.#columns
    }
    return row * this.#columns + column
  }
}
