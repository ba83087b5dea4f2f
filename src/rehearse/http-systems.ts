import { Fault } from '../faults/index.ts'
import { type Answer, type Call, LOST, type Systems, type Ticket } from '../operation/index.ts'
import { dossierId, type People } from '../people/index.ts'
import type { Plan, UnitPlan } from '../scenario/index.ts'
import { type ActorKind, channels, type OneStopDialect } from '../schema/index.ts'
import type { CallValues, SystemClient, TargetAnswer } from '../target/index.ts'
import type { SlowLines } from './slow-lines.ts'

/** A call on its way; filled in when its answer comes, and complete when it is first looked at, which is when it counts. */
class PendingTicket implements Ticket {
  readonly settled: Promise<void>
  readonly #complete: (answer: Answer) => Answer
  #came: Answer | undefined
  #answer: Answer | undefined

  constructor(answer: Promise<Answer>, complete: (answer: Answer) => Answer) {
    this.#complete = complete
    this.settled = answer.then((value) => {
      this.#came = value
    })
  }

  get answer(): Answer | undefined {
    this.#answer ??= this.#came && this.#complete(this.#came)
    return this.#answer
  }
}

/** Microseconds are as fine as a latency is worth writing down. */
const US_PER_MS = 1000

/** Real systems over HTTP: every call goes out at once and is answered in its own time. */
export class HttpSystems implements Systems {
  readonly #plan: Plan
  readonly #people: People
  readonly #client: SystemClient
  readonly #lines: SlowLines
  readonly #runId: string
  readonly #officials: readonly ReadonlySet<string>[]
  /** By dossier and visit of a step: the id of a call of which nobody knows whether it was carried out. */
  readonly #uncertain = new Map<string, string>()
  #sent = 0
  #inFlight = 0
  #inFlightMs = 0
  #changedMs: number
  #firstSentMs: number | undefined
  #unreachable: string | undefined
  #stopped: Fault | undefined

  constructor(plan: Plan, people: People, client: SystemClient, lines: SlowLines, runId: string) {
    this.#plan = plan
    this.#people = people
    this.#client = client
    this.#lines = lines
    this.#runId = runId
    this.#officials = plan.units.map(({ officials }) => new Set(officials.map(({ id }) => id)))
    this.#changedMs = performance.now()
  }

  /** Calls sent. */
  get sent(): number {
    return this.#sent
  }

  /** Calls under way at once, the mean over the time since the first. */
  get meanInFlight(): number {
    const since = performance.now() - (this.#firstSentMs ?? performance.now())
    return since === 0 ? 0 : this.#inFlightMs / since
  }

  /** The system that could not be reached at all, if one could not. */
  get unreachable(): string | undefined {
    return this.#unreachable
  }

  /** Why no more may be sent: an authorisation that ran out, a secret that is not there. */
  get stopped(): Fault | undefined {
    return this.#stopped
  }

  send(call: Call): Ticket {
    this.#sent++
    this.#firstSentMs ??= performance.now()
    this.#count(1)
    return new PendingTicket(this.#call(call), (answer) => this.#withLine(call, answer))
  }

  /** An answer with what the line and the server add, which queue calls in the order in which they count. */
  #withLine(call: Call, answer: Answer): Answer {
    const lineMs = this.#lines.addedMs(call, answer.ok)
    return { ...answer, tookMs: Math.round((answer.tookMs + lineMs) * US_PER_MS) / US_PER_MS }
  }

  async #call(call: Call): Promise<Answer> {
    const visit = this.#visitOf(call)
    const callId = this.#uncertain.get(visit) ?? `${visit}.${call.attempt}`
    try {
      const { oneStop } = this.#plan.units[call.unit] as UnitPlan
      const { answer, tookMs } = await this.#client.call(call.operation, this.#values(call, callId), oneStop)
      if (answer.ok) {
        this.#uncertain.delete(visit)
        const { dueAtMs, state, fields } = answer
        const arrival = await this.#arrivalOf(call, callId, oneStop)
        if (arrival === 'lost') return { ok: false, tookMs, reason: LOST, outage: false }
        const { lateMs, duplicated } = arrival
        return {
          ...{ ok: true, tookMs: tookMs + lateMs, dueAtMs, duplicated },
          ...(state === undefined ? {} : { state }),
          ...(call.script ? { holds: call.script.fields.filter((name) => Object.hasOwn(fields, name)) } : {}),
        }
      }
      // Asked again by the same id, a system that did carry it out says so instead of doing it twice.
      if (isUncertain(answer)) this.#uncertain.set(visit, callId)
      if (answer.reason === 'unreachable') this.#unreachable ??= call.system
      const { status } = answer
      // By the word of the model, so that both clocks' event logs say the same.
      const reason = status === NOT_IMPLEMENTED ? 'not-implemented' : answer.reason
      // A citizen whom the identity provider does not let in comes again later, as when the portal is away.
      const outage = isOutage(answer) || (call.by === 'citizen' && reason === 'login-failed')
      return { ok: false, tookMs, reason, outage, ...(status === 0 ? {} : { status }) }
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      this.#stopped ??= error
      return { ok: false, tookMs: 0, reason: error.code, outage: true }
    } finally {
      this.#count(-1)
    }
  }

  /** What became of what was handed over, where the target says how that is seen. */
  async #arrivalOf(call: Call, callId: string, dialect: OneStopDialect): Promise<Arrival> {
    const seenBy = this.#client.seenBy(call.operation, dialect)
    if (seenBy === undefined) return AT_ONCE
    // As of then it is certain: what has not come by now was lost.
    const values = this.#values({ ...call, atMs: call.atMs + this.#plan.policies.noticeLostMs }, `${callId}.seen`)
    const { answer } = await this.#client.call(seenBy, values, dialect)
    if (!answer.ok) return answer.status === NOT_FOUND ? 'lost' : AT_ONCE
    const lateMs = Math.max(0, (answer.arrivedAtMs ?? call.atMs) - call.atMs)
    return { lateMs, duplicated: Number(answer.fields.doubles ?? 0) > 0 }
  }

  #count(change: number): void {
    const now = performance.now()
    this.#inFlightMs += this.#inFlight * (now - this.#changedMs)
    this.#inFlight += change
    this.#changedMs = now
  }

  #visitOf(call: Call): string {
    // A step of a script may have the name of a step of a workflow.
    const step = call.script ? `s${call.key}` : call.stepKey
    return `${this.#aboutOf(call)}.${step}.${call.visit}`
  }

  /** Id of what the call is about: a dossier, or what a script says. */
  #aboutOf({ unit, dossier, script }: Call): string {
    const { code } = this.#plan.units[unit] as UnitPlan
    if (dossier >= 0 || !script) return dossierId(code, dossier)
    return [code, script.script, script.about].filter((part) => part !== '').join('-')
  }

  #values(call: Call, callId: string): CallValues {
    const unit = this.#plan.units[call.unit] as UnitPlan
    return {
      runId: this.#runId,
      callId,
      atMs: call.atMs,
      by: call.by,
      actor: this.#actorOf(call),
      unit,
      place: this.#plan.units[call.atUnit] as UnitPlan,
      ...(call.script ? { values: call.script.values } : {}),
      ...(call.dossier < 0 ? { about: this.#aboutOf(call) } : { dossier: this.#dossierOf(call) }),
    }
  }

  #dossierOf(call: Call): NonNullable<CallValues['dossier']> {
    const { code } = this.#plan.units[call.unit] as UnitPlan
    const procedure = this.#plan.procedures[call.procedure] as Plan['procedures'][number]
    const applicant = this.#people.citizen(call.unit, call.dossier)
    const papers = this.#people.dossierPapers(call.unit, call.dossier, call.procedure, call.incomplete)
    return {
      id: dossierId(code, call.dossier),
      procedureCode: procedure.code,
      procedureName: procedure.nameVi,
      channel: channels[call.channel] as (typeof channels)[number],
      applicantName: applicant.fullName,
      applicantIdNo: applicant.identityNumber,
      documents: papers.documents,
      missing: papers.missing,
    }
  }

  #actorOf({ by, atUnit }: Call): ActorKind {
    if (by === 'citizen') return 'citizen'
    return this.#officials[atUnit]?.has(by) ? 'official' : 'agency'
  }
}

/** What is seen of something that was handed over: `lateMs` of scenario time until it came. */
type Arrival = 'lost' | { readonly lateMs: number; readonly duplicated: boolean }
const AT_ONCE: Arrival = { lateMs: 0, duplicated: false }
const NOT_FOUND = 404

type Failure = Extract<TargetAnswer, { ok: false }>

const NOT_IMPLEMENTED = 501
/** Statuses below 500 by which a system says that it can't be used for now. */
const BUSY: ReadonlySet<number> = new Set([408, 425, 429])

/** Whether the system itself is out of use, and not this one call refused. */
function isOutage({ status }: Failure): boolean {
  return status === 0 || BUSY.has(status) || (status >= 500 && status !== NOT_IMPLEMENTED)
}

/** Whether a call that failed may have been carried out all the same. */
function isUncertain({ status, reason }: Failure): boolean {
  return status === 0 || status >= 500 || reason.startsWith('unreadable-')
}
