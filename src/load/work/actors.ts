import type { LoadOfficial, LoadRequest } from './load-plan.ts'
import { LIST, type Requests, TODO } from './requests.ts'
import type { WayCall } from './ways.ts'

/** States of dossiers that stand in no list of what is to be done: papers or a payment are waited for. */
const WAITING: ReadonlySet<number> = new Set([5, 6])

/** Who takes dossiers on: each official, and for each centre whoever is none. */
export class Actors {
  readonly officials: LoadOfficial[] = []
  readonly #requests: Requests
  readonly #numbers = new Map<string, number>()
  readonly #lists: { request: LoadRequest; state: number }[][] = []

  constructor(requests: Requests) {
    this.#requests = requests
  }

  /** @param state that the dossier has until then: it says in which list it stands */
  of({ call, by }: WayCall, state: number): number {
    const { atUnit } = call
    const name = `${atUnit} ${by >= 0 ? call.by : ''}`
    const who = this.#numbers.get(name) ?? this.#add(name)
    const lists = this.#lists[who] as { request: LoadRequest; state: number }[]
    const listed = WAITING.has(state) ? state : 0
    if (!lists.some((each) => each.state === listed)) {
      const asks = by >= 0 ? call.by : 'agency'
      const request = this.#requests.list(listed === 0 ? TODO : LIST, atUnit, asks, listed)
      lists.push({ request, state: listed })
      this.officials[who] = { who, lists: lists.map((each) => each.request) }
    }
    return who
  }

  #add(name: string): number {
    const who = this.#numbers.size
    this.#numbers.set(name, who)
    this.#lists.push([])
    return who
  }
}
