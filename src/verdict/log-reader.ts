import { parseInstant } from '../calendar/index.ts'
import { Fault } from '../faults/index.ts'
import { CITIZEN, type Entry } from '../operation/index.ts'
import { indexOfDossier } from '../people/index.ts'
import { calledOperations, type Plan } from '../scenario/index.ts'
import { type Channel, channels, type EventLine, eventKinds } from '../schema/index.ts'
import { LogSlots } from './log-slots.ts'
import { ScriptReader } from './script-reader.ts'

/** A step of a workflow, by indexes. */
interface StepPlace {
  readonly workflow: number
  readonly step: number
  /** Who does it, if an agency does. */
  readonly agency: string | undefined
}

const MINUTE_MS = 60_000
const LAST_STATE = 10
const CALLS: ReadonlySet<string> = new Set(['called', 'failed', 'script-called', 'script-failed'])

/** Turns lines of a log back into the entries that were written, names into indexes. */
export class LogReader {
  readonly #plan: Plan
  readonly #units: ReadonlyMap<string, number>
  /** By stream: procedures by code. Streams may have one procedure in ways or with limits of their own. */
  readonly #procedures: readonly ReadonlyMap<string, number>[]
  readonly #streams: ReadonlyMap<string, number>
  readonly #operations: ReadonlySet<string>
  /** By name of a step: where each workflow has it. */
  readonly #steps = new Map<string, StepPlace[]>()
  /** By unit: its officials, and its sites, by name. Filled when first asked for. */
  readonly #officials: (ReadonlyMap<string, number> | undefined)[] = []
  readonly #slots: LogSlots
  readonly #scripts: ScriptReader
  readonly #entry = blank()
  #line = 0

  constructor(plan: Plan) {
    this.#plan = plan
    this.#units = numbered(plan.units.map(({ code }) => code))
    this.#procedures = plan.streams.map(
      ({ mix }) => new Map(mix.map(({ procedure }) => [plan.procedures[procedure]?.code ?? '', procedure])),
    )
    this.#streams = numbered(plan.streams.map(({ name }) => name))
    this.#operations = new Set(calledOperations(plan).map(({ name }) => name))
    this.#scripts = new ScriptReader(plan)
    plan.workflows.forEach(({ steps }, workflow) => {
      steps.forEach(({ name, by }, step) => {
        const place = { workflow, step, agency: by.kind === 'agency' ? by.who : undefined }
        const places = this.#steps.get(name)
        if (places) places.push(place)
        else this.#steps.set(name, [place])
      })
    })
    this.#slots = new LogSlots(plan.units.length)
  }

  /**
   * The entry that a line tells of; the same object is filled again for the next one.
   * Throws Fault `file-unreadable` when the line does not belong to a log of the plan.
   * @param number of the line, for the message
   */
  entry(line: EventLine, number: number): Readonly<Entry> {
    this.#line = number
    if (typeof line !== 'object' || line === null) this.#refuse('it is no object')
    if (!(eventKinds as readonly string[]).includes(line.event)) this.#refuse(`"event" is ${shown(line.event)}`)
    const entry = this.#entry
    entry.atMs = this.#instant('at', line.at)
    entry.event = line.event
    entry.unit = this.#unit('unit', line.unit)
    entry.atUnit = line.atUnit === undefined ? entry.unit : this.#unit('atUnit', line.atUnit)
    entry.site = this.#site(entry.atUnit, line.site)
    entry.dueMs = line.due === undefined ? Number.NaN : this.#instant('due', line.due)
    entry.operation = line.operation === undefined ? '' : this.#operation(line.operation)
    entry.tookMs = this.#amount('ms', line.ms)
    entry.tripMs = line.trip === true ? Number.NaN : Math.round(this.#amount('tripMin', line.tripMin) * MINUTE_MS)
    entry.reason = typeof line.reason === 'string' ? line.reason : ''
    entry.over = line.over === true
    entry.script = undefined
    if (line.script !== undefined || line.event.startsWith('script-')) this.#ofScript(entry, line)
    else if (line.event === 'came' || line.event === 'went') this.#ofOfficial(entry, line)
    else this.#ofDossier(entry, line)
    if (entry.operation === '' && CALLS.has(line.event)) {
      this.#refuse('"operation" is missing')
    }
    return entry
  }

  #ofOfficial(entry: Entry, line: EventLine): void {
    entry.by = this.#official(entry.atUnit, line.by)
    ofNoDossier(entry)
  }

  #ofScript(entry: Entry, line: EventLine): void {
    if (!line.event.startsWith('script-')) this.#refuse(`"script" is of no "${line.event}"`)
    const named = typeof line.dossier === 'string' ? line.dossier : this.#noDossier(line)
    const dossier = named === '' ? -1 : this.#indexOf(named, line)
    const told = this.#scripts.read(line, entry.unit, dossier)
    if (typeof told === 'string') this.#refuse(told)
    ofNoDossier(entry)
    entry.by = told.by
    entry.script = told.script
  }

  #ofDossier(entry: Entry, line: EventLine): void {
    if (!(Number.isInteger(line.state) && line.state >= 0 && line.state <= LAST_STATE)) {
      this.#refuse(`"state" is ${shown(line.state)}`)
    }
    entry.state = line.state
    const [id, leg = '0', ...more] = typeof line.dossier === 'string' ? line.dossier.split('/') : []
    if (id === undefined || more.length > 0 || !/^\d+$/.test(leg)) this.#noDossier(line)
    entry.dossier = this.#indexOf(id, line)
    entry.leg = Number(leg)
    if (entry.event === 'arrived') {
      entry.stream = this.#stream(line.stream)
      entry.procedure = this.#procedure(line.procedure, entry.stream)
      entry.channel = channels.indexOf(line.channel as Channel)
      if (entry.channel < 0) this.#refuse(`"channel" is ${shown(line.channel)}`)
    } else entry.procedure = entry.channel = entry.stream = -1
    this.#take(entry, line)
  }

  /** Gives the dossier or leg its slot, and finds its workflow. */
  #take(entry: Entry, line: EventLine): void {
    const slots = this.#slots
    if (entry.procedure >= 0) {
      const { workflow } = this.#plan.procedures[entry.procedure] as Plan['procedures'][number]
      slots.arrived(entry.unit, entry.dossier, workflow)
    }
    const workflow = slots.workflowOf(entry.unit, entry.dossier)
    if (workflow === undefined && (entry.event === 'ended' || entry.event === 'begun')) {
      this.#refuse(`nothing tells of the arrival of ${shown(line.dossier)}`)
    }
    const places = this.#steps.get(line.step)
    // A procedure's legs, and what happens before the arrival, may have any workflow's steps.
    const place = places?.find((each) => each.workflow === workflow) ?? places?.[0]
    if (!place) this.#refuse(`the plan has no step ${shown(line.step)}`)
    entry.workflow = place.workflow
    entry.step = place.step
    const unattended = line.by === 'citizen' || places?.some(({ agency }) => agency !== undefined && agency === line.by)
    entry.by = unattended ? CITIZEN : this.#official(entry.atUnit, line.by)
    const slot = slots.take(entry.unit, entry.dossier, entry.leg)
    if (slot === undefined) this.#refuse(`the way of ${shown(line.dossier)} was over before`)
    entry.slot = slot
    if (entry.over) slots.release(entry.unit, entry.dossier, entry.leg)
  }

  #indexOf(id: string, line: EventLine): number {
    if (!id.startsWith(`${line.unit}-`)) this.#noDossier(line)
    try {
      return indexOfDossier(id)
    } catch {
      return this.#noDossier(line)
    }
  }

  #noDossier(line: EventLine): never {
    this.#refuse(`${shown(line.dossier)} is no dossier of unit ${shown(line.unit)}`)
  }

  #instant(name: string, text: unknown): number {
    if (typeof text !== 'string') this.#refuse(`${JSON.stringify(name)} is ${shown(text)}`)
    try {
      return parseInstant(text)
    } catch {
      return this.#refuse(`${JSON.stringify(name)} is ${shown(text)}`)
    }
  }

  #amount(name: string, value: unknown): number {
    if (value === undefined) return 0
    if (typeof value !== 'number' || !(value >= 0 && value < Number.POSITIVE_INFINITY)) {
      this.#refuse(`${JSON.stringify(name)} is ${shown(value)}`)
    }
    return value
  }

  #unit(name: string, code: unknown): number {
    const unit = this.#units.get(code as string)
    return unit ?? this.#refuse(`${JSON.stringify(name)} is ${shown(code)}, and the plan has no such unit`)
  }

  #official(unit: number, by: unknown): number {
    this.#officials[unit] ??= numbered(this.#plan.units[unit]?.officials.map(({ id }) => id) ?? [])
    const official = this.#officials[unit].get(by as string)
    return official ?? this.#refuse(`"by" is ${shown(by)}, and the unit has no such official`)
  }

  #site(unit: number, name: unknown): number {
    if (name === undefined) return 0
    const site = this.#plan.units[unit]?.sites.findIndex((each) => each.name === name) ?? -1
    return site >= 0 ? site : this.#refuse(`"site" is ${shown(name)}, and the unit has no such site`)
  }

  #operation(name: string): string {
    return this.#operations.has(name) ? name : this.#refuse(`no step of the plan calls ${shown(name)}`)
  }

  #procedure(code: unknown, stream: number): number {
    return this.#procedures[stream]?.get(code as string) ?? this.#refuse(`the plan has no procedure ${shown(code)}`)
  }

  #stream(name: unknown): number {
    if (name === undefined) return 0
    return this.#streams.get(name as string) ?? this.#refuse(`the plan has no stream ${shown(name)}`)
  }

  #refuse(why: string): never {
    throw new Fault(
      'file-unreadable',
      `Line ${this.#line} of the event log: ${why}.`,
      'Give the events.ndjson of a run of this very scenario, unchanged; result.json names the scenario’s SHA-256.',
    )
  }
}

function ofNoDossier(entry: Entry): void {
  entry.dossier = -1
  entry.leg = 0
  entry.slot = 0
  entry.state = 0
  entry.stream = entry.procedure = entry.channel = entry.workflow = entry.step = -1
}

function numbered(names: readonly string[]): ReadonlyMap<string, number> {
  return new Map(names.map((name, number) => [name, number]))
}

function shown(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value)
}

function blank(): Entry {
  return {
    ...{ atMs: 0, event: 'arrived', unit: 0, atUnit: 0, dossier: 0, leg: 0, slot: 0, stream: 0 },
    ...{ workflow: 0, step: 0, by: CITIZEN, state: 0, procedure: 0, channel: 0, site: 0, tripMs: 0 },
    ...{ over: false, dueMs: Number.NaN, operation: '', tookMs: 0, reason: '' },
  }
}
