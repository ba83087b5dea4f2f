import { placesOf, shippedScenarios } from '../scenario/index.ts'
import type { Basis } from '../schema/index.ts'
import type { Sourced } from './answers.ts'
import { shipped } from './base.ts'

/** The population of a unit if a shipped scenario has it from a report; undefined else. */
export function knownPopulation(code: string): Sourced<number> | undefined {
  for (const name of shippedScenarios()) {
    const { scenario } = shipped(name)
    const index = scenario.units.findIndex((unit) => unit.code === code)
    const unit = scenario.units[index]
    if (!unit) continue
    const basis = basisOf(scenario.basis, scenario, `units.${index}.population`)
    if (basis?.kind !== 'reported') continue
    const { source } = basis
    const text = typeof source === 'string' ? { vi: source, en: source } : source
    return { value: unit.population, origin: { kind: 'reported', source: text } }
  }
  return undefined
}

/** What a scenario says of where a value comes from: the longest of its paths that lead to it. */
function basisOf(all: readonly Basis[], scenario: unknown, path: string): Basis | undefined {
  const leads = all.filter((basis) => {
    const found = placesOf(scenario, basis.path, false)
    return 'places' in found && found.places.some((place) => `${path}.`.startsWith(`${place.join('.')}.`))
  })
  return leads.toSorted((a, b) => b.path.split('.').length - a.path.split('.').length)[0]
}
