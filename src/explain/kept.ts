import type { Limit } from '../limits/index.ts'
import type { Kept } from './life.ts'

const MINUTE_MS = 60_000

/** Adds up by what something was kept. */
export class KeptSum {
  readonly #ms = new Map<string, { limit: Limit; ms: number }>()

  add({ kind, name }: Limit, ms: number): void {
    if (ms <= 0) return
    const key = `${kind}/${name}`
    const known = this.#ms.get(key)
    if (known) known.ms += ms
    else this.#ms.set(key, { limit: { kind, name }, ms })
  }

  /** Longest first. */
  rows(): Kept[] {
    return [...this.#ms.values()]
      .sort((a, b) => b.ms - a.ms)
      .map(({ limit, ms }) => ({ ...limit, workingMin: ms / MINUTE_MS }))
  }
}
