/** One measured round: a figure of Dientap, the reference's, and their ratio. */
export interface Round {
  readonly figure: number
  readonly against: number
  readonly ratio: number
}

export interface Benchmark {
  /** What is measured, against what, in which unit. */
  readonly what: string
  readonly reference: string
  readonly unit: string
  /** What the ratio should keep. */
  readonly bound: { readonly text: string; readonly keeps: (ratio: number) => boolean }
  readonly round: () => Promise<Round>
}
