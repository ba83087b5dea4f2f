import { Draws, keyOf } from '../chance/index.ts'
import { type Plan, plainScenario, type ScenarioFile } from '../scenario/index.ts'
import type { Incident, Scenario } from '../schema/index.ts'

/** Dossiers of the units that one pair of simulations plays, of a scenario too large to be played as a whole. */
const SAMPLE_WORK = 40_000
const SAMPLE = keyOf('sample of units')

/**
 * Groups of units drawn for one pair, ascending; another draw for each pair, the same for every remedy as far as it
 * concerns the units.
 * @param among indexes into Plan.units of those that the remedy changes
 * @param workOf dossiers expected of a unit
 */
export function sampleOf(
  plan: Plan,
  among: ReadonlySet<number>,
  workOf: (unit: number) => number,
  seed: number,
  pair: number,
): number[] {
  const draws = new Draws(seed, pair)
  const groups = plan.groups
    .map((units, group) => ({ units, at: draws.uniform(0, group, 0, SAMPLE) }))
    .filter(({ units }) => units.some((unit) => among.has(unit)))
    .sort((a, b) => a.at - b.at)
  const chosen: number[] = []
  let work = 0
  for (const { units } of groups) {
    if (work >= SAMPLE_WORK) break
    chosen.push(...units)
    work += units.reduce((sum, unit) => sum + workOf(unit), 0)
  }
  return chosen.sort((a, b) => a - b)
}

/**
 * A scenario of some of its units alone, which play as they do among all: draws go by the unit's code.
 * @param entryOf by unit: place in the scenario's `units`
 */
export function restricted(
  { file, text }: ScenarioFile,
  plan: Plan,
  entryOf: readonly number[],
  units: readonly number[],
): ScenarioFile {
  const scenario = plainScenario(text)
  const codes = new Set(units.map((unit) => plan.units[unit]?.code ?? ''))
  const byEntry = Map.groupBy(units, (unit) => entryOf[unit] as number)
  const entries = scenario.units.flatMap((unit, entry): Scenario['units'] => {
    const chosen = byEntry.get(entry)
    if (!chosen) return []
    if (unit.code !== undefined) return [unit]
    return [{ ...unit, each: { codes: chosen.map((each) => plan.units[each]?.code ?? '') } }]
  })
  const isHere = (code: string | undefined) => code === undefined || codes.has(code)
  const { difficulties: _difficulties, scripts: _scripts, ...rest } = scenario
  const small: Scenario = {
    ...rest,
    units: entries,
    incidents: (scenario.incidents ?? []).filter((incident) => unitsOf(incident).every(isHere)),
    // Places in lists have moved, and the text was checked before: one word for all numbers.
    basis: Object.keys(rest).map((path) => ({ path, kind: 'assumption', source: 'checked before' })),
  }
  return { file, text: JSON.stringify(small) }
}

function unitsOf(incident: Incident): (string | undefined)[] {
  return incident.kind === 'equipment-moved' ? [incident.unit, incident.toUnit] : [incident.unit]
}
