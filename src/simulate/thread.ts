import { Worker } from 'node:worker_threads'
import { Fault } from '../faults/index.ts'
import type { Reply, Request } from './messages.ts'

interface Waiting {
  readonly resolve: (reply: Reply) => void
  readonly reject: (error: Error) => void
}

/**
 * Little of what a replication makes is short-lived: a small nursery takes a fifth less memory for the whole country and
 * hardly any time.
 */
const YOUNG_MIB = 16

/** One worker thread that answers requests in order, and whose death is told to whoever waits for it. */
export class Thread {
  readonly #worker: Worker
  readonly #waiting: Waiting[] = []
  #ended: Error | undefined

  /** @param name as it is told when the thread dies */
  constructor(file: URL, name: string) {
    this.#worker = new Worker(file, { name, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MIB } })
    this.#worker.on('message', (reply: Reply) => this.#hear(reply))
    this.#worker.on('error', (error) => this.#end(died(name, error.message, error)))
    this.#worker.on('messageerror', (error) => this.#end(died(name, error.message, error)))
    this.#worker.on('exit', (status) => this.#end(died(name, `ended with status ${status}`)))
  }

  /** @throws Fault worker-died; any fault that the worker meets */
  ask<K extends Reply['kind']>(request: Request, kind: K): Promise<Extract<Reply, { kind: K }>> {
    return new Promise<Reply>((resolve, reject) => {
      if (this.#ended) reject(this.#ended)
      else {
        this.#waiting.push({ resolve, reject })
        this.#worker.postMessage(request)
      }
    }).then((reply) => {
      if (reply.kind === 'fault') throw new Fault(reply.code, reply.message, reply.hint)
      if (reply.kind !== kind) throw new Error(`a worker answered ${reply.kind} to ${request.kind}`)
      return reply as Extract<Reply, { kind: K }>
    })
  }

  /** Ends the thread at once; what it was asked is rejected. */
  async close(): Promise<void> {
    await this.#worker.terminate()
  }

  #hear(reply: Reply): void {
    this.#waiting.shift()?.resolve(reply)
  }

  /** What is told first is the cause; the end that follows says less. */
  #end(error: Error): void {
    this.#ended ??= error
    for (const { reject } of this.#waiting.splice(0)) reject(this.#ended)
  }
}

function died(name: string, how: string, cause?: Error): Fault {
  const memory = (cause as NodeJS.ErrnoException | undefined)?.code === 'ERR_WORKER_OUT_OF_MEMORY'
  return new Fault(
    'worker-died',
    `${name} ended before its work was done: ${memory ? 'it ran out of memory' : how}`,
    memory
      ? 'Give it more room (NODE_OPTIONS=--max-old-space-size=4096), or use fewer threads: --threads 1.'
      : 'Try again with --threads 1, and report it if it happens there too.',
    cause,
  )
}
