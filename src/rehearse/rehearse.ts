import { Draws } from '../chance/index.ts'
import { Fault } from '../faults/index.ts'
import { type Journal, Operation, PLAYED_REPLICATION } from '../operation/index.ts'
import { People } from '../people/index.ts'
import type { Plan } from '../scenario/index.ts'
import type { Conserved, RunResult, SystemName } from '../schema/index.ts'
import type { RunningSystems } from '../systems/index.ts'
import {
  type SecretSource,
  type Surroundings,
  SystemClient,
  type TargetFiles,
  type TargetRequest,
  Targets,
} from '../target/index.ts'
import { HttpSystems } from './http-systems.ts'
import { SlowLines } from './slow-lines.ts'
import { isKeeper } from './stand-ins.ts'

export interface RehearseOptions {
  readonly seed: number
  readonly runId: string
  /** How operations become requests. */
  readonly target: TargetFiles
  /** The stand-ins, where the target file leaves systems to them. */
  readonly systems: RunningSystems | undefined
  /** Secrets by the names in the target file. */
  readonly secrets: SecretSource
  /** Needed where the target reaches beyond this machine. */
  readonly surroundings?: Surroundings
  readonly journal: Journal
  /** Aborted by Ctrl-C: the run ends and what was measured is kept. */
  readonly signal: AbortSignal
  /** Told now and then how far the scenario's clock is, epoch ms. */
  readonly onProgress?: (nowMs: number) => void
  /** Told every request just before it is sent, in order. */
  readonly onCall?: (request: TargetRequest) => void
}

export interface Rehearsed {
  /** Scenario time up to which it ran, epoch ms. */
  readonly untilMs: number
  /** Why it ended before the period did. */
  readonly stopped: Fault | undefined
  /** What the stand-ins' databases count, none without stand-ins; undefined when they don't answer. */
  readonly census: readonly { readonly system: SystemName; readonly counts: Conserved }[] | undefined
  readonly lag: NonNullable<RunResult['lag']>
  /** Wall-clock length of the replay, ms. */
  readonly tookMs: number
}

/** How long a system that does not answer is given to be found dead, ms. */
const POST_MORTEM_MS = 1000

/**
 * Replays the scenario against running systems: virtual time moves from event to event, and waits for an answer only
 * where the next event needs it. Calls of officials who are busy at the same scenario moment are under way together.
 */
export async function rehearse(plan: Plan, options: RehearseOptions): Promise<Rehearsed> {
  const { systems, signal, seed } = options
  const draws = new Draws(seed, PLAYED_REPLICATION)
  const people = new People(plan, seed, PLAYED_REPLICATION)
  const targets = new Targets(options.target, systems?.urls ?? {}, options.surroundings)
  const client = await SystemClient.open(targets, {
    secrets: options.secrets,
    ...(options.onCall ? { onCall: options.onCall } : {}),
  })
  const http = new HttpSystems(plan, people, client, linesOf(plan, options), options.runId)
  const operation = new Operation(plan, draws, http, options.journal)
  const watch = new Watch(systems, signal)
  // Answers still under way are of no use then, and a system that hangs must not hold up the end.
  void watch.ended.then(() => client.close())

  const startedMs = performance.now()
  let waits = 0
  let waitedMs = 0
  let events = 0
  for (;;) {
    if (http.stopped) watch.stop(http.stopped)
    else if (http.unreachable !== undefined) await watch.diagnose(unreachable(http.unreachable))
    if (watch.stopped) break
    const ticket = operation.awaited()
    if (ticket) {
      const from = performance.now()
      await ticket.settled
      waitedMs += performance.now() - from
      waits++
      continue
    }
    if (!operation.advance()) break
    if (++events % PROGRESS_EVERY === 0) options.onProgress?.(operation.nowMs)
  }
  const tookMs = performance.now() - startedMs
  const lag = { waits, waitedMs, callsPerSecond: (http.sent / tookMs) * 1000, meanInFlight: http.meanInFlight }
  const census = watch.stopped ? undefined : await lastCensus(systems, watch)
  const stopped = watch.stopped
  await client.close()
  watch.end()
  return {
    untilMs: stopped ? operation.nowMs : plan.toMs,
    stopped,
    census: census?.filter(({ system }) => isKeeper(system)),
    lag,
    tookMs,
  }
}

function linesOf(plan: Plan, { target, systems, seed }: RehearseOptions): SlowLines {
  return new SlowLines(
    plan,
    seed,
    (name) => systems?.urls[name] !== undefined && target.own.systems?.[name]?.url === undefined,
  )
}

const PROGRESS_EVERY = 256

/** What the systems count once they have told each other everything; undefined when the run must stop before that. */
async function lastCensus(systems: RunningSystems | undefined, watch: Watch): Promise<Rehearsed['census']> {
  if (!systems) return []
  try {
    const census = await Promise.race([systems.drain(), watch.ended.then(() => undefined)])
    return census?.map(({ system, counts }) => ({ system, counts }))
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    await watch.diagnose(error)
    return undefined
  }
}

function unreachable(system: string): Fault {
  return new Fault(
    'system-unreachable',
    `The system ${system} can’t be reached.`,
    'Look whether it is running and where; what was measured until then is in the run folder.',
  )
}

/** Learns why a run must stop. */
class Watch {
  stopped: Fault | undefined
  /** Resolves when the run must stop. */
  readonly ended: Promise<void>
  readonly #signal: AbortSignal
  readonly #onAbort: () => void
  #end: () => void = () => {}

  constructor(systems: RunningSystems | undefined, signal: AbortSignal) {
    this.#signal = signal
    this.ended = new Promise((resolve) => {
      this.#end = resolve
    })
    this.#onAbort = () => {
      this.stop(
        new Fault(
          'interrupted',
          'Interrupted before the period was over.',
          'What was measured until then is in the run folder.',
        ),
      )
    }
    if (signal.aborted) this.#onAbort()
    else signal.addEventListener('abort', this.#onAbort)
    systems?.onDeath((name, how) => {
      this.stop(
        new Fault(
          'system-died',
          `The stand-in system ${name} ended in the middle of the run (${how}).`,
          'What was measured until then is in the run folder; run again, and report it if it happens again.',
        ),
      )
    })
  }

  /** A system does not answer: waits a moment to learn whether it died, which says more than the fault does. */
  async diagnose(silence: Fault): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined
    const moment = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, POST_MORTEM_MS)
    })
    await Promise.race([this.ended, moment])
    clearTimeout(timer)
    this.stop(silence)
  }

  end(): void {
    this.#signal.removeEventListener('abort', this.#onAbort)
  }

  stop(why: Fault): void {
    this.stopped ??= why
    this.#end()
  }
}
