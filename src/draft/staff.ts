import { loadCatalogue } from '../scenario/index.ts'
import type { Workflow } from '../schema/index.ts'
import type { StaffCounts } from './answers.ts'
import { BASE, shipped } from './base.ts'
import { type ShippedScript, shippedScripts } from './shipped-scripts.ts'

/** The roles that steps ask for, each with the skills that it needs for them. */
export type Needs = ReadonlyMap<string, ReadonlySet<string>>

/** A procedure and the workflow that its dossiers follow. */
interface Followed {
  readonly code: string
  readonly workflow: string
}

/** What the ordinary demand of a new scenario and the scripts that are put into it ask for. */
export function needsOf(scripts: readonly ShippedScript[]): Needs {
  const needs = new Map<string, Set<string>>()
  const add = (role: string, skill: string | undefined) => {
    const skills = needs.get(role) ?? new Set()
    if (skill !== undefined) skills.add(skill)
    needs.set(role, skills)
  }
  const followed: Followed[] = [
    ...shipped(BASE).scenario.demand.procedures,
    ...scripts.flatMap(({ follows }) => follows),
  ]
  for (const { code, workflow } of followed) {
    const field = fieldOf(code, scripts)
    for (const step of stepsOf(loadCatalogue().workflows[workflow])) {
      if (step.by === 'official') add(step.role, step.skill === 'field' ? field : step.skill)
    }
  }
  for (const { role, skill } of scripts.flatMap(({ actors }) => actors)) if (role !== undefined) add(role, skill)
  return needs
}

function stepsOf(workflow: Workflow | undefined): Workflow['steps'][string][] {
  return Object.values(workflow?.steps ?? {})
}

function fieldOf(code: string, scripts: readonly ShippedScript[]): string | undefined {
  const own = scripts.flatMap(({ procedures }) => Object.entries(procedures)).find(([name]) => name === code)?.[1]
  return own?.field ?? loadCatalogue().procedures.get(code)?.field
}

/** Roles without which the ordinary demand waits for ever. */
export function neededRoles(): string[] {
  return [...needsOf([]).keys()]
}

/** Every role that a workflow of the catalogue or a shipped script asks for. */
export function knownRoles(): string[] {
  const ofWorkflows = Object.values(loadCatalogue().workflows).flatMap((workflow) =>
    stepsOf(workflow).flatMap((step) => (step.by === 'official' ? [step.role] : [])),
  )
  const ofScripts = shippedScripts().flatMap(({ actors }) => actors.flatMap(({ role }) => role ?? []))
  return [...new Set([...ofWorkflows, ...ofScripts])]
}

/** A group of officials as it is written. */
export interface Group {
  readonly role: string
  readonly count: number
  readonly skills: readonly string[]
  /** Not named by the committee, but a script asks for them. */
  readonly added: boolean
}

/** The groups of a unit: those named, with the skills that are asked of them, and one official of each role that lacks. */
export function groupsOf(staff: StaffCounts, needs: Needs): Group[] {
  const lacking = [...needs.keys()].filter((role) => !staff.has(role))
  const named = [...staff].map(([role, count]) => ({ role, count, added: false }))
  return [...named, ...lacking.map((role) => ({ role, count: 1, added: true }))].map((group) => ({
    ...group,
    skills: [...(needs.get(group.role) ?? [])],
  }))
}
