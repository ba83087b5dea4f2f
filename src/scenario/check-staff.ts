import type { StaffGroup, Unit } from '../schema/index.ts'
import type { Checking } from './checking.ts'
import { entranceOf } from './entrance.ts'
import { quoted } from './problem.ts'
import { proceduresOf } from './procedures.ts'
import { scriptedActors } from './scripted.ts'
import { overlap } from './span.ts'
import type { NamedStream } from './streams.ts'
import { nearest, suggest } from './suggestion.ts'
import type { UnitEntry } from './unit-entries.ts'
import { Ways } from './ways.ts'
import { workflowNamed } from './workflows.ts'

/** A role that some step asks for, with a skill and an account or without. */
interface Need {
  readonly role: string
  readonly skill: string | undefined
  readonly account: string | undefined
  /** The step, and the procedure where it is the procedure's field that is asked. */
  readonly askedBy: string
}

/** Whether each unit has whom the steps ask for that its dossiers, and those handed in there, can come to. */
export function checkStaff(checking: Checking): void {
  const { list, scenario, catalogue, entries } = checking
  const needs = new NeedsOfStreams(checking)
  const fields = new Set([...proceduresOf(scenario, catalogue).values()].map((procedure) => procedure.field))
  const asked = needs.skills()
  for (const { skill } of scriptedActors(scenario)) if (skill !== undefined) asked.add(skill)
  for (const entry of entries) {
    if (entry.rows.length === 0) continue
    checkEntry(checking, entry, needs.of(entry))
    entry.given.staff.forEach((group, place) => {
      group.skills?.forEach((skill, nth) => {
        if (fields.has(skill) || asked.has(skill)) return
        const message = `no procedure or step asks for the skill ${quoted(skill)}`
        list.warning(['units', entry.index, 'staff', place, 'skills', nth], message, suggest(skill, fields))
      })
    })
  }
  checking.scenario.incidents?.forEach((incident, index) => {
    if (incident.kind !== 'training') return
    incident.skills?.forEach((skill, nth) => {
      if (fields.has(skill) || asked.has(skill)) return
      const message = `no procedure or step asks for the skill ${quoted(skill)}`
      list.warning(['incidents', index, 'skills', nth], message, suggest(skill, fields))
    })
  })
}

function checkEntry({ list, scenario }: Checking, { given, index, rows }: UnitEntry, needs: readonly Need[]): void {
  const at = ['units', index, 'staff']
  const unit = given.code === undefined ? `each of the ${rows.length} units` : `unit ${given.code}`
  const present = given.staff.filter((group) => servesInPeriod(group, given, scenario.period))
  const roles = new Set(present.map((group) => group.role))
  const lacking = new Set<string>()
  for (const { role, skill, account, askedBy } of needs) {
    const key = `${role} ${skill ?? ''}`
    if (lacking.has(role) || lacking.has(key)) continue
    const inRole = present.filter((group) => group.role === role)
    const able = inRole.filter((group) => skill === undefined || skillsOf(group, given.code).has(skill))
    if (inRole.length === 0) {
      lacking.add(role)
      list.error(at, `${unit} has no official in the role ${quoted(role)}, for ${askedBy}`, suggest(role, roles), 'key')
    } else if (able.length === 0 && skill !== undefined) {
      lacking.add(key)
      const held = new Set(inRole.flatMap((group) => [...skillsOf(group, given.code)]))
      const message = `${unit} has no ${role} with the skill ${quoted(skill)}, for ${askedBy}`
      list.error(
        at,
        message,
        nearest(skill, held).length > 0 ? suggest(skill, held) : `add "${skill}" to the skills of a ${role}`,
        'key',
      )
    } else if (account !== undefined && !able.some((group) => isEverHeld(group, account, scenario.period.to))) {
      const message = `no ${role} of ${unit} ever holds the account ${quoted(account)}: dossiers will wait for ever at ${askedBy}`
      const hint = `grant it with a time: accounts: { ${account}: ${scenario.period.from}T08:00 }`
      list.warning(at, message, hint, 'key')
    }
  }

  /** With those that a training gives them. */
  function skillsOf(group: StaffGroup, code: string | undefined): Set<string> {
    const skills = new Set(group.skills ?? [])
    for (const incident of scenario.incidents ?? []) {
      if (incident.kind !== 'training' || incident.role !== group.role) continue
      if (incident.unit !== undefined && incident.unit !== code) continue
      for (const skill of incident.skills ?? []) skills.add(skill)
    }
    return skills
  }
}

function isEverHeld({ accounts, to }: StaffGroup, account: string, periodTo: string): boolean {
  const held = accounts?.[account] ?? true
  const lastDay = to !== undefined && to < periodTo ? to : periodTo
  return typeof held === 'string' ? held.slice(0, lastDay.length) <= lastDay : held
}

/** Whether somebody of the group is ever at work: in the period, and at a site that is open then. */
function servesInPeriod(group: StaffGroup, { sites }: Unit, period: { from: string; to: string }): boolean {
  const site = sites?.find(({ name }) => name === group.site)
  return group.count > 0 && overlap(group, period, { from: site?.opens, to: site?.closes })
}

/** What the workflows of each stream ask of the units, each once. */
class NeedsOfStreams {
  readonly #checking: Checking
  readonly #streams: readonly NamedStream[]
  readonly #known = new Map<string, readonly Need[]>()

  constructor(checking: Checking) {
    this.#checking = checking
    this.#streams = [...checking.streams, ...(checking.scripted ? [checking.scripted] : [])]
  }

  of({ rows }: UnitEntry): Need[] {
    const needs = new Map<string, Need>()
    const add = (found: readonly Need[]) => {
      for (const need of found) {
        const key = JSON.stringify([need.role, need.skill, need.account])
        if (!needs.has(key)) needs.set(key, need)
      }
    }
    for (const named of this.#streams) {
      const { units } = named.stream
      if (units === undefined || rows.some(({ code }) => units.includes(code))) add(this.#ofStream(named, false))
      else if (rows.some(({ code }) => this.#receives(named, code))) add(this.#ofStream(named, true))
    }
    return [...needs.values()]
  }

  skills(): Set<string> {
    const found = this.#streams.flatMap((named) => this.#ofStream(named, false))
    return new Set(found.flatMap(({ skill }) => (skill === undefined ? [] : [skill])))
  }

  #receives({ stream }: NamedStream, code: string): boolean {
    const { elsewhere, units } = stream
    if (!elsewhere || elsewhere.share === 0) return false
    if (elsewhere.at !== 'hub') return elsewhere.at.includes(code)
    return (units ?? []).some((unit) => this.#checking.unitCodes.get(unit)?.given.hub === code)
  }

  #ofStream(named: NamedStream, untilForwarded: boolean): readonly Need[] {
    const key = `${named.name} ${untilForwarded}`
    let found = this.#known.get(key)
    if (!found) {
      found = this.#find(named, untilForwarded)
      this.#known.set(key, found)
    }
    return found
  }

  #find({ stream }: NamedStream, untilForwarded: boolean): Need[] {
    const { catalogue, scenario } = this.#checking
    const procedures = proceduresOf(scenario, catalogue)
    const reached = new Map<string, ReadonlySet<string>>()
    return stream.procedures.flatMap(({ code, workflow: name }) => {
      const field = procedures.get(code)?.field
      const workflow = workflowNamed(name, scenario, catalogue)
      if (!workflow) return []
      const entrance = { ...entranceOf([stream], scenario), untilForwarded }
      const steps = reached.get(name) ?? new Ways(workflow, entrance).steps()
      reached.set(name, steps)
      return Object.entries(workflow.steps).flatMap(([step, given]): Need[] => {
        if (given.by !== 'official' || !steps.has(step)) return []
        const { role, account } = given
        const skill = given.skill === 'field' ? field : given.skill
        const of = given.skill === 'field' ? ` (procedure ${code})` : ''
        return [{ role, skill, account, askedBy: `step ${quoted(step)} of workflow ${quoted(name)}${of}` }]
      })
    })
  }
}
