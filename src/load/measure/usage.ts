import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'

/** Clock ticks a second in /proc/<pid>/stat: USER_HZ, 100 on every Linux that Node runs on. */
const TICKS_A_SECOND = 100
const LOOK_MS = 500

export interface Usage {
  /** CPU seconds ÷ (seconds × processors). */
  readonly cpuShare: number | null
  /** Early on, once it ran, and at the end: medians over a tenth of the time each. */
  readonly memoryFirstMb: number | null
  readonly memoryLastMb: number | null
  readonly memoryMostMb: number | null
}

/** Watches how much CPU and memory a process takes, as Linux tells it under /proc; elsewhere nobody knows. */
export class UsageWatch {
  readonly #pid: number
  readonly #timer: NodeJS.Timeout
  readonly #cpuS: { atMs: number; usedS: number }[] = []
  readonly #memoryMb: number[] = []

  constructor(pid: number) {
    this.#pid = pid
    this.#timer = setInterval(() => this.#look(), LOOK_MS)
    this.#look()
  }

  /** Ends watching. */
  stop(): Usage {
    clearInterval(this.#timer)
    const [first, last] = [this.#cpuS[0], this.#cpuS.at(-1)]
    const passedS = first && last ? (last.atMs - first.atMs) / 1000 : 0
    return {
      cpuShare: first && last && passedS > 0 ? (last.usedS - first.usedS) / passedS / availableParallelism() : null,
      memoryFirstMb: median(this.#tenth(1)),
      memoryLastMb: median(this.#tenth(9)),
      memoryMostMb: this.#memoryMb.length === 0 ? null : Math.max(...this.#memoryMb),
    }
  }

  #tenth(number: number): number[] {
    const { length } = this.#memoryMb
    return this.#memoryMb.slice(Math.floor((number * length) / 10), Math.ceil(((number + 1) * length) / 10))
  }

  #look(): void {
    try {
      const stat = readFileSync(`/proc/${this.#pid}/stat`, 'utf8')
      // The name, in brackets, may hold spaces.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      const usedS = (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND
      this.#cpuS.push({ atMs: performance.now(), usedS })
      const kb = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${this.#pid}/status`, 'utf8'))?.[1]
      if (kb !== undefined) this.#memoryMb.push(Number(kb) / 1024)
    } catch {
      // It has ended, or this is no Linux.
    }
  }
}

function median(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? null
}
