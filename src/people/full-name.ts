import { type Draws, keyOf, WeightedPick } from '../chance/index.ts'
import type { NameWeights } from '../scenario/index.ts'
import type { Gender } from './identity-number.ts'

const STEP = keyOf('people.name')
const SURNAME = keyOf('surname')
const MIDDLE = keyOf('middle')
const GIVEN = keyOf('given')
const FREE_MIDDLE = keyOf('free-middle')

/**
 * Full names: surname, middle names, given name, by the weights of the catalogue (made to sum to 1).
 * How many words a name has is a draw of its own. The empty middle name of the catalogue stands for all that are not
 * listed: where the number of words wants a middle name all the same, a given name takes its place (Lê Tuấn Anh), as
 * it does for the second middle name of a name of four words (Trần Thị Ngọc Lan) and for one that would repeat itself.
 */
export class FullNames {
  readonly #surnames: Choice
  readonly #bySex: { readonly [sex in Gender]: { wordCounts: Choice; middle: Choice; given: Choice } }

  constructor(names: NameWeights) {
    const ofSex = (sex: Gender) => ({
      wordCounts: new Choice(names.wordCounts[sex]),
      middle: new Choice(names.middle[sex]),
      given: new Choice(names.given[sex]),
    })
    this.#surnames = new Choice(names.surnames)
    this.#bySex = { female: ofSex('female'), male: ofSex('male') }
  }

  /** The name of a dossier's citizen, NFC. Moves the block of `draws`. */
  of(draws: Draws, unit: number, dossier: number, gender: Gender): string {
    const { wordCounts, middle, given } = this.#bySex[gender]
    const { first, second } = draws.at(unit, dossier, STEP, SURNAME)
    const words = Number(wordCounts.value(second))
    const name = [this.#surnames.value(first)]
    const givenAt = given.index(draws.uniform(unit, dossier, STEP, GIVEN))
    draws.at(unit, dossier, STEP, FREE_MIDDLE)
    const free = [draws.first, draws.second].map((u) => given.index(u))
    const listed = middle.value(draws.uniform(unit, dossier, STEP, MIDDLE))
    const repeated = listed === given.at(givenAt) || name.includes(listed)
    if (words > 2) name.push(listed === '' || repeated ? given.other(free[0] ?? 0, givenAt, name) : listed)
    if (words > 3) name.push(given.other(free[1] ?? 0, givenAt, name))
    name.push(given.at(givenAt))
    return name.join(' ')
  }
}

/** Words with their weights. */
class Choice {
  readonly #words: readonly string[]
  readonly #pick: WeightedPick

  constructor(weighted: readonly { readonly value: string; readonly weight: number }[]) {
    this.#words = weighted.map(({ value }) => value.normalize('NFC'))
    this.#pick = new WeightedPick(weighted.map(({ weight }) => weight))
  }

  index(u: number): number {
    return this.#pick.index(u)
  }

  at(index: number): string {
    return this.#words[index % this.#words.length] ?? ''
  }

  value(u: number): string {
    return this.at(this.index(u))
  }

  /** The word at `index`, or the next that is neither the given name nor in the name already. */
  other(index: number, givenAt: number, name: readonly string[]): string {
    for (let next = index; next < index + this.#words.length; next++) {
      const word = this.at(next)
      if (word !== this.at(givenAt) && !name.includes(word)) return word
    }
    return this.at(index)
  }
}
