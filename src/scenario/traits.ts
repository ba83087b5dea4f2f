import type { Scenario } from '../schema/index.ts'
import type { Catalogue } from './catalogue.ts'
import { askedTraits, outcomesOf } from './conditions.ts'
import { scriptedStream } from './scripted.ts'
import { streamsOf } from './streams.ts'
import { usedWorkflows } from './workflows.ts'

/** Traits are bits of a number that must stay positive and small. */
export const MOST_TRAITS = 30

/**
 * Every trait that the scenario speaks of, once: those of its streams, sites and units, then those that steps give or
 * ask for. One that only a workflow of the catalogue asks for is true of nobody.
 */
export function traitsOf(scenario: Scenario, catalogue: Catalogue): string[] {
  const names = new Set(definedTraits(scenario, catalogue))
  for (const unit of scenario.units) {
    for (const { visitors } of unit.sites ?? []) if (visitors !== undefined) names.add(visitors)
    for (const trait of Object.keys(unit.traits ?? {})) names.add(trait)
  }
  for (const { stream } of streamsOf(scenario))
    for (const trait of Object.keys(stream.channelsOf ?? {})) names.add(trait)
  for (const [, workflow] of usedWorkflows(scenario, catalogue))
    for (const trait of askedTraits(workflow)) names.add(trait)
  return [...names]
}

/** The traits that somebody can have: some stream or script brings them, or some step gives them. */
export function definedTraits(scenario: Scenario, catalogue: Catalogue): Set<string> {
  const names = new Set(streamsOf(scenario).flatMap(({ stream }) => Object.keys(stream.traits ?? {})))
  for (const trait of Object.keys(scriptedStream(scenario)?.stream.traits ?? {})) names.add(trait)
  for (const [, workflow] of usedWorkflows(scenario, catalogue))
    for (const outcome of outcomesOf(workflow)) for (const trait of outcome.gains ?? []) names.add(trait)
  return names
}
