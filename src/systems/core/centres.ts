import { appointment, resumedAppointment, WorkCalendar } from '../../calendar/index.ts'
import { isWithout } from '../../schema/index.ts'
import type { CentreConfiguration, ProcedureConfiguration, World } from './configuration.ts'
import { ScenarioTimes } from './scenario-time.ts'

/** The units that a stand-in serves, their procedures, their working time and their appointment rule. */
export class Centres {
  readonly all: readonly CentreConfiguration[]
  /** Scenario times that calls may have. */
  readonly times: ScenarioTimes
  readonly procedures: readonly ProcedureConfiguration[]
  readonly #ofCode: ReadonlyMap<string, CentreConfiguration>
  readonly #ofOrganisation: ReadonlyMap<string, CentreConfiguration>
  readonly #procedures: ReadonlyMap<string, ProcedureConfiguration>
  readonly #calendar: WorkCalendar
  readonly #world: World

  constructor(world: World) {
    const { week, holidays, fromMs, toMs } = world.calendar
    this.all = world.centres
    this.times = new ScenarioTimes(fromMs, toMs)
    this.procedures = world.procedures
    this.#ofCode = new Map(world.centres.map((centre) => [centre.code, centre]))
    this.#ofOrganisation = new Map(world.centres.map((centre) => [centre.organisationId, centre]))
    this.#procedures = new Map(world.procedures.map((procedure) => [procedure.code, procedure]))
    this.#calendar = new WorkCalendar({ week, holidays: new Map(Object.entries(holidays)) }, fromMs, toMs)
    this.#world = world
  }

  /** Start of the rehearsed period, epoch ms. */
  get fromMs(): number {
    return this.#world.calendar.fromMs
  }

  get seed(): number {
    return this.#world.seed ?? 0
  }

  centre(code: string): CentreConfiguration | undefined {
    return this.#ofCode.get(code)
  }

  ofOrganisation(organisationId: string): CentreConfiguration | undefined {
    return this.#ofOrganisation.get(organisationId)
  }

  /** Whether what a unit asks for is not set up for it: the whole system, or the one operation. */
  lacks(unit: string | undefined, system: string, operation: string): boolean {
    return unit !== undefined && isWithout(this.#ofCode.get(unit)?.without, system, operation)
  }

  procedure(code: string): ProcedureConfiguration | undefined {
    return this.#procedures.get(code)
  }

  /** Scenario time of a call, epoch ms; undefined when the text is no time or lies far outside the period. */
  timeOf(text: string): number | undefined {
    return this.times.parse(text)
  }

  /** Appointment date of a dossier received now; undefined when its procedure is not known. */
  dueAfterReception(serviceCode: string, receivedMs: number): number | undefined {
    const procedure = this.#procedures.get(serviceCode)
    const { limitReduction, sameDayCutOffMin } = this.#world
    return procedure && appointment(this.#calendar, procedure.limit, limitReduction, receivedMs, sameDayCutOffMin)
  }

  /** Appointment date after the clock stood still. */
  dueAfterStop(dueMs: number, stoppedMs: number, resumedMs: number): number {
    // Calls may be stamped in any order; a supplement stamped before the request stopped nothing.
    return resumedMs <= stoppedMs ? dueMs : resumedAppointment(this.#calendar, dueMs, stoppedMs, resumedMs)
  }
}
