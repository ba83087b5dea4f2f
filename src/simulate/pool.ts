import { Fault } from '../faults/index.ts'
import type { Listener, Players, Subject } from './players.ts'
import type { Task } from './tasks.ts'
import { Thread } from './thread.ts'

/** Beside this file, with its extension: .ts from source, .js when built. */
const workerFile = new URL(`./worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url)

/** Worker threads, each of which takes the next task as soon as it is free. */
export class Pool implements Players {
  readonly #threads: readonly Thread[]

  /** @param threads at least 1 */
  constructor(threads: number, file = workerFile) {
    this.#threads = Array.from({ length: threads }, (_, index) => new Thread(file, `worker thread ${index + 1}`))
  }

  async play(subject: Subject, tasks: Iterable<Task>, listener: Listener, signal: AbortSignal): Promise<void> {
    const left = tasks[Symbol.iterator]()
    // A task may take a minute: whoever interrupts does not wait for it.
    const stop = () => void this.close()
    signal.addEventListener('abort', stop)
    try {
      await Promise.all(this.#threads.map((thread) => serve(thread, subject, left, listener, signal)))
    } catch (error) {
      if (signal.aborted) return
      await this.close()
      throw error
    } finally {
      signal.removeEventListener('abort', stop)
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()))
  }
}

async function serve(
  thread: Thread,
  { plan, source, seed, steadyState, evidence = false }: Subject,
  left: Iterator<Task>,
  listener: Listener,
  signal: AbortSignal,
): Promise<void> {
  if (source === undefined) throw new Error('a plan without its text can be played in this thread only')
  const { sha256 } = await thread.ask({ kind: 'open', source, chances: { seed, steadyState, evidence } }, 'opened')
  if (sha256 !== plan.sha256) {
    const message = `${source.file}, or a file that it refers to, changed while the run began`
    throw new Fault('scenario-invalid', message, 'leave the files alone and run it again')
  }
  for (let next = left.next(); !next.done && !signal.aborted; next = left.next()) {
    const { dossiers, steps, piece } = await thread.ask({ kind: 'play', task: next.value }, 'played')
    if (piece) listener.piece(piece)
    listener.played(dossiers, steps)
  }
  const { piece } = await thread.ask({ kind: 'take' }, 'taken')
  if (piece) listener.piece(piece)
}
