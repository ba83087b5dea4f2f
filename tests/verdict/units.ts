import type { Plan } from '../../src/scenario/index.ts'
import { minimalPlan } from './entries.ts'

const staff = `population: 20000
    counters: 2
    staff:
      - { role: clerk, count: 2 }
      - { role: specialist, count: 1, skills: [certification, civil_status] }`

/** The small scenario with three units: two of province 91, one of province 01. */
export function threeUnits(): Plan {
  return minimalPlan([
    'demand:\n',
    `  - code: "30760"
    ${staff}
  - code: "00004"
    ${staff}
demand:
`,
  ])
}
