import { availableParallelism } from 'node:os'
import { type Effort, type Found, type Naming, search } from '../findings/index.ts'
import { equipmentName, fieldName, operationName, roleName, stepName, systemName } from '../report/index.ts'
import type { Plan } from '../scenario/index.ts'
import { expectedDossiers, type Players } from '../simulate/index.ts'
import type { Figures, Tally } from '../verdict/index.ts'
import type { OpenedScenario } from './open-scenario.ts'
import { progress } from './progress.ts'

export const NOTHING_FOUND: Found = { findings: [], lateness: null }

/** Of more dossiers, gains are worked out where somebody asks for them: they take minutes. */
const MOST_UNASKED = 100_000

/** What `--findings` comes to: none where there is no prediction either, or too much to simulate unasked. */
export function effortOf(option: Effort | 'none' | undefined, plan: Plan, replications: number): Effort | 'none' {
  if (option !== undefined) return option
  return replications === 0 || expectedDossiers(plan) > MOST_UNASKED ? 'none' : 'quick'
}

/** Threads for findings: what the machine can do at once. */
export function findingThreads(plan: Plan): number {
  return expectedDossiers(plan) < 1000 ? 1 : Math.min(2, availableParallelism())
}

interface Asked {
  readonly opened: OpenedScenario
  readonly seed: number
  readonly tally: Tally
  readonly known: readonly Figures[]
  readonly players: Players
  readonly effort: Effort | 'none'
  readonly signal: AbortSignal
  readonly talk: boolean
}

/** What went wrong in a run that is over. */
export async function findingsOf({ opened, seed, tally, known, players, effort, signal, talk }: Asked): Promise<Found> {
  if (effort === 'none' || signal.aborted) return NOTHING_FOUND
  const bar = progress('findings  ', 1, talk)
  try {
    const { plan, source } = opened
    const evidence = tally.evidence()
    const onProgress = (share: number) => bar.update(share)
    return await search({ plan, source, seed, evidence, known, players, effort, naming, signal, onProgress })
  } finally {
    bar.stop()
  }
}

const naming: Naming = (kind, name, language) => {
  switch (kind) {
    case 'role':
      return roleName(name, language)
    case 'step':
      return stepName(name, language)
    case 'field':
      return fieldName(name, language)
    case 'system':
      return systemName(name, language)
    // An account is called as the operation it is for.
    case 'account':
    case 'operation':
      return operationName(name, language)
    case 'equipment':
      return equipmentName(name, language)
  }
}
