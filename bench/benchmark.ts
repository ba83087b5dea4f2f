/** One measured round: a figure of Dientap, the reference's, and their ratio. */
export interface Round {
  readonly figure: number
  readonly against: number
  readonly ratio: number
  /** What sets it apart from other rounds, where they are no repetitions. */
  readonly name?: string
}

/** Another program that does the same, for comparison only: its figure, or why there is none. */
export type Peer = { readonly name: string } & ({ readonly figure: number } | { readonly skipped: string })

/** Thrown by a round whose reference this machine does not have: why, and how to get it. */
export class Skipped extends Error {}

export interface Benchmark {
  /** What is measured, against what, in which unit. */
  readonly what: string
  readonly reference: string
  readonly unit: string
  /** What the ratio should keep: the median of the rounds, or that of each where rounds are no repetitions. */
  readonly bound: { readonly text: string; readonly ofEach?: boolean; readonly keeps: (ratio: number) => boolean }
  /** How many rounds where the command line does not say; 3 without. */
  readonly rounds?: number
  readonly round: () => Promise<Round>
  /** Measured once, after the rounds. */
  readonly peers?: () => readonly Peer[] | Promise<readonly Peer[]>
}
