import { dossierId, type People } from '../../people/index.ts'
import type { Plan, UnitPlan } from '../../scenario/index.ts'
import { type ActorKind, type Answer, channels } from '../../schema/index.ts'
import type { CallValues, CompiledOperation, Targets } from '../../target/index.ts'
import { LIST_END, LIST_START, type LoadOperation, type LoadRequest } from './load-plan.ts'
import type { Logins } from './logins.ts'
import { SOME_TIME_MS, withMarks } from './marks.ts'
import { unsupported } from './unsupported.ts'
import type { WayCall } from './ways.ts'

const MOST_ANSWER_MS = 60_000

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
   * The request of a call of a dossier.
   * @param number of the dossier within its unit
   * @throws Fault load-unsupported for what k6 is not told how to do
   */
  of({ call }: WayCall, number: number, place: number): LoadRequest {
    const unit = this.#plan.units[call.unit] as UnitPlan
    const procedure = this.#plan.procedures[call.procedure] as Plan['procedures'][number]
    const applicant = this.#people.citizen(call.unit, number)
    const papers = this.#people.dossierPapers(call.unit, number, call.procedure, call.incomplete)
    const id = dossierId(unit.code, number)
    return this.#request(call.operation, unit, {
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
    })
  }

  /** The request for a part of a unit's work list. @throws Fault load-unsupported where its target has none */
  list(operation: string, unitIndex: number, by: string, state: number): LoadRequest {
    const unit = this.#plan.units[unitIndex] as UnitPlan
    const target = this.#targets.of(unit.oneStop)
    if (!target.has(operation) || !target.of(operation).given.answer?.list) {
      throw unsupported(
        `the target ${target.name} does not say how ${operation} is read: there officials find their work.`,
        `Give the operation an answer with list: { at, about, changes }; scenarios/targets/stand-ins.yaml shows one.`,
      )
    }
    return this.#request(operation, unit, {
      runId: this.#runId,
      callId: `load.${unit.code}.${by}.list`,
      atMs: SOME_TIME_MS,
      by,
      actor: this.actorOf(by, unitIndex),
      unit,
      place: unit,
      about: '',
      values: { start: LIST_START, end: LIST_END, state },
    })
  }

  actorOf(by: string, unit: number): ActorKind {
    if (by === 'citizen') return 'citizen'
    return this.#officials[unit]?.has(by) ? 'official' : 'agency'
  }

  #request(name: string, unit: UnitPlan, values: CallValues): LoadRequest {
    const operation = this.#targets.of(unit.oneStop).of(name)
    const place = this.#placeOf(operation)
    const { method, path, headers, body } = operation.request({ ...values, captured: new Map() })
    const marked = Object.entries(headers).map(([header, text]) => [header, withMarks(text)] as const)
    return {
      method,
      url: operation.system.destination.origin.text + withMarks(path),
      headers: Object.fromEntries(marked),
      body: body === undefined ? null : withMarks(body),
      operation: place,
      login: this.#logins.of(operation.system, values),
    }
  }

  #placeOf(operation: CompiledOperation): number {
    const known = this.#places.get(operation)
    if (known !== undefined) return known
    const [needed] = operation.needs
    if (needed !== undefined) {
      throw unsupported(
        `${operation.name} needs {captured.${needed}} of an earlier answer, which load does not keep.`,
        'Rehearse the scenario instead, or leave out the procedures whose workflow calls it.',
      )
    }
    this.operations.push(readingOf(operation))
    this.#places.set(operation, this.operations.length - 1)
    return this.operations.length - 1
  }
}

function readingOf({ name, given, system }: CompiledOperation): LoadOperation {
  const shared: Answer = system.given.answer ?? {}
  const own: Answer = given.answer ?? {}
  const as = own.as ?? shared.as ?? 'json'
  if (as === 'xml') {
    throw unsupported(`${name} is answered in XML, which load does not read.`, 'Rehearse the scenario instead.')
  }
  const doneWhen = own.doneWhen ?? shared.doneWhen
  const due = own.fields?.dueDate ?? shared.fields?.dueDate
  const list = own.list
  return {
    name,
    done: own.done ?? shared.done ?? [200],
    doneWhen: doneWhen ? { path: doneWhen.field.split('.'), is: doneWhen.is } : null,
    errorPaths: (own.error ?? shared.error ?? ['error']).map((path) => path.split('.')),
    duePath: due === undefined ? null : due.split('.'),
    list: list ? { at: list.at.split('.'), about: list.about.split('.'), changes: list.changes.split('.') } : null,
    reads: as !== 'nothing',
    timeoutMs: system.given.timeOuts?.answerMs ?? MOST_ANSWER_MS,
  }
}
