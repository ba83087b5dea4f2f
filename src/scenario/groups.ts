import type { StreamPlan, SystemPlan, UnitPlan } from './plan.ts'

/**
 * Units that deal with each other, by index: those that share a system of limited capacity, and those at which a
 * stream hands in dossiers for each other. Lent equipment couples nobody: when it goes and comes is fixed beforehand.
 * Groups stand in the order of their first unit, units in their own.
 */
export function groupsOf(
  units: readonly UnitPlan[],
  streams: readonly StreamPlan[],
  systems: Readonly<Record<string, SystemPlan>>,
): number[][] {
  if (Object.values(systems).some(({ shared, concurrent }) => shared && Number.isFinite(concurrent)))
    return [units.map((_, index) => index)]

  const parent = units.map((_, index) => index)
  const rootOf = (unit: number): number => {
    let root = unit
    while (parent[root] !== root) root = parent[root] as number // every index has a parent
    while (parent[unit] !== root) {
      const next = parent[unit] as number
      parent[unit] = root
      unit = next
    }
    return root
  }
  for (const { unit, others } of dealings(units, streams)) {
    for (const other of others) {
      const [low, high] = [rootOf(unit), rootOf(other)].sort((a, b) => a - b) as [number, number]
      parent[high] = low
    }
  }
  return [...Map.groupBy(parent.keys(), rootOf).values()]
}

function* dealings(
  units: readonly UnitPlan[],
  streams: readonly StreamPlan[],
): Generator<{ unit: number; others: readonly number[] }> {
  for (const stream of streams) {
    const receivers = receiversOf(stream, units)
    for (const unit of stream.units) yield { unit, others: receivers(unit) }
  }
}

/**
 * Where else dossiers of a unit are handed in.
 * @returns by index of the unit: indexes into Plan.units, the unit itself never among them; none without "elsewhere"
 */
export function receiversOf(stream: StreamPlan, units: readonly UnitPlan[]): (unit: number) => readonly number[] {
  const { elsewhere } = stream.given
  if (!elsewhere || elsewhere.share === 0) return () => []
  if (elsewhere.at === 'hub') {
    return (unit) => {
      const hub = units[unit]?.hub
      return hub === undefined || hub === unit ? [] : [hub]
    }
  }
  const codes = new Set(elsewhere.at)
  const listed = units.flatMap(({ code }, index) => (codes.has(code) ? [index] : []))
  return (unit) => listed.filter((other) => other !== unit)
}
