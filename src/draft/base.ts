import { type Document, parseDocument } from 'yaml'
import { readShippedScenario } from '../scenario/index.ts'
import type { Scenario } from '../schema/index.ts'

/** The shipped scenario from which a new one takes what a secretary is not asked. */
export const BASE = 'rach-gia-2025-07'

/** A shipped scenario: its nodes, with their comments and layout, and its values. */
export interface Shipped {
  readonly document: Document
  readonly scenario: Scenario
}

const read = new Map<string, Shipped>()

/** Reads a shipped scenario, which tests have found valid; each once. */
export function shipped(name: string): Shipped {
  const known = read.get(name)
  if (known) return known
  const document = parseDocument(readShippedScenario(name))
  const found = { document, scenario: document.toJS({ maxAliasCount: -1 }) as Scenario }
  read.set(name, found)
  return found
}

/** Dossiers a month for 1,000 inhabitants, as reported from the ward that the base replays. */
export function dossiersPerThousand(): { perThousand: number; dossiers: number; population: number } {
  const { demand, units } = shipped(BASE).scenario
  const volumes = [demand, ...Object.values(demand.streams ?? {})].map(({ volume }) =>
    volume.kind === 'fixed' ? volume.dossiers : 0,
  )
  const dossiers = volumes.reduce((sum, one) => sum + one, 0)
  const population = units[0]?.population ?? 1
  return { perThousand: (1000 * dossiers) / population, dossiers, population }
}
