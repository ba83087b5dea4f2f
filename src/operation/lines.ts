import { type Line, NO_ROOM } from '../kernel/index.ts'
import type { OfficialPlan, Plan, ScriptActor, StepPlan, UnitPlan } from '../scenario/index.ts'
import { type SystemName, systemNames } from '../schema/index.ts'
import type { Training } from './incidents/index.ts'
import { type OfficialStep, type Post, postFor, postsOf } from './posts.ts'
import type { Premises } from './premises.ts'
import type { Staffing } from './staffing.ts'

/** What distinguishes one line of work from another. */
interface Desk {
  readonly role: string
  readonly skill: string | undefined
  readonly account: string | undefined
  readonly site: number
  /** Area asked for face to face; undefined for papers on a desk. */
  readonly faceToFace: string | undefined
  readonly equipment: readonly string[]
  readonly priority: number
  readonly interruptible: boolean
  readonly systems: readonly SystemName[]
  readonly backEntry: boolean
}

/** No step asks for a lower priority than 9; within each number people come before papers. */
const BACK_ENTRY_PRIORITY = 20
const COUNTERS = 'counters'
/** Of a unit with one site. */
const MAIN_SITE: readonly Post[] = [{ site: 0, spans: [] }]

/**
 * The lines of work of one unit: one for each kind of official, skill, account, place, priority and system that steps
 * ask for.
 */
export class WorkLines {
  readonly lines: readonly Line[]
  readonly #plan: Plan
  readonly #unit: UnitPlan
  readonly #desks: Desk[] = []
  readonly #indexOf = new Map<string, number>()
  /** By ((workflow × steps + step) × procedures + procedure) × streams + stream) × sites + site; −1: not laid out. */
  readonly #lineOf: Int16Array
  readonly #steps: number
  readonly #procedures: number
  readonly #streams: number
  readonly #sites: number
  /** Where each step can be done, by (workflow × steps + step) × procedures + procedure. */
  readonly #posts: (readonly Post[] | undefined)[] = []
  readonly #backEntry = new Map<string, number>()
  /** By role, skill, account and priority of a step of a script. */
  readonly #script = new Map<string, number>()

  constructor(plan: Plan, unit: UnitPlan, premises: Premises, staffing: Staffing) {
    this.#plan = plan
    this.#unit = unit
    this.#steps = Math.max(...plan.workflows.map((workflow) => workflow.steps.length))
    this.#procedures = plan.procedures.length
    this.#streams = plan.streams.length
    this.#sites = unit.sites.length
    this.#lineOf = new Int16Array(
      plan.workflows.length * this.#steps * this.#procedures * this.#streams * this.#sites,
    ).fill(NOT_LAID_OUT)
    this.#layOut(staffing)
    const preempts = this.#desks.some((desk) => desk.interruptible)
    this.lines = this.#desks.map((desk) => lineOf(desk, premises, preempts))
  }

  /** The line in which a dossier waits for a step, at one of the sites at which the role works. */
  of(workflow: number, step: number, procedure: number, stream: number, site: number): number {
    return this.#lineOf[this.#index(workflow, step, procedure, stream, site)] as number
  }

  /** Where a dossier, or a citizen, at a site finds whom a step needs; by the rule of postFor. */
  siteFor(workflow: number, step: number, procedure: number, site: number, atMs: number): number {
    return postFor(this.#posts[this.#stepIndex(workflow, step, procedure)] ?? [], site, atMs)
  }

  /** The site whose officials serve a line. */
  siteOf(line: number): number {
    return (this.#desks[line] as Desk).site
  }

  /** The line of making up calls that officials of a role left out. */
  backEntryOf(role: string): number {
    return this.#backEntry.get(role) as number
  }

  /** The line of steps of scripts that an official does. */
  ofScript(actor: OfficialActor, priority: number): number {
    return this.#script.get(scriptKey(actor, priority)) as number
  }

  isBackEntry(line: number): boolean {
    return (this.#desks[line] as Desk).backEntry
  }

  /** Lines whose work needs a system. */
  needing(system: SystemName): number[] {
    return this.#desks.flatMap((desk, line) => (desk.systems.includes(system) ? [line] : []))
  }

  /**
   * Lines that an official can serve at a time, by role, site, skills and accounts.
   * @param only "back-entry" in overtime that is for nothing else
   * @param trainings that the official has had by then
   */
  servedBy(official: OfficialPlan, atMs: number, trainings: readonly Training[], only: 'back-entry' | 'all'): number[] {
    const has = (skill: string) =>
      official.skills.includes(skill) || trainings.some((training) => training.skills.includes(skill))
    const holds = (account: string) => (official.accounts.get(account) ?? Number.NEGATIVE_INFINITY) <= atMs
    return this.#desks.flatMap((desk, line) => {
      if (desk.role !== official.role || desk.site !== official.site) return []
      if (only === 'back-entry' && !desk.backEntry) return []
      if (desk.skill !== undefined && !has(desk.skill)) return []
      return desk.account === undefined || holds(desk.account) ? [line] : []
    })
  }

  #layOut(staffing: Staffing): void {
    const plan = this.#plan
    for (const [stream, { mix, given }] of plan.streams.entries()) {
      for (const { procedure } of mix) {
        const { workflow, field } = plan.procedures[procedure] as Plan['procedures'][number]
        for (const [index, step] of (plan.workflows[workflow] as Plan['workflows'][number]).steps.entries()) {
          if (step.by.kind !== 'official') continue
          const at = this.#stepIndex(workflow, index, procedure)
          const posts = this.#posts[at] ?? this.#postsOf(step.by, field, staffing)
          this.#posts[at] = posts
          for (const { site } of posts) {
            const desk = deskOf(step, step.by, field, site, given.priority)
            this.#lineOf[this.#index(workflow, index, procedure, stream, site)] = this.#line(desk)
          }
        }
      }
    }
    this.#layOutScripts()
    if (!plan.policies.paperFirst) return
    for (const { role, site } of this.#unit.officials.toSorted((a, b) => a.site - b.site)) {
      if (!this.#backEntry.has(role)) this.#backEntry.set(role, this.#line({ ...emptyDesk, role, site }))
    }
  }

  #postsOf(by: OfficialStep, field: string, staffing: Staffing): readonly Post[] {
    if (this.#sites > 1) return postsOf(by, field, this.#plan, this.#unit, staffing)
    return this.#unit.officials.some(({ role }) => role === by.role) ? MAIN_SITE : []
  }

  #stepIndex(workflow: number, step: number, procedure: number): number {
    return (workflow * this.#steps + step) * this.#procedures + procedure
  }

  #layOutScripts(): void {
    const index = this.#plan.units.indexOf(this.#unit)
    for (const { units, steps } of this.#plan.scripts) {
      if (!units.includes(index)) continue
      for (const { actor, priority } of steps) {
        if (actor.kind !== 'official') continue
        const { role, skill, account } = actor
        const able = this.#unit.officials.filter((each) => each.role === role)
        const skilled = able.filter(({ skills }) => skill === undefined || skills.includes(skill))
        // The first of their sites.
        const site = Math.min(...(skilled.length > 0 ? skilled : able).map((official) => official.site))
        // A script comes before citizens, and these before papers, of the same priority.
        const more = { backEntry: false, priority: 2 * priority - 1 }
        this.#script.set(scriptKey(actor, priority), this.#line({ ...emptyDesk, role, skill, account, site, ...more }))
      }
    }
  }

  #index(workflow: number, step: number, procedure: number, stream: number, site: number): number {
    return (this.#stepIndex(workflow, step, procedure) * this.#streams + stream) * this.#sites + site
  }

  #line(desk: Desk): number {
    const key = JSON.stringify(desk)
    const known = this.#indexOf.get(key)
    if (known !== undefined) return known
    this.#indexOf.set(key, this.#desks.length)
    return this.#desks.push(desk) - 1
  }

  /** Of the unit that the lines are of. */
  get unit(): UnitPlan {
    return this.#unit
  }
}

const NOT_LAID_OUT = -1

type OfficialActor = Extract<ScriptActor, { kind: 'official' }>

function scriptKey({ role, skill, account }: OfficialActor, priority: number): string {
  return JSON.stringify([role, skill, account, priority])
}

const emptyDesk: Omit<Desk, 'role' | 'site'> = {
  skill: undefined,
  account: undefined,
  faceToFace: undefined,
  equipment: [],
  priority: BACK_ENTRY_PRIORITY,
  interruptible: false,
  // Calls to any of them are made up in one line, oldest first.
  systems: systemNames,
  backEntry: true,
}

function deskOf(
  step: StepPlan,
  by: OfficialStep,
  field: string,
  site: number,
  streamPriority: number | undefined,
): Desk {
  return {
    role: by.role,
    skill: by.skill === 'field' ? field : by.skill,
    account: by.account,
    site,
    faceToFace: by.counter ? (by.area ?? COUNTERS) : undefined,
    equipment: by.equipment,
    priority: 2 * (streamPriority ?? by.priority) + (by.counter ? 0 : 1),
    interruptible: by.interruptible,
    systems: [...new Set(step.outcomes.flatMap((outcome) => outcome.operation?.system ?? []))].sort(),
    backEntry: false,
  }
}

function lineOf(desk: Desk, premises: Premises, preempts: boolean): Line {
  const { site, faceToFace, equipment, priority, interruptible } = desk
  const place =
    faceToFace === undefined
      ? []
      : [faceToFace === COUNTERS ? premises.counters(site) : premises.area(site, faceToFace)]
  return {
    priority,
    gates: [...place, ...premises.equipment(site, equipment)],
    room: faceToFace === undefined ? NO_ROOM : site,
    preempts,
    interruptible,
  }
}
