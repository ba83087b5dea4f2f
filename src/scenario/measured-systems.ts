import { parse } from 'yaml'
import type { Duration, OperationProfile, Scenario, SystemModel, SystemName, SystemsProfile } from '../schema/index.ts'
import { systemNames } from '../schema/index.ts'
import { placesOf } from './places.ts'
import type { ScenarioFile } from './scenario-file.ts'

const MINUTE_MS = 60_000
const AT_ONCE: Duration = { kind: 'fixed', min: 0 }

/**
 * The scenario with its systems as a run measured them: each operation that was answered has the times that were
 * measured. What a system does wrong (outages, failures, lost messages, delays) stays as the scenario has it. A limit of
 * calls at once is put from the capacity, where that was measured: by Little's law as many as are under way when calls
 * come at that rate; otherwise it is taken away, as what waits in a system is part of the time that was measured.
 */
export function withMeasuredSystems({ file, text }: ScenarioFile, profile: SystemsProfile): ScenarioFile {
  // Aliases are written out, so that a change is made in one place alone.
  const scenario = JSON.parse(JSON.stringify(parse(text, { maxAliasCount: -1 }))) as Scenario
  const models = scenario.systems as Partial<Record<SystemName, SystemModel>>
  for (const name of systemNames) {
    const measured = profile.operations.filter(
      ({ operation, answered }) => operation.startsWith(`${name}.`) && answered > 0,
    )
    if (measured.length === 0) continue
    models[name] = measuredModel(models[name] ?? { latency: AT_ONCE }, measured)
    const what = { run: profile.run, clock: profile.clock }
    scenario.basis.push({
      path: `systems.${name}`,
      kind: 'reported',
      source: {
        vi: `Đo trong lượt chạy ${what.run} (${what.clock}).`,
        en: `Measured in run ${what.run} (${what.clock}).`,
      },
    })
  }
  scenario.basis = scenario.basis.filter(({ path }) => 'places' in placesOf(scenario, path, false))
  return { file, text: JSON.stringify(scenario, null, 1) }
}

function measuredModel(
  { concurrent: _, shared, ...model }: SystemModel,
  measured: readonly OperationProfile[],
): SystemModel {
  const operations = { ...model.operations }
  for (const { operation, latencyMs, counts } of measured) {
    const latency: Duration = {
      kind: 'empirical',
      valuesMin: latencyMs.map((ms) => ms / MINUTE_MS),
      weights: [...counts],
    }
    operations[operation] = { ...operations[operation], latency }
  }
  const atOnce = callsAtOnce(measured)
  if (atOnce === undefined) return { ...model, ...(shared !== undefined && { shared }), operations }
  // What was measured is the one system that all units call.
  return { ...model, concurrent: atOnce, shared: true, operations }
}

/** Calls under way when every operation is called at the rate that it holds; undefined where no rate was measured. */
function callsAtOnce(measured: readonly OperationProfile[]): number | undefined {
  const each = measured.flatMap(({ capacityPerSecond, latencyMs, counts, answered }) => {
    if (capacityPerSecond === null) return []
    const meanMs = latencyMs.reduce((sum, ms, at) => sum + ms * (counts[at] ?? 0), 0) / answered
    return [(capacityPerSecond * meanMs) / 1000]
  })
  return each.length === 0 ? undefined : Math.max(1, Math.round(Math.max(...each)))
}
