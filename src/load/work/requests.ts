import { dossierId, type People } from '../../people/index.ts'
import type { Plan, UnitPlan } from '../../scenario/index.ts'
import { type ActorKind, channels } from '../../schema/index.ts'
import type { CallValues, CompiledOperation, Targets } from '../../target/index.ts'
import { LIST_END, LIST_PAGE, LIST_START, type LoadFinder, type LoadOperation, type LoadRequest } from './load-plan.ts'
import type { Logins } from './logins.ts'
import { capturedMarks, markedAddress, markedBody, markedHeader, SOME_TIME_MS, withMarks } from './marks.ts'
import { readingOf } from './reading.ts'
import { unsupported } from './unsupported.ts'
import type { WayCall } from './ways.ts'

/** The list in which work stands that waits for an official, and that of all dossiers, for those who bring papers. */
export const TODO = 'one-stop.todo'
export const LIST = 'one-stop.list'

/** Fills in the requests of calls, by the same target files and the same code as a rehearsal. */
export class Requests {
  readonly operations: LoadOperation[] = []
  readonly #plan: Plan
  readonly #people: People
  readonly #targets: Targets
  readonly #logins: Logins
  readonly #runId: string
  readonly #places = new Map<CompiledOperation, number>()
  readonly #officials: readonly ReadonlySet<string>[]

  constructor(plan: Plan, people: People, targets: Targets, logins: Logins, runId: string) {
    this.#plan = plan
    this.#people = people
    this.#targets = targets
    this.#logins = logins
    this.#runId = runId
    this.#officials = plan.units.map(({ officials }) => new Set(officials.map(({ id }) => id)))
  }

  /**
   * The request of a call of a dossier, and how to find what it needs.
   * @param number of the dossier within its unit
   * @throws Fault load-unsupported for what k6 is not told how to do
   */
  of({ call }: WayCall, number: number, place: number): LoadRequest & { readonly finders: readonly LoadFinder[] } {
    const unit = this.#plan.units[call.unit] as UnitPlan
    const procedure = this.#plan.procedures[call.procedure] as Plan['procedures'][number]
    const applicant = this.#people.citizen(call.unit, number)
    const papers = this.#people.dossierPapers(call.unit, number, call.procedure, call.incomplete)
    const id = dossierId(unit.code, number)
    const values: CallValues = {
      runId: this.#runId,
      callId: `${id}.load.${place}`,
      atMs: SOME_TIME_MS,
      by: call.by,
      actor: this.actorOf(call.by, call.atUnit),
      unit,
      place: this.#plan.units[call.atUnit] as UnitPlan,
      dossier: {
        id,
        procedureCode: procedure.code,
        procedureName: procedure.nameVi,
        channel: channels[call.channel] as (typeof channels)[number],
        applicantName: applicant.fullName,
        applicantIdNo: applicant.identityNumber,
        documents: papers.documents,
        missing: papers.missing,
      },
    }
    const operation = this.#targets.of(unit.oneStop).of(call.operation)
    return { ...this.#request(operation, values), finders: this.#finders(operation, values) }
  }

  /** How the lists of a unit show where a dossier stands. @throws Fault load-unsupported where each does it another way */
  standIn(unitIndex: number): 'changes' | 'state' {
    const target = this.#targets.of((this.#plan.units[unitIndex] as UnitPlan).oneStop)
    const lists = [TODO, LIST].flatMap((name) => (target.has(name) ? (target.of(name).given.answer?.list ?? []) : []))
    const ways = new Set(lists.map(({ state }) => (state === undefined ? 'changes' : 'state')))
    if (ways.size > 1) {
      throw unsupported(
        `in the target ${target.name} one of ${TODO} and ${LIST} counts changes, and the other shows states.`,
        'Let both say the same of their dossiers: list: { at, about, changes } or list: { at, about, state }.',
      )
    }
    return ways.has('state') ? 'state' : 'changes'
  }

  /** The request for a part of a unit's work list. @throws Fault load-unsupported where its target has none */
  list(operation: string, unitIndex: number, by: string, state: number): LoadRequest {
    const unit = this.#plan.units[unitIndex] as UnitPlan
    const target = this.#targets.of(unit.oneStop)
    if (!target.has(operation) || !target.of(operation).given.answer?.list) {
      throw unsupported(
        `the target ${target.name} does not say how ${operation} is read: there officials find their work.`,
        'Give the operation an answer with list: { at, about, changes } or { at, about, state }; docs/load.md says which, scenarios/targets/stand-ins.yaml shows one.',
      )
    }
    const compiled = target.of(operation)
    return this.#request(compiled, {
      runId: this.#runId,
      callId: `load.${unit.code}.${by}.list`,
      atMs: SOME_TIME_MS,
      by,
      actor: this.actorOf(by, unitIndex),
      unit,
      place: unit,
      about: '',
      values: { start: LIST_START, end: LIST_END, page: LIST_PAGE, state: wordOf(compiled, state) },
    })
  }

  actorOf(by: string, unit: number): ActorKind {
    if (by === 'citizen') return 'citizen'
    return this.#officials[unit]?.has(by) ? 'official' : 'agency'
  }

  #request(operation: CompiledOperation, values: CallValues): LoadRequest {
    const { needs, given } = operation
    const place = this.#placeOf(operation)
    const { method, path, headers, body } = operation.request({ ...values, captured: capturedMarks(needs) })
    const marked = Object.entries(headers).map(
      ([header, text]) => [header, markedHeader(withMarks(text), needs)] as const,
    )
    return {
      method,
      url: operation.system.destination.origin.text + markedAddress(withMarks(path), needs),
      headers: Object.fromEntries(marked),
      body: body === undefined ? null : markedBody(withMarks(body), needs, given.body),
      operation: place,
      login: this.#logins.of(operation.system, values),
    }
  }

  /** By the same operations by which a rehearsal finds what it was not told. */
  #finders(operation: CompiledOperation, values: CallValues): LoadFinder[] {
    return operation.needs.map((name) => {
      const finder = operation.finders.get(name)
      if (!finder) {
        throw unsupported(
          `${operation.name} needs {captured.${name}}, and each virtual user knows only what it was told itself.`,
          `Say under found by which operation it is asked for, found: { ${name}: … }; docs/targets.md shows one.`,
        )
      }
      const [more] = finder.needs
      if (more !== undefined) {
        throw unsupported(
          `${finder.name}, which finds ${name}, itself needs {captured.${more}}.`,
          'Let it look for the dossier by what is known of it from the start: {dossier.id}.',
        )
      }
      return { name, request: this.#request(finder, { ...values, callId: `${values.callId}.${name}` }) }
    })
  }

  #placeOf(operation: CompiledOperation): number {
    const known = this.#places.get(operation)
    if (known !== undefined) return known
    this.operations.push(readingOf(operation))
    this.#places.set(operation, this.operations.length - 1)
    return this.operations.length - 1
  }
}

/** A state in the word of the system. */
function wordOf({ system }: CompiledOperation, state: number): string | number {
  return Object.entries(system.given.states ?? {}).find(([, each]) => each === state)?.[0] ?? state
}
