import type { Incident, Scenario } from '../schema/index.ts'
import { quoted } from './problem.ts'
import type { ProblemList } from './problem-list.ts'
import type { Path } from './source-document.ts'
import { instant, type Span } from './span.ts'
import { suggest } from './suggestion.ts'

/** Names, times and references of incidents; a kind that refers to something has its check here. */
export function checkIncidents(list: ProblemList, scenario: Scenario, span: Span): void {
  const names = new Set<string>()
  const roles = new Set(scenario.units.flatMap((unit) => unit.staff.map((group) => group.role)))
  const incidents = scenario.incidents ?? []
  incidents.forEach((incident, index) => {
    const at = ['incidents', index]
    if (names.has(incident.name))
      list.error([...at, 'name'], `another incident is called "${incident.name}"`, 'give each its own name')
    names.add(incident.name)
    if (incident.kind === 'officials-away' && !roles.has(incident.role)) {
      list.error([...at, 'role'], `no unit has officials in the role "${incident.role}"`, suggest(incident.role, roles))
    }
    if (incident.kind === 'counters-closed') checkCounters(list, at, incident, scenario)
    const from = instant(list, [...at, 'from'], incident.from)
    const to = instant(list, [...at, 'to'], incident.to)
    if (from === undefined || to === undefined) return
    if (from >= to) list.error([...at, 'to'], `incident "${incident.name}" must end after it begins`)
    else if (from >= span.toMs || to <= span.fromMs) {
      list.warning([...at, 'from'], `incident "${incident.name}" lies outside the period and has no effect`)
    } else if (from < span.fromMs || to > span.toMs) {
      list.warning([...at, 'from'], `incident "${incident.name}" lies partly outside the period`)
    }
  })
}

function checkCounters(
  list: ProblemList,
  at: Path,
  { unit: code, count }: Extract<Incident, { kind: 'counters-closed' }>,
  scenario: Scenario,
): void {
  const unit = scenario.units.find((each) => each.code === code)
  if (!unit) {
    const codes = scenario.units.map((each) => each.code)
    list.error([...at, 'unit'], `the scenario has no unit ${quoted(code)}`, suggest(code, codes))
  } else if (count > unit.counters) {
    list.error([...at, 'count'], `unit ${code} has ${unit.counters} counters, so ${count} of them cannot close`)
  }
}
