import type { Visits } from '../schema/index.ts'
import { inUnit, share } from './cell.ts'
import { ExactSum, type SumState } from './exact-sum.ts'

export interface VisitState {
  readonly trips: number
  readonly travelMs: SumState
  readonly turnedAway: number
  readonly gaveUp: number
  readonly shutOut: number
  readonly elsewhere: number
}

const HOUR_MS = 3_600_000

/** Citizens on their way to the centre, and those who left it unserved. */
export class VisitCounts {
  #trips = 0
  readonly #travelMs = new ExactSum()
  #turnedAway = 0
  #gaveUp = 0
  #shutOut = 0
  #elsewhere = 0

  /** A citizen has come to a counter. */
  trip(lengthMs: number): void {
    this.#trips++
    this.#travelMs.add(lengthMs)
  }

  turnedAway(): void {
    this.#turnedAway++
  }

  gaveUp(): void {
    this.#gaveUp++
  }

  /** A citizen’s first try to submit has failed. */
  shutOut(): void {
    this.#shutOut++
  }

  /** A dossier was handed in at another unit than the competent one. */
  elsewhere(): void {
    this.#elsewhere++
  }

  add({ trips, travelMs, turnedAway, gaveUp, shutOut, elsewhere }: VisitState): void {
    this.#trips += trips
    this.#travelMs.addState(travelMs)
    this.#turnedAway += turnedAway
    this.#gaveUp += gaveUp
    this.#shutOut += shutOut
    this.#elsewhere += elsewhere
  }

  state(): VisitState {
    return {
      trips: this.#trips,
      travelMs: this.#travelMs.state(),
      turnedAway: this.#turnedAway,
      gaveUp: this.#gaveUp,
      shutOut: this.#shutOut,
      elsewhere: this.#elsewhere,
    }
  }

  /** @param received dossiers received */
  row(received: number): Visits {
    return {
      trips: this.#trips,
      tripsPerDossier: share(this.#trips, received),
      travelHours: inUnit(this.#travelMs.value, HOUR_MS) as number,
      turnedAway: this.#turnedAway,
      gaveUp: this.#gaveUp,
      shutOut: this.#shutOut,
      elsewhere: this.#elsewhere,
    }
  }
}
