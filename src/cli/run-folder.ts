import { closeSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '../faults/index.ts'
import { type Entry, eventLine, type Journal } from '../operation/index.ts'
import type { Plan } from '../scenario/index.ts'

/** Name of the event log in the folder of a run. */
export const EVENT_LOG = 'events.ndjson'
/** Name of the file with what each replication of a simulation gave. */
export const REPLICATIONS = 'replications.json'

/** The folder of one run, reports/<run>/. */
export class RunFolder {
  readonly id: string
  readonly path: string

  private constructor(id: string, path: string) {
    this.id = id
    this.path = path
  }

  /**
   * Makes a new folder, named by scenario, clock and time; a number is added where one of that name is there.
   * @throws Fault output-unwritable
   */
  static create(out: string, scenario: string, clock: string, now: Date): RunFolder {
    const stamp = now.toISOString().replaceAll(/[-:]/g, '').slice(0, 15)
    const base = `${scenario}-${clock}-${stamp}`
    try {
      mkdirSync(out, { recursive: true })
      for (let attempt = 1; ; attempt++) {
        const id = attempt === 1 ? base : `${base}-${attempt}`
        try {
          mkdirSync(join(out, id))
          return new RunFolder(id, join(out, id))
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
        }
      }
    } catch (error) {
      throw unwritable(out, error)
    }
  }

  /** @throws Fault output-unwritable */
  write(name: string, text: string): void {
    try {
      writeFileSync(join(this.path, name), text)
    } catch (error) {
      throw unwritable(this.path, error)
    }
  }

  /** Takes the folder away, with what was written so far: the run came to nothing. */
  remove(): void {
    rmSync(this.path, { recursive: true, force: true })
  }

  /** A journal that writes events.ndjson as things happen, so that little is lost if the program dies. */
  eventLog(plan: Plan): EventLog {
    return new EventLog(plan, join(this.path, EVENT_LOG))
  }
}

/** What to tell when something can't be written. */
export function unwritable(place: string, error: unknown): Fault {
  return new Fault(
    'output-unwritable',
    `Can’t write to ${place}: ${(error as Error).message}`,
    'Name a folder that you may write to, and that has room, with --out.',
    error,
  )
}

const CHUNK_CHARACTERS = 1 << 16

/** Writes events.ndjson, in chunks. */
export class EventLog implements Journal {
  readonly #plan: Plan
  readonly #path: string
  readonly #file: number
  #chunk = ''

  constructor(plan: Plan, path: string) {
    this.#plan = plan
    this.#path = path
    this.#file = openSync(path, 'w')
  }

  record(entry: Readonly<Entry>): void {
    this.#chunk += `${JSON.stringify(eventLine(this.#plan, entry))}\n`
    if (this.#chunk.length >= CHUNK_CHARACTERS) this.flush()
  }

  /** @throws Fault output-unwritable */
  flush(): void {
    try {
      writeFileSync(this.#file, this.#chunk)
    } catch (error) {
      throw unwritable(this.#path, error)
    }
    this.#chunk = ''
  }

  close(): void {
    this.flush()
    closeSync(this.#file)
  }
}

/** Tells several journals. */
export function both(first: Journal, second: Journal): Journal {
  return {
    record(entry) {
      first.record(entry)
      second.record(entry)
    },
  }
}
