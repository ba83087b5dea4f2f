import { nearest } from '../scenario/index.ts'

/** The ids most like one that was asked for, of all that go by: no list of them is kept. */
export class Nearest {
  readonly #asked: string
  #found: string[] = []

  constructor(asked: string) {
    this.#asked = asked
  }

  look(id: string): void {
    this.#found = nearest(this.#asked, [...this.#found, id])
  }

  /** At most three, all equally near. */
  found(): readonly string[] {
    return this.#found
  }
}
