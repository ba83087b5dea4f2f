import type { Answer, Call, Systems, Ticket } from '../operation/index.ts'
import { dossierId, type People } from '../people/index.ts'
import type { Plan } from '../scenario/index.ts'
import { channels } from '../schema/index.ts'
import type { CallValues, SystemClient } from '../target/index.ts'

/** A call on its way; filled in when its answer comes. */
class PendingTicket implements Ticket {
  answer: Answer | undefined
  readonly settled: Promise<void>

  constructor(answer: Promise<Answer>) {
    this.settled = answer.then((value) => {
      this.answer = value
    })
  }
}

/** Microseconds are as fine as a latency is worth writing down. */
const US_PER_MS = 1000

/** Real systems over HTTP: every call goes out at once and is answered in its own time. */
export class HttpSystems implements Systems {
  readonly #plan: Plan
  readonly #people: People
  readonly #client: SystemClient
  readonly #runId: string
  #sent = 0
  #inFlight = 0
  #inFlightMs = 0
  #changedMs: number
  #firstSentMs: number | undefined
  #unreachable: string | undefined

  constructor(plan: Plan, people: People, client: SystemClient, runId: string) {
    this.#plan = plan
    this.#people = people
    this.#client = client
    this.#runId = runId
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

  send(call: Call): Ticket {
    this.#sent++
    this.#firstSentMs ??= performance.now()
    this.#count(1)
    return new PendingTicket(this.#call(call))
  }

  async #call(call: Call): Promise<Answer> {
    try {
      const { answer, tookMs: exactMs } = await this.#client.call(call.operation, this.#values(call))
      const tookMs = Math.round(exactMs * US_PER_MS) / US_PER_MS
      if (answer.ok) {
        const { dueAtMs } = answer
        const told = (name: string) => (name === 'dueDate' ? dueAtMs !== undefined : name in answer)
        const holds = call.script?.fields.filter(told)
        return { ok: true, tookMs, dueAtMs, duplicated: false, ...(holds ? { holds } : {}) }
      }
      if (answer.reason === 'unreachable') this.#unreachable ??= call.system
      const { reason, status } = answer
      return { ok: false, tookMs, reason, ...(status === 0 ? {} : { status }) }
    } finally {
      this.#count(-1)
    }
  }

  #count(change: number): void {
    const now = performance.now()
    this.#inFlightMs += this.#inFlight * (now - this.#changedMs)
    this.#inFlight += change
    this.#changedMs = now
  }

  #values(call: Call): CallValues {
    const unit = this.#plan.units[call.unit] as Plan['units'][number]
    const dossier = this.#dossierOf(call)
    // A step of a script may have the name of a step of a workflow.
    const step = call.script ? `s${call.key}` : call.stepKey
    return {
      runId: this.#runId,
      callId: `${dossier.id}.${step}.${call.visit}.${call.attempt}`,
      atMs: call.atMs,
      by: call.by,
      unit,
      dossier,
    }
  }

  #dossierOf({ unit, dossier, procedure, channel, incomplete, script }: Call): CallValues['dossier'] {
    const { code } = this.#plan.units[unit] as Plan['units'][number]
    if (dossier < 0) {
      const id = [code, script?.script, script?.about].filter((part) => part).join('-')
      const nobody = { applicantName: '', applicantIdNo: '', documents: [], missing: [] }
      return { id, procedureCode: '', procedureName: '', channel: 'direct', ...nobody }
    }
    const asked = this.#plan.procedures[procedure] as Plan['procedures'][number]
    const applicant = this.#people.citizen(unit, dossier)
    const papers = this.#people.dossierPapers(unit, dossier, procedure, incomplete)
    return {
      id: dossierId(code, dossier),
      procedureCode: asked.code,
      procedureName: asked.nameVi,
      channel: channels[channel] as (typeof channels)[number],
      applicantName: applicant.fullName,
      applicantIdNo: applicant.identityNumber,
      documents: papers.documents,
      missing: papers.missing,
    }
  }
}
