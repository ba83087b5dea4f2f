import { closeSync, openSync, readSync } from 'node:fs'

const LOOK_MS = 20
const AT_ONCE = 1 << 18

/**
 * Reads a file while another process writes it, a piece every now and then. k6 tells what happened line by line: through a
 * pipe each line would wake whoever reads it, and make k6 wait where that one is late.
 */
export class FileTail {
  readonly #file: number
  readonly #onChunk: (chunk: Buffer) => void
  readonly #timer: NodeJS.Timeout
  readonly #buffer = Buffer.alloc(AT_ONCE)

  /** @param path of a file that is there */
  constructor(path: string, onChunk: (chunk: Buffer) => void) {
    this.#file = openSync(path, 'r')
    this.#onChunk = onChunk
    this.#timer = setInterval(() => this.#look(), LOOK_MS)
  }

  /** Reads what is left, once the other process has ended. */
  end(): void {
    clearInterval(this.#timer)
    this.#look()
    closeSync(this.#file)
  }

  #look(): void {
    for (;;) {
      const length = readSync(this.#file, this.#buffer)
      if (length === 0) return
      this.#onChunk(this.#buffer.subarray(0, length))
    }
  }
}
