import type { RefinedResponse } from 'k6/http'

/** k6 is to end, and the call under way with it. */
export class Ending extends Error {
  /** How long the call was under way, or held back, until then, ms. */
  readonly afterMs: number

  constructor(afterMs = 0) {
    super()
    this.afterMs = afterMs
  }
}

/** Whether a request was broken off as k6 is to end: that is no answer of the system. */
export function isEnding({ error, error_code: code }: RefinedResponse<'text'>): boolean {
  return code !== 0 && error.includes('context canceled')
}
