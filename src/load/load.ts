import { join } from 'node:path'
import { Fault } from '../faults/index.ts'
import type { Journal } from '../operation/index.ts'
import type { Plan } from '../scenario/index.ts'
import type { Conserved, SystemName } from '../schema/index.ts'
import type { RunningSystems } from '../systems/index.ts'
import { type Surroundings as Outside, type SecretSource, type TargetFiles, Targets } from '../target/index.ts'
import { type Calibration, calibrate } from './judge/calibration.ts'
import type { K6, Surroundings } from './k6/index.ts'
import { tellJournal } from './measure/events.ts'
import { type InstanceResult, mergeInstances } from './measure/instance.ts'
import { type OwnOptions, runInstances } from './run-instances.ts'
import { type Drive, type LoadWork, loadWork } from './work/build.ts'
import type { Way } from './work/ways.ts'

export interface LoadOptions extends Drive {
  readonly seed: number
  readonly runId: string
  readonly k6: K6
  /** The machine. */
  readonly surroundings: Surroundings
  readonly target: TargetFiles
  /** The stand-ins, where the target file leaves systems to them. */
  readonly systems: RunningSystems | undefined
  readonly secrets: SecretSource
  /** Needed where the target reaches beyond this machine. */
  readonly outside?: Outside
  /** Folder in which the plan may lie while k6 runs. */
  readonly folder: string
  readonly signal: AbortSignal
  /** Whether the generator is measured first. */
  readonly calibrates: boolean
  /** How many k6 processes share the load; one without. */
  readonly instances?: number
  /** Further options of each. */
  readonly ownOf?: OwnOptions
  /** Is told what is being done, and how many calls were made. */
  readonly onProgress?: (what: 'calibrating' | 'running' | 'counting', calls: number) => void
}

export interface Loaded {
  readonly work: LoadWork
  readonly result: InstanceResult
  readonly calibration: Calibration | null
  /** Why it ended before it was over. */
  readonly stopped: Fault | undefined
  readonly census: readonly { readonly system: SystemName; readonly counts: Conserved }[] | undefined
}

/** Systems that keep every dossier. */
const KEEPERS: readonly SystemName[] = ['portal', 'one-stop']

/**
 * Where requests of a target go and in whose name; what the scripts are to do.
 * @throws Fault as Targets and loadWork do
 */
export async function workOf(
  plan: Plan,
  options: Omit<LoadOptions, 'k6' | 'signal' | 'folder' | 'surroundings' | 'calibrates' | 'instances'> & {
    /** Those of the scenario, where they are worked out already. */
    readonly ways?: readonly Way[]
  },
): Promise<LoadWork> {
  const targets = new Targets(options.target, options.systems?.urls ?? {}, options.outside)
  const work = loadWork(plan, targets, options.secrets, options)
  return { ...work, plan: { ...work.plan, hosts: await pinned(targets, work) } }
}

/** Addresses of the hosts that are asked, by the guard: k6 must resolve no name itself. */
async function pinned(targets: Targets, { dossiers }: LoadWork): Promise<Record<string, string>> {
  const asked = new Set(
    dossiers.flatMap(({ calls }) =>
      calls.flatMap(({ url, finders }) =>
        [url, ...finders.map(({ request }) => request.url)].map((each) => new URL(each).origin),
      ),
    ),
  )
  const hosts: Record<string, string> = {}
  for (const { operations } of targets.all) {
    for (const { system } of operations.values()) {
      const { destination, guard } = system
      if (!asked.has(destination.origin.text) || destination.origin.isAddress) continue
      const [address] = await guard.pin(destination)
      if (address !== undefined) hosts[destination.origin.host] = address
    }
  }
  return hosts
}

/** Puts the scenario's dossiers on running systems with one k6 process, and asks the systems what they have come to. */
export async function load(plan: Plan, options: LoadOptions): Promise<Loaded> {
  const { k6, surroundings, signal, systems, onProgress } = options
  const work = await workOf(plan, options)
  const watch = new Watch(systems, signal)
  let calibration: Calibration | null = null
  if (options.calibrates && !signal.aborted) {
    onProgress?.('calibrating', 0)
    calibration = await calibrate(k6, callsPerSecond(work), { surroundings, signal })
  }
  onProgress?.('running', 0)
  const own = { folder: join(options.folder, 'k6'), surroundings, signal: watch.signal }
  const onCalls = (calls: number) => onProgress?.('running', calls)
  const parts = await runInstances(k6, work, options.instances ?? 1, { ...own, onProgress: onCalls }, options.ownOf)
  const result = {
    ...mergeInstances(parts, work.plan.compression),
    interrupted: signal.aborted || watch.stopped !== undefined,
  }
  onProgress?.('counting', 0)
  const census = watch.stopped ? undefined : await censusOf(systems, watch)
  watch.end()
  return { work, result, calibration, stopped: watch.stopped, census }
}

/** Calls a second for which the plan asks, looks at lists left out. */
export function callsPerSecond({ dossiers, plan }: LoadWork): number {
  const calls = dossiers.reduce((sum, dossier) => sum + dossier.calls.length, 0)
  return calls / (plan.durationMs / 1000)
}

/** Tells a journal what happened, for the figures of the result. */
export function report(plan: Plan, { work, result }: Pick<Loaded, 'work' | 'result'>, journal: Journal): void {
  tellJournal(plan, work, result, journal)
}

async function censusOf(systems: RunningSystems | undefined, watch: Watch): Promise<Loaded['census']> {
  if (!systems) return []
  try {
    const census = await systems.drain()
    return census.filter(({ system }) => KEEPERS.includes(system)).map(({ system, counts }) => ({ system, counts }))
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    watch.stop(error)
    return undefined
  }
}

/** Learns why a run must stop: Ctrl-C, or a stand-in that has died. */
class Watch {
  stopped: Fault | undefined
  readonly #abort = new AbortController()
  readonly #outer: AbortSignal
  readonly #onAbort = (): void => {
    this.stop(
      new Fault(
        'interrupted',
        'Interrupted before the load was over.',
        'What was measured until then is in the run folder.',
      ),
    )
  }

  constructor(systems: RunningSystems | undefined, outer: AbortSignal) {
    this.#outer = outer
    if (outer.aborted) this.#onAbort()
    else outer.addEventListener('abort', this.#onAbort)
    systems?.onDeath((name, how) => {
      // The run goes on for a moment, so that it shows how calls fail then.
      this.stopped ??= new Fault(
        'system-died',
        `The stand-in system ${name} ended in the middle of the run (${how}).`,
        'What was measured until then is in the run folder; run again, and report it if it happens again.',
      )
      setTimeout(() => this.#abort.abort(), AFTER_DEATH_MS).unref()
    })
  }

  get signal(): AbortSignal {
    return this.#abort.signal
  }

  stop(why: Fault): void {
    this.stopped ??= why
    this.#abort.abort()
  }

  end(): void {
    this.#outer.removeEventListener('abort', this.#onAbort)
  }
}

const AFTER_DEATH_MS = 2000
