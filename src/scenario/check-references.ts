import type { Scenario, Workflow } from '../schema/index.ts'
import type { Catalogue } from './catalogue.ts'
import { checkWorkflow } from './check-workflow.ts'
import { quoted } from './problem.ts'
import type { ProblemList } from './problem-list.ts'
import { suggest } from './suggestion.ts'

/** Every name in the scenario against what it names: units, procedures, workflows, and the staff that they need. */
export function checkReferences(list: ProblemList, scenario: Scenario, catalogue: Catalogue): void {
  checkUnits(list, scenario, catalogue)
  checkProcedures(list, scenario, catalogue)
  for (const [name, workflow] of Object.entries(scenario.workflows ?? {}))
    checkWorkflow(list, ['workflows', name], workflow)
  checkStaff(list, scenario, catalogue)
}

/** The workflow of this name: the scenario's own, or else the catalogue's. */
export function workflowNamed(name: string, scenario: Scenario, catalogue: Catalogue): Workflow | undefined {
  const own = scenario.workflows ?? {}
  if (Object.hasOwn(own, name)) return own[name]
  return Object.hasOwn(catalogue.workflows, name) ? catalogue.workflows[name] : undefined
}

function checkUnits(list: ProblemList, scenario: Scenario, catalogue: Catalogue): void {
  const seen = new Set<string>()
  scenario.units.forEach(({ code }, index) => {
    const at = ['units', index, 'code']
    if (seen.has(code)) list.error(at, `unit ${code} stands twice in the scenario`, 'keep one of them')
    else if (!catalogue.units.has(code)) {
      const label = (near: string) => {
        const unit = catalogue.units.get(near)
        return unit ? `"${near}" (${unit.name}, ${unit.province})` : quoted(near)
      }
      list.error(at, `there is no unit with the code ${quoted(code)}`, suggest(code, catalogue.units.keys(), label))
    }
    seen.add(code)
  })
}

function checkProcedures(list: ProblemList, scenario: Scenario, catalogue: Catalogue): void {
  const seen = new Set<string>()
  scenario.demand.procedures.forEach(({ code, workflow }, index) => {
    const at = ['demand', 'procedures', index]
    const procedure = catalogue.procedures.get(code)
    if (seen.has(code)) list.error([...at, 'code'], `procedure ${code} stands twice in the mix`, 'add up their weights')
    else if (!procedure) {
      const label = (near: string) => `"${near}" (${catalogue.procedures.get(near)?.nameEn})`
      list.error(
        [...at, 'code'],
        `there is no procedure with the code ${quoted(code)}`,
        suggest(code, catalogue.procedures.keys(), label),
      )
    } else if (!procedure.limit) {
      const hint = `${procedure.nameEn} has no fixed limit (${procedure.limitNote}), so its dossiers have no appointment date; take it out of the mix`
      list.error([...at, 'code'], `procedure ${code} has no time limit in the catalogue`, hint)
    }
    seen.add(code)
    if (!workflowNamed(workflow, scenario, catalogue)) {
      const known = new Set([...Object.keys(scenario.workflows ?? {}), ...Object.keys(catalogue.workflows)])
      list.error([...at, 'workflow'], `there is no workflow ${quoted(workflow)}`, suggest(workflow, known))
    }
  })
}

/** A role, with a skill or without, that some step asks for. */
interface Need {
  readonly role: string
  readonly skill: string | undefined
  /** The step, and the procedure where it is the procedure's field that is asked. */
  readonly askedBy: string
}

function checkStaff(list: ProblemList, scenario: Scenario, catalogue: Catalogue): void {
  const needs = needsOf(scenario, catalogue)
  const asked = new Set(needs.flatMap((need) => (need.skill === undefined ? [] : [need.skill])))
  const fields = new Set([...catalogue.procedures.values()].map((procedure) => procedure.field))
  scenario.units.forEach((unit, index) => {
    const at = ['units', index, 'staff']
    const present = unit.staff.filter((group) => group.count > 0)
    const roles = new Set(present.map((group) => group.role))
    const lacking = new Set<string>()
    for (const { role, skill, askedBy } of needs) {
      if (lacking.has(role)) continue
      if (!roles.has(role)) {
        lacking.add(role)
        list.error(
          at,
          `unit ${unit.code} has no official in the role ${quoted(role)}, for ${askedBy}`,
          suggest(role, roles),
          'key',
        )
      } else if (skill !== undefined) {
        const held = new Set(present.filter((group) => group.role === role).flatMap((group) => group.skills ?? []))
        if (held.has(skill)) continue
        const message = `unit ${unit.code} has no ${role} with the skill ${quoted(skill)}, for ${askedBy}`
        list.error(at, message, suggest(skill, held) ?? `add "${skill}" to the skills of a ${role}`, 'key')
      }
    }
    unit.staff.forEach((group, place) => {
      group.skills?.forEach((skill, nth) => {
        if (fields.has(skill) || asked.has(skill)) return
        list.warning(
          [...at, place, 'skills', nth],
          `no procedure or step asks for the skill ${quoted(skill)}`,
          suggest(skill, fields),
        )
      })
    })
  })
}

/** What the workflows of the mix ask of every unit, each once. */
function needsOf(scenario: Scenario, catalogue: Catalogue): Need[] {
  const needs = new Map<string, Need>()
  for (const { code, workflow: name } of scenario.demand.procedures) {
    const field = catalogue.procedures.get(code)?.field
    const workflow = workflowNamed(name, scenario, catalogue)
    for (const [step, asked] of Object.entries(workflow?.steps ?? {})) {
      if (asked.by !== 'official') continue
      const skill = asked.skill === 'field' ? field : asked.skill
      const of = asked.skill === 'field' ? ` (procedure ${code})` : ''
      const key = `${asked.role} ${skill ?? ''}`
      if (!needs.has(key))
        needs.set(key, { role: asked.role, skill, askedBy: `step ${quoted(step)} of workflow ${quoted(name)}${of}` })
    }
  }
  return [...needs.values()]
}
