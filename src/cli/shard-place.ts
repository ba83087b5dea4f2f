import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '../faults/index.ts'
import { type Shard, type ShardFile, shardFileName, shardFileText } from '../simulate/index.ts'

/** Where a shard's file is written. A half-written one is never seen under the name of a whole one. */
export class ShardPlace {
  readonly path: string
  readonly #out: string
  readonly #part: string

  /** Takes the place before any work is done that could not be kept. @throws Fault output-unwritable */
  constructor(out: string, shard: Shard) {
    this.#out = out
    this.path = join(out, shardFileName(shard))
    this.#part = `${this.path}.part`
    this.#try(() => {
      mkdirSync(out, { recursive: true })
      writeFileSync(this.#part, '')
    })
  }

  /** @throws Fault output-unwritable */
  write(file: ShardFile): void {
    this.#try(() => {
      writeFileSync(this.#part, shardFileText(file))
      renameSync(this.#part, this.path)
    })
  }

  /** Leaves nothing of a file that was not written. */
  leave(): void {
    rmSync(this.#part, { force: true })
  }

  #try(write: () => void): void {
    try {
      write()
    } catch (error) {
      throw new Fault(
        'output-unwritable',
        `Can’t write to ${this.#out}: ${(error as Error).message}`,
        'Name a folder that you may write to, and that has room, with --out.',
        error,
      )
    }
  }
}
