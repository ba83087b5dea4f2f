import type { Scenario, Workflow } from '../schema/index.ts'
import type { Catalogue } from './catalogue.ts'
import { scriptedStream } from './scripted.ts'
import { streamsOf } from './streams.ts'

/** The workflow of this name: the scenario's own, or else the catalogue's. */
export function workflowNamed(name: string, scenario: Scenario, catalogue: Catalogue): Workflow | undefined {
  const own = scenario.workflows ?? {}
  if (Object.hasOwn(own, name)) return own[name]
  return Object.hasOwn(catalogue.workflows, name) ? catalogue.workflows[name] : undefined
}

/** The workflows that the mixes and the scripts' dossiers name, each once, in the scenario's order; those that nobody defines are left out. */
export function usedWorkflows(scenario: Scenario, catalogue: Catalogue): [name: string, workflow: Workflow][] {
  const scripted = scriptedStream(scenario)
  const streams = [...streamsOf(scenario), ...(scripted ? [scripted] : [])]
  const names = new Set(streams.flatMap(({ stream }) => stream.procedures.map(({ workflow }) => workflow)))
  return [...names].flatMap((name): [string, Workflow][] => {
    const workflow = workflowNamed(name, scenario, catalogue)
    return workflow ? [[name, workflow]] : []
  })
}
