import { calledOperations, type Plan, type WorkflowPlan } from '../scenario/index.ts'

/** TrangThaiHoSo. */
const RECEIVED = 2

/** Names and numbers of a plan, laid out for a tally that is told of millions of entries. Read-only. */
export interface PlanIndex {
  /** Procedure fields, sorted, and the field of each procedure. */
  readonly fields: readonly string[]
  readonly fieldOf: Uint16Array
  /** By procedure: 1 where its dossiers are kept in the portal and the one-stop centre, whose counts can be held to ours. */
  readonly isKept: Uint8Array
  /** By procedure: 1 where its workflow has a reception, which sets the appointment date. */
  readonly receives: Uint8Array
  /** Names of steps over all workflows, in the order of the plan. */
  readonly stepNames: readonly string[]
  /** Where the steps of each workflow begin in the two columns below. */
  readonly firstStep: Int32Array
  readonly nameOfStep: Uint16Array
  /** 1 for steps that are done face to face: a break does not interrupt them. */
  readonly faceToFace: Uint8Array
  /** System operations that any step may call, sorted. */
  readonly operations: readonly string[]
  /** Roles, sorted; where the officials of each unit begin, counted through all units; the role of each official. */
  readonly roles: readonly string[]
  readonly firstOfficial: Int32Array
  readonly roleOf: Uint16Array
  /** Officials by role, and posts that nobody holds. */
  readonly staffing: readonly number[]
  readonly vacancies: readonly number[]
  /** Codes of the provinces, sorted, and the province of each unit. */
  readonly provinces: readonly string[]
  readonly provinceOf: Uint16Array
}

const known = new WeakMap<Plan, PlanIndex>()

/** The index of a plan; replications of one plan share it. */
export function indexOf(plan: Plan): PlanIndex {
  let index = known.get(plan)
  if (!index) {
    index = layOut(plan)
    known.set(plan, index)
  }
  return index
}

function layOut(plan: Plan): PlanIndex {
  const fields = distinct(plan.procedures.map(({ field }) => field)).sort()
  const steps = plan.workflows.flatMap((workflow) => workflow.steps)
  const stepNames = distinct(steps.map(({ name }) => name))
  const officials = plan.units.flatMap((unit) => unit.officials)
  const vacant = plan.units.flatMap((unit) => unit.vacancies)
  const roles = distinct([...officials, ...vacant].map(({ role }) => role)).sort()
  const roleNumber = numbersOf(roles)
  const staffing = roles.map(() => 0)
  const roleOf = Uint16Array.from(officials, ({ role }) => {
    const number = roleNumber.get(role) as number
    staffing[number] = (staffing[number] as number) + 1
    return number
  })
  const vacancies = roles.map((role) => vacant.reduce((sum, post) => sum + (post.role === role ? post.count : 0), 0))
  const provinces = distinct(plan.units.map(({ provinceCode }) => provinceCode)).sort()
  const [fieldNumber, stepNumber, provinceNumber] = [fields, stepNames, provinces].map(numbersOf) as Numbers[]
  return {
    fields,
    fieldOf: Uint16Array.from(plan.procedures, ({ field }) => fieldNumber?.get(field) as number),
    isKept: Uint8Array.from(plan.procedures, ({ workflow }) => (isKept(plan, workflow) ? 1 : 0)),
    receives: Uint8Array.from(plan.procedures, ({ workflow }) => (setsDate(plan.workflows[workflow]) ? 1 : 0)),
    stepNames,
    firstStep: startsOf(plan.workflows.map((workflow) => workflow.steps.length)),
    nameOfStep: Uint16Array.from(steps, ({ name }) => stepNumber?.get(name) as number),
    faceToFace: Uint8Array.from(steps, ({ by }) => (by.kind === 'official' && (by.counter || by.travel) ? 1 : 0)),
    operations: calledOperations(plan).map(({ name }) => name),
    roles,
    firstOfficial: startsOf(plan.units.map((unit) => unit.officials.length)),
    roleOf,
    staffing,
    vacancies,
    provinces,
    provinceOf: Uint16Array.from(plan.units, ({ provinceCode }) => provinceNumber?.get(provinceCode) as number),
  }
}

/** Whether its steps register dossiers: a document has a system of its own, a transaction of the policy bank has none. */
function isKept(plan: Plan, workflow: number): boolean {
  const { steps } = plan.workflows[workflow] as Plan['workflows'][number]
  const systems = steps.flatMap(({ outcomes }) => outcomes.flatMap(({ operation }) => operation?.system ?? []))
  return systems.includes('one-stop') || systems.includes('portal')
}

function setsDate(workflow: WorkflowPlan | undefined): boolean {
  return workflow?.steps.some(({ outcomes }) => outcomes.some(({ state }) => state === RECEIVED)) ?? false
}

type Numbers = ReadonlyMap<string, number>

function numbersOf(names: readonly string[]): Numbers {
  return new Map(names.map((name, number) => [name, number]))
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)]
}

/** Where each of several runs of these lengths begins when one follows the other, and where the last ends. */
function startsOf(lengths: readonly number[]): Int32Array {
  const starts = new Int32Array(lengths.length + 1)
  lengths.forEach((length, i) => {
    starts[i + 1] = (starts[i] as number) + length
  })
  return starts
}
