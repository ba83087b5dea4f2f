import { isAlias, isNode, type Node, visit } from 'yaml'
import { askedTraits, loadCatalogue, nearest, shippedScenarios } from '../scenario/index.ts'
import type { Actor, Scenario, Script } from '../schema/index.ts'
import { BASE, type Shipped, shipped } from './base.ts'

/** A script of a shipped scenario, with what it needs of it. */
export interface ShippedScript {
  /** Name of the scenario; with /name of the script where it has several. */
  readonly name: string
  readonly scenario: string
  readonly script: Script
  /** Its place among the scripts of the scenario. */
  readonly index: number
  readonly actors: readonly Actor[]
  /** The procedures of its dossiers, with the workflows that they follow there. */
  readonly follows: readonly { readonly code: string; readonly workflow: string }[]
  /** Those procedures that the catalogue does not have. */
  readonly procedures: NonNullable<Scenario['procedures']>
}

let all: readonly ShippedScript[] | undefined

/** Every script of every shipped scenario. */
export function shippedScripts(): readonly ShippedScript[] {
  all ??= shippedScenarios().flatMap((name) => {
    const { scenario } = shipped(name)
    const scripts = scenario.scripts ?? []
    return scripts.map((script, index): ShippedScript => {
      const steps = script.blocks.flatMap((block) => block.steps)
      const deeds = steps.flatMap(({ does }) => (does.kind === 'dossier' ? [does] : []))
      const codes = new Set(deeds.map(({ procedure }) => procedure))
      const own = Object.entries(scenario.procedures ?? {}).filter(([code]) => codes.has(code))
      return {
        name: scripts.length === 1 ? name : `${name}/${script.name}`,
        ...{ scenario: name, script, index },
        actors: steps.flatMap(({ actor }) => actor ?? []),
        follows: deeds.map((deed) => ({ code: deed.procedure, workflow: workflowOf(deed, scenario) })),
        procedures: Object.fromEntries(own),
      }
    })
  })
  return all
}

/** The script of that name; else the names of those that may be meant, and of all. */
export function findScript(
  name: string,
): ShippedScript | { readonly near: readonly string[]; readonly all: readonly string[] } {
  const scripts = shippedScripts()
  const found = scripts.find((each) => each.name === name || `${each.scenario}/${each.script.name}` === name)
  if (found) return found
  const names = scripts.map((each) => each.name)
  const within = names.filter((each) => name.length > 2 && each.includes(name))
  return { near: within.length > 0 ? within : nearest(name, names), all: names }
}

function workflowOf(
  { procedure, workflow }: { readonly procedure: string; readonly workflow?: string },
  { demand }: Scenario,
): string {
  if (workflow !== undefined) return workflow
  const mixes = [demand, ...Object.values(demand.streams ?? {})].flatMap(({ procedures }) => procedures)
  return mixes.find(({ code }) => code === procedure)?.workflow ?? 'standard'
}

/**
 * The YAML of scripts as one sequence, with their comments and layout: for all units, on another day, under names that
 * differ. Their dossiers go the way they go where the scripts come from.
 */
export function copiedScripts(scripts: readonly ShippedScript[], date: string): Node[] {
  const taken = new Set<string>()
  return scripts.map(({ scenario, script, index, follows }) => {
    const copy = copyOf(shipped(scenario), ['scripts', index]) as Node & {
      setIn(path: readonly (string | number)[], value: unknown): void
      deleteIn(path: readonly (string | number)[]): boolean
    }
    copy.setIn(['name'], unused(script.name, taken))
    copy.setIn(['date'], date)
    copy.deleteIn(['units'])
    let nth = 0
    script.blocks.forEach((block, b) => {
      block.steps.forEach(({ does }, s) => {
        if (does.kind !== 'dossier') return
        const at = ['blocks', b, 'steps', s, 'does']
        const workflow = follows[nth++]?.workflow ?? 'standard'
        if (ordinaryWorkflow(does.procedure) !== workflow) copy.setIn([...at, 'workflow'], workflow)
        const traits = keptTraits(does.traits ?? [], workflow)
        if (traits.length < (does.traits?.length ?? 0)) copy.deleteIn([...at, 'traits'])
        if (traits.length > 0) copy.setIn([...at, 'traits'], traits)
      })
    })
    return copy
  })
}

function unused(name: string, taken: Set<string>): string {
  let free = name
  for (let nth = 2; taken.has(free); nth++) free = `${name}-${nth}`
  taken.add(free)
  return free
}

/** A trait that only a site of the other scenario asks for would have no effect here. */
function keptTraits(traits: readonly string[], workflow: string): string[] {
  const named = loadCatalogue().workflows[workflow]
  const asked = named ? askedTraits(named) : new Set()
  return traits.filter((trait) => asked.has(trait))
}

function ordinaryWorkflow(procedure: string): string | undefined {
  return shipped(BASE).scenario.demand.procedures.find(({ code }) => code === procedure)?.workflow
}

/** A copy of a part of a shipped scenario that stands for itself: what was an alias of something else is written out. */
export function copyOf({ document }: Shipped, path: readonly (string | number)[]): Node {
  const whole = document.clone()
  const part = whole.getIn(path, true)
  if (!isNode(part)) throw new TypeError(`nothing stands at ${path.join('.')}`)
  visit(part, {
    Alias: (_, alias) => (isAlias(alias) ? (alias.resolve(whole)?.clone() as Node | undefined) : undefined),
  })
  visit(part, {
    Node: (_, node) => {
      if (!isAlias(node)) delete node.anchor
    },
  })
  return part
}
