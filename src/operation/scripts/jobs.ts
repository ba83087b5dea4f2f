import { compileDuration, keyOf } from '../../chance/index.ts'
import { WORK_DONE } from '../agenda.ts'
import type { Desks } from '../desks.ts'
import { BACK_ENTRY, SCRIPT_JOB } from '../dossiers.ts'
import { CITIZEN } from '../journal.ts'
import type { Stage } from '../stage.ts'
import type { Systems, Ticket } from '../systems-port.ts'
import type { Run } from './run.ts'
import { dossierNumber, type Told } from './script-recorder.ts'

const TAKES = keyOf('takes')
const FIRST_VISIT = 1

/** The work of steps: it waits for an official as dossiers do, in a slot as they have, and makes the step's call. */
export class Jobs {
  readonly #stage: Stage
  readonly #desks: Desks
  readonly #systems: Systems

  constructor(stage: Stage, desks: Desks, systems: Systems) {
    this.#stage = stage
    this.#desks = desks
    this.#systems = systems
  }

  /**
   * The work of a step begins, or waits for an official to begin it.
   * @param onBegun told at once where nobody is waited for; officials tell by `Desks.onScriptBegun`
   */
  open(run: Run, step: number, onBegun: (slot: number) => void): void {
    const { dossiers, agenda, nowMs, plan } = this.#stage
    const { actor, priority } = run.step(step)
    const slot = dossiers.take()
    dossiers.set(slot, SCRIPT_JOB)
    dossiers.unit[slot] = run.unit
    dossiers.at[slot] = run.unit
    dossiers.partner[slot] = run.first + step
    // What was done once needs only to be entered again.
    const workMs = run.attempt[step] === 0 ? this.#lengthMs(run, step) : plan.policies.reEntryMs
    const takenOver = run.takenOverBy[step] !== undefined
    if (actor.kind === 'official' && !takenOver) {
      const centre = this.#stage.centreOf(run.unit)
      dossiers.leftMs[slot] = workMs
      dossiers.queuedMs[slot] = nowMs
      this.#desks.join(centre, centre.lines.ofScript(actor, priority), slot, nowMs, true)
      this.#desks.heed()
      return
    }
    dossiers.official[slot] = CITIZEN
    // Whoever takes a step over has had their time before.
    const endMs = takenOver ? nowMs : nowMs + workMs
    dossiers.endEvent[slot] = agenda.schedule(WORK_DONE, endMs, slot)
    onBegun(slot)
  }

  /** The call of a step that was done on paper is to be made up by an official of its actor's role. */
  enter(run: Run, step: number): void {
    const { dossiers, nowMs, plan } = this.#stage
    const { actor } = run.step(step)
    if (actor.kind !== 'official') throw new Error('only officials make up calls')
    const slot = dossiers.take()
    dossiers.set(slot, SCRIPT_JOB | BACK_ENTRY)
    dossiers.unit[slot] = run.unit
    dossiers.at[slot] = run.unit
    dossiers.partner[slot] = run.first + step
    dossiers.leftMs[slot] = plan.policies.reEntryMs
    dossiers.queuedMs[slot] = nowMs
    const centre = this.#stage.centreOf(run.unit)
    this.#desks.join(centre, centre.lines.backEntryOf(actor.role), slot, nowMs, true)
    this.#desks.heed()
  }

  /** Notes in whose name a step's call is made, or made up later. */
  noteCaller(run: Run, step: number, slot: number): void {
    run.calledBy[step] = this.#byName(run, step, slot)
  }

  /** Sends the call of a step, if it makes one; it counts at `atMs`. */
  send(run: Run, step: number, slot: number, atMs: number): Ticket | undefined {
    const { name, does, expects } = run.step(step)
    if (does.kind !== 'call') return undefined
    // Made up in the name of who did the step: whoever enters it may not be allowed to do it themselves.
    if (!this.#stage.dossiers.has(slot, BACK_ENTRY)) this.noteCaller(run, step, slot)
    const about = does.dossier === undefined ? undefined : run.plan.dossiers[does.dossier]
    const ticket = this.#systems.send({
      operation: does.operation,
      system: does.system,
      unit: run.unit,
      dossier: dossierNumber(run, step),
      leg: 0,
      key: run.keyOf(step),
      atUnit: run.unit,
      procedure: about?.procedure ?? -1,
      channel: about?.channel ?? 0,
      incomplete: about?.incomplete ?? false,
      by: run.calledBy[step] ?? '',
      byAgency: run.takenOverBy[step] !== undefined || run.step(step).actor.kind === 'agency',
      atMs,
      visit: FIRST_VISIT,
      attempt: run.attempt[step] as number,
      stepKey: keyOf(name),
      script: {
        script: run.plan.name,
        step: name,
        about: does.about,
        values: does.values,
        fields: expects.evidence.flatMap(({ field }) => field ?? []),
      },
    })
    this.#stage.dossiers.tickets[slot] = ticket
    return ticket
  }

  /** The work is over: its official is free once what follows is done. */
  close(slot: number, follow: () => void): void {
    this.#desks.release(slot, () => {
      this.#stage.dossiers.release(slot)
      follow()
    })
  }

  /** Who is at work on a step: an official, or who else does it. */
  doerOf(run: Run, step: number, slot: number): Told {
    const by = this.#stage.dossiers.official[slot] as number
    return by === CITIZEN ? { who: otherThanOfficial(run, step) } : { by }
  }

  #byName(run: Run, step: number, slot: number): string {
    const official = this.#stage.dossiers.official[slot] as number
    if (official === CITIZEN) return otherThanOfficial(run, step)
    return this.#stage.centreOf(run.unit).unit.officials[official]?.id ?? ''
  }

  #lengthMs(run: Run, step: number): number {
    const { takes, name } = run.step(step)
    if (!takes) return 0
    const { draws } = this.#stage
    draws.at(this.#stage.centreOf(run.unit).key, run.keyOf(step), keyOf(name), TAKES)
    return Math.round(compileDuration(takes)(draws))
  }
}

function otherThanOfficial(run: Run, step: number): string {
  const { actor } = run.step(step)
  return run.takenOverBy[step] ?? (actor.kind === 'agency' ? actor.who : 'citizen')
}
