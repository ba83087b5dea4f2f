import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { Plan } from '../../src/scenario/index.ts'
import type { Scenario, Workflows } from '../../src/schema/index.ts'
import { planOf } from './small.ts'

function read(path: string): unknown {
  return parse(readFileSync(new URL(`../../scenarios/${path}`, import.meta.url), 'utf8'), { merge: true })
}

/** The shipped scenario as data, its workflows written into it and without its script; free to be changed. */
export function rachGia(): Scenario & { workflows: Workflows } {
  const { scripts: _, ...scenario } = read('rach-gia-2025-07.yaml') as Scenario
  const workflows = read('catalogue/workflows.yaml') as Workflows
  // Aliases of YAML are one object: a change in one workflow must not reach the other.
  const own = JSON.parse(JSON.stringify(workflows)) as Workflows
  return {
    ...scenario,
    workflows: own,
    basis: [
      ...scenario.basis.filter(({ path }) => path !== 'scripts'),
      { path: 'workflows', kind: 'assumption', source: 'catalogue' },
    ],
  }
}

export function rachGiaPlan(): Plan {
  return planOf(rachGia())
}
