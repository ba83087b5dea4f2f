import { Draws } from '../../chance/index.ts'
import { type Answer, type Call, CITIZEN, type Entry, Operation, PLAYED_REPLICATION } from '../../operation/index.ts'
import type { Plan, UnitPlan } from '../../scenario/index.ts'

/** One call of a dossier, and what the journal says of the step that makes it. */
export interface WayCall {
  readonly call: Call
  /** Of the step: as in the journal. */
  readonly workflow: number
  readonly step: number
  readonly by: number
  readonly stream: number
  readonly site: number
  /** State after it. */
  readonly state: number
  /** Whether the dossier's way is over with it. */
  readonly over: boolean
  /** Working time that it takes; of a citizen or an agency, all the time. */
  readonly handleMs: number
  /** What passes before it without an official, ms. */
  readonly beforeMs: number
}

/** A dossier of the scenario and all that will be called for it, in order. */
export interface Way {
  readonly unit: number
  readonly number: number
  /** When the scenario has it come, epoch ms. */
  readonly atMs: number
  readonly procedure: number
  readonly channel: number
  readonly calls: readonly WayCall[]
}

const DONE: Answer = { ok: true, tookMs: 0, dueAtMs: undefined, duplicated: false }

/**
 * What every dossier of the scenario's demand will be called for: the period is played as a rehearsal plays it, with
 * the same draws, against systems that answer at once. So ids, contents, outcomes and who does what are those of
 * `rehearse` itself. Sub-dossiers follow in their dossier's way where they came; steps of scripts are left out.
 * @returns by time of arrival; without those for which no system is called, or whose first call is not the citizen's
 */
export function waysOf(plan: Plan, seed: number): Way[] {
  const notes = new Map<string, Notes>()
  const notesOf = (unit: number, number: number): Notes => {
    const key = `${unit}.${number}`
    const known = notes.get(key) ?? {
      calls: [],
      begunMs: new Map<number, number>(),
      sent: [],
      lastMs: Number.NaN,
      freeMs: 0,
      way: undefined,
    }
    notes.set(key, known)
    return known
  }
  const operation = new Operation(
    plan,
    new Draws(seed, PLAYED_REPLICATION),
    {
      send(call) {
        if (call.dossier >= 0 && !call.script) notesOf(call.unit, call.dossier).sent.push(call)
        return { answer: DONE, settled: undefined }
      },
    },
    { record: (entry) => entry.dossier >= 0 && !entry.script && note(plan, notesOf(entry.unit, entry.dossier), entry) },
  )
  while (operation.advance());
  const ways: Way[] = []
  for (const { way, calls } of notes.values()) {
    const [first] = calls
    if (way && first && first.call.by === 'citizen' && first.call.leg === 0) ways.push({ ...way, calls })
  }
  return ways.sort((a, b) => a.atMs - b.atMs || a.unit - b.unit || a.number - b.number)
}

interface Notes {
  calls: WayCall[]
  /** By leg: when the step under way began. */
  readonly begunMs: Map<number, number>
  readonly sent: Call[]
  /** When the last step ended. */
  lastMs: number
  /** Time without an official since the last call. */
  freeMs: number
  way: Omit<Way, 'calls'> | undefined
}

function note(plan: Plan, notes: Notes, entry: Readonly<Entry>): void {
  const { unit, dossier: number, atMs, procedure, channel, leg } = entry
  switch (entry.event) {
    case 'arrived':
      if (leg === 0) notes.way ??= { unit, number, atMs, procedure, channel }
      return
    case 'begun':
      notes.begunMs.set(leg, atMs)
      return
    case 'called':
    case 'entered':
      notes.calls.push(calledBy(plan, notes, entry))
      notes.freeMs = 0
      notes.lastMs = atMs
      return
    case 'ended': {
      const last = notes.calls.at(-1)
      if (last && last.call.leg === leg && atMs === notes.lastMs && last.step === entry.step)
        notes.calls[notes.calls.length - 1] = { ...last, state: entry.state, over: entry.over && leg === 0 }
      else if (entry.by === CITIZEN && !Number.isNaN(notes.lastMs)) notes.freeMs += atMs - notes.lastMs
      notes.lastMs = atMs
      return
    }
  }
}

function calledBy(plan: Plan, notes: Notes, entry: Readonly<Entry>): WayCall {
  const { atMs, by, leg } = entry
  const at = notes.sent.findIndex((each) => each.operation === entry.operation && each.leg === leg)
  const [call] = notes.sent.splice(at, 1) as [Call]
  const begunMs = notes.begunMs.get(leg) ?? atMs
  const { calendar } = plan.units[entry.atUnit] as UnitPlan
  const between = Number.isNaN(notes.lastMs) ? 0 : atMs - notes.lastMs
  return {
    call,
    workflow: entry.workflow,
    step: entry.step,
    by,
    stream: entry.stream,
    site: entry.site,
    state: entry.state,
    over: false,
    handleMs: by === CITIZEN ? between : calendar.between(begunMs, atMs),
    beforeMs: notes.freeMs,
  }
}
