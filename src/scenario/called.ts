import type { SystemName } from '../schema/index.ts'
import type { Plan } from './plan.ts'

export interface CalledOperation {
  readonly name: string
  readonly system: SystemName
}

/** System operations that any step of a workflow or script may call, each once, by name. */
export function calledOperations({ workflows, scripts }: Plan): CalledOperation[] {
  const found = new Map<string, CalledOperation>()
  for (const { outcomes } of workflows.flatMap(({ steps }) => steps))
    for (const { operation } of outcomes) if (operation) found.set(operation.name, operation)
  for (const { does } of scripts.flatMap(({ steps }) => steps))
    if (does.kind === 'call') found.set(does.operation, { name: does.operation, system: does.system })
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}
