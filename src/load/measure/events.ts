import { CITIZEN, type Entry, type Journal } from '../../operation/index.ts'
import type { Plan } from '../../scenario/index.ts'
import { loadOutcomes as outcomeKinds, type TimeFormName, timeFormNames } from '../../schema/index.ts'
import { timeForms } from '../../target/index.ts'
import type { LoadWork } from '../work/build.ts'
import type { WayCall } from '../work/ways.ts'
import type { InstanceResult } from './instance.ts'

const OK = outcomeKinds.indexOf('ok')
const TAKEN = outcomeKinds.indexOf('taken-by-another')

/**
 * Tells a journal what happened to each dossier, as a rehearsal would have told it, so that the same tally gives the same
 * figures. A call that somebody else had made already is no event.
 */
export function tellJournal(plan: Plan, work: LoadWork, result: InstanceResult, journal: Journal): void {
  const entries = work.ways.map(({ way, number }, slot) =>
    entryOf(plan, way.unit, number, slot, way.procedure, way.channel),
  )
  allCome(plan, work.plan.startMs, journal)
  const endedMs = new Float64Array(work.ways.length).fill(Number.NaN)
  const done = new Int32Array(work.ways.length).fill(-1)
  const { noThink, staffFactor } = work.plan
  for (const [slot, at, outcome, tookUs, , atMs, due] of result.happenings) {
    const way = work.ways[slot]?.way
    const call = way?.calls[at]
    const entry = entries[slot]
    if (!call || !entry || outcome === TAKEN || at <= (done[slot] as number)) continue
    const before = endedMs[slot] as number
    const tookMs = tookUs / 1000
    // As long as the script let an official work for it.
    const handleMs = noThink ? 0 : call.handleMs / staffFactor
    of(call, entry)
    entry.atMs = Number.isNaN(before) ? atMs : Math.min(atMs, Math.max(before, atMs - handleMs))
    if (at > 0 && call.by !== CITIZEN) journal.record({ ...entry, event: 'begun' })
    entry.atMs = atMs
    const operation = { operation: call.call.operation, tookMs }
    if (outcome !== OK) {
      journal.record({ ...entry, ...operation, event: 'failed', reason: outcomeKinds[outcome] ?? '' })
      continue
    }
    done[slot] = at
    entry.state = call.state
    if (at === 0) journal.record({ ...entry, event: 'arrived' })
    journal.record({ ...entry, ...operation, event: 'called' })
    const isOver = call.over
    journal.record({ ...entry, event: 'ended', over: isOver, dueMs: dueOf(due) })
    endedMs[slot] = atMs
    const next = way.calls[at + 1]
    if (next && next.by !== CITIZEN && !isOver) {
      of(next, entry)
      journal.record({ ...entry, event: 'queued' })
    }
  }
}

/** Officials are at work as long as the load lasts; their clocks tell how long they work for a step. */
function allCome(plan: Plan, atMs: number, journal: Journal): void {
  for (const [unit, { officials }] of plan.units.entries()) {
    for (const by of officials.keys()) {
      const entry = entryOf(plan, unit, -1, -1, 0, 0)
      journal.record({ ...entry, event: 'came', atMs, by })
    }
  }
}

function of({ workflow, step, by, stream, site, call }: WayCall, entry: Entry): void {
  Object.assign(entry, { workflow, step, by, stream, site, atUnit: call.atUnit })
}

/** Target files say how their systems write times; the date itself shows which of the forms it is. */
function dueOf(text: string): number {
  if (text === '') return Number.NaN
  for (const form of timeFormNames as readonly TimeFormName[]) {
    const atMs = timeForms[form].read(text)
    if (atMs !== undefined) return atMs
  }
  return Number.NaN
}

function entryOf(plan: Plan, unit: number, dossier: number, slot: number, procedure: number, channel: number): Entry {
  return {
    atMs: plan.fromMs,
    event: 'arrived',
    ...{ unit, atUnit: unit, dossier, leg: 0, slot, stream: 0, workflow: 0, step: 0, by: CITIZEN, state: 0 },
    ...{ procedure, channel, site: 0, tripMs: 0, over: false, dueMs: Number.NaN },
    ...{ operation: '', tookMs: 0, reason: '' },
  }
}
