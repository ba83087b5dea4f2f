import { appointment, DAY_MS, resumedAppointment, WorkCalendar } from '../calendar/index.ts'
import { parseIso } from '../target/index.ts'
import type { CentreConfiguration } from './configuration.ts'

/** How far outside the rehearsed period a call may be stamped: what is left open goes on after its end. */
const SPARE_MS = 732 * DAY_MS

type Procedure = CentreConfiguration['procedures'][number]

/** The commune centre that a stand-in serves: its procedures, its working time, its appointment rule. */
export class Centre {
  readonly unit: CentreConfiguration['unit']
  readonly #procedures: ReadonlyMap<string, Procedure>
  readonly #calendar: WorkCalendar
  readonly #configuration: CentreConfiguration

  constructor(configuration: CentreConfiguration) {
    const { week, holidays, fromMs, toMs } = configuration.calendar
    this.unit = configuration.unit
    this.#procedures = new Map(configuration.procedures.map((procedure) => [procedure.code, procedure]))
    this.#calendar = new WorkCalendar({ week, holidays: new Map(Object.entries(holidays)) }, fromMs, toMs)
    this.#configuration = configuration
  }

  procedure(code: string): Procedure | undefined {
    return this.#procedures.get(code)
  }

  /** Scenario time of a call, epoch ms; undefined when the text is no time or lies far outside the period. */
  timeOf(text: string): number | undefined {
    const atMs = parseIso(text)
    const { fromMs, toMs } = this.#configuration.calendar
    return atMs !== undefined && atMs >= fromMs - SPARE_MS && atMs < toMs + SPARE_MS ? atMs : undefined
  }

  /** Appointment date of a dossier received now; undefined when its procedure is not one of the centre. */
  dueAfterReception(serviceCode: string, receivedMs: number): number | undefined {
    const procedure = this.#procedures.get(serviceCode)
    const { limitReduction, sameDayCutOffMin } = this.#configuration
    return procedure && appointment(this.#calendar, procedure.limit, limitReduction, receivedMs, sameDayCutOffMin)
  }

  /** Appointment date after the clock stood still. */
  dueAfterStop(dueMs: number, stoppedMs: number, resumedMs: number): number {
    // Calls may be stamped in any order; a supplement stamped before the request stopped nothing.
    return resumedMs <= stoppedMs ? dueMs : resumedAppointment(this.#calendar, dueMs, stoppedMs, resumedMs)
  }
}
