import { formatInstant, parseInstant, timeliness } from '../calendar/index.ts'
import { Scene } from '../limits/index.ts'
import type { Entry } from '../operation/index.ts'
import { dossierId } from '../people/index.ts'
import type { Plan, ProcedurePlan, UnitPlan } from '../scenario/index.ts'
import { type Channel, channels, type EventLine } from '../schema/index.ts'
import { LogReader } from '../verdict/index.ts'
import type { Appointment, Life, Moment, Stop } from './life.ts'
import { Nearest } from './nearest.ts'
import { Thread } from './thread.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const STOPPED: readonly number[] = [5, 6]
const FINISHED: readonly number[] = [9, 10]
const OVER_UNFINISHED: readonly number[] = [3, 7, 8]

/** Where a dossier of that id was found; else ids of the log that are like it. */
export type Explained = { readonly life: Life } | { readonly like: readonly string[] }

interface Found {
  readonly procedure: ProcedurePlan
  readonly channel: Channel
  readonly stream: string
  readonly arrivedMs: number
}

/** Whom no system ever took in, so that nothing tells what they came for. */
const NEVER_IN = { procedure: null, channel: null, stream: '', arrivedMs: Number.NaN }

/**
 * Tells one dossier's life from the event log of its run, read once from beginning to end: what is kept in memory does
 * not grow with the log's other dossiers, but for a few bits each.
 *
 * @param seed of the run
 * @param untilMs end of what was run
 * @param id of the dossier, without a leg
 * @throws Fault file-unreadable where the log is not one of the plan, with the number of the line
 */
export function explain(plan: Plan, seed: number, lines: Iterable<EventLine>, untilMs: number, id: string): Explained {
  const scene = new Scene(plan, seed)
  const reader = new LogReader(plan)
  const nearest = new Nearest(id)
  const threads = new Map<number, Thread>()
  let found: Found | undefined
  let number = 0
  const unit = plan.units.findIndex(({ code }) => id.startsWith(`${code}-`))
  for (const line of lines) {
    const entry = reader.entry(line, ++number)
    for (const thread of threads.values()) if (thread.waitsAt === entry.atUnit) thread.lookOn(entry.atMs)
    scene.record(entry)
    if (entry.event === 'arrived' && entry.leg === 0) nearest.look(dossierId(line.unit, entry.dossier))
    if (!isAbout(plan, unit, id, entry)) continue
    if (entry.script) {
      threads.get(0)?.moments.push(scriptMoment(plan, entry, entry.script))
      continue
    }
    if (entry.event === 'arrived' && entry.leg === 0) found ??= foundBy(plan, entry)
    threadOf(threads, plan, scene, entry).record(entry)
  }
  if (threads.size === 0) return { like: nearest.found() }
  for (const thread of threads.values()) thread.end(untilMs)
  return { life: lifeOf(plan.units[unit] as UnitPlan, id, found ?? NEVER_IN, threads, untilMs) }
}

function isAbout(plan: Plan, unit: number, id: string, entry: Readonly<Entry>): boolean {
  if (entry.unit !== unit) return false
  const dossier = entry.script ? entry.script.dossier : entry.dossier
  return dossier >= 0 && dossierId((plan.units[unit] as UnitPlan).code, dossier) === id
}

function foundBy(plan: Plan, { procedure, channel, stream, atMs }: Readonly<Entry>): Found {
  return {
    procedure: plan.procedures[procedure] as ProcedurePlan,
    channel: channels[channel] as Channel,
    stream: plan.streams[stream]?.name ?? '',
    arrivedMs: atMs,
  }
}

function threadOf(threads: Map<number, Thread>, plan: Plan, scene: Scene, entry: Readonly<Entry>): Thread {
  const known = threads.get(entry.leg)
  if (known) return known
  const thread = new Thread(plan, scene)
  threads.set(entry.leg, thread)
  return thread
}

function scriptMoment(plan: Plan, entry: Readonly<Entry>, script: NonNullable<Entry['script']>): Moment {
  const { name, title, steps } = plan.scripts[script.script] as Plan['scripts'][number]
  const step = steps[script.step]
  return {
    kind: 'script',
    at: formatInstant(entry.atMs),
    event: entry.event as Extract<Entry['event'], `script-${string}`>,
    script: name,
    step: step?.name ?? '',
    title: { script: title, step: step?.title ?? title },
    operation: entry.operation,
    status: script.status === 0 ? null : script.status,
    reason: entry.reason,
  }
}

function lifeOf(
  unit: UnitPlan,
  id: string,
  { procedure, channel, stream, arrivedMs }: Found | typeof NEVER_IN,
  threads: ReadonlyMap<number, Thread>,
  untilMs: number,
): Life {
  const own = threads.get(0) as Thread
  const states = own.moments.filter((moment) => moment.kind === 'state')
  const last = states.at(-1)
  const state = last?.state ?? 0
  const finished = FINISHED.includes(state) ? firstOfRun(states, FINISHED) : undefined
  return {
    dossier: id,
    unit: { code: unit.code, name: unit.name },
    procedure: procedure && told(procedure),
    channel,
    stream,
    arrivedAt: Number.isNaN(arrivedMs) ? null : formatInstant(arrivedMs),
    state,
    finishedAt: finished?.at ?? null,
    untilAt: formatInstant(untilMs),
    appointment: appointmentOf(unit, own.moments, state, finished?.at, untilMs),
    moments: own.moments,
    keptBy: own.total.rows(),
    workedMin: own.workedMs / MINUTE_MS,
    legs: [...threads]
      .filter(([leg]) => leg > 0)
      .sort(([a], [b]) => a - b)
      .map(([leg, { moments }]) => ({ leg, moments })),
  }
}

function told({ code, nameVi, nameEn, field }: ProcedurePlan): NonNullable<Life['procedure']> {
  return { code, nameVi, nameEn, field }
}

/** Of the last states in a row that are among some, the first. */
function firstOfRun<T extends { readonly state: number }>(
  states: readonly T[],
  among: readonly number[],
): T | undefined {
  const before = states.findLastIndex(({ state }) => !among.includes(state))
  return states[before + 1]
}

function appointmentOf(
  unit: UnitPlan,
  moments: readonly Moment[],
  state: number,
  finishedAt: string | undefined,
  untilMs: number,
): Appointment | null {
  const dues = moments.filter((moment) => moment.kind === 'due')
  const [first] = dues
  const due = dues.at(-1)
  if (!first || !due) return null
  const dueMs = parseInstant(due.due)
  const endMs = finishedAt === undefined ? untilMs : parseInstant(finishedAt)
  const against = timeliness(endMs, dueMs)
  const stops = stopsOf(unit, moments, untilMs)
  const isOpen = finishedAt === undefined
  // While the clock stands nothing gets late.
  const late = against === 'overdue' && !OVER_UNFINISHED.includes(state) && !(isOpen && stops.at(-1)?.to === null)
  const open = OVER_UNFINISHED.includes(state) ? 'not-finished' : late ? 'open-overdue' : 'open'
  return {
    due: due.due,
    first: first.due,
    stops,
    verdict: isOpen ? open : against,
    lateWorkingHours: late ? unit.calendar.between(dueMs, endMs) / HOUR_MS : 0,
  }
}

/** When the clock of the limit stood. */
function stopsOf(unit: UnitPlan, moments: readonly Moment[], untilMs: number): Stop[] {
  const stops: Stop[] = []
  let since: { at: string; state: number } | undefined
  let dated = false
  const stop = (toMs: number, to: string | null) => {
    if (!since) return
    const workingMin = unit.calendar.between(parseInstant(since.at), toMs) / MINUTE_MS
    stops.push({ from: since.at, to, state: since.state, workingMin })
    since = undefined
  }
  for (const moment of moments) {
    if (moment.kind === 'due') dated = true
    if (moment.kind !== 'state') continue
    if (!STOPPED.includes(moment.state)) stop(parseInstant(moment.at), moment.at)
    else if (dated) since ??= { at: moment.at, state: moment.state }
  }
  stop(untilMs, null)
  return stops
}
