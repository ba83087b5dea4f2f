import type { Incident } from '../schema/index.ts'
import { checkTakesPart } from './check-units.ts'
import type { Checking } from './checking.ts'
import { piecesOf } from './pieces.ts'
import { quoted } from './problem.ts'
import type { Path } from './source-document.ts'
import { instant, type Span } from './span.ts'
import { suggest } from './suggestion.ts'

/** Names, times and references of incidents; a kind that refers to something has its check here. */
export function checkIncidents(checking: Checking, span: Span): void {
  const { list, scenario } = checking
  const names = new Set<string>()
  scenario.incidents?.forEach((incident, index) => {
    const at = ['incidents', index]
    if (names.has(incident.name))
      list.error([...at, 'name'], `another incident is called "${incident.name}"`, 'give each its own name')
    names.add(incident.name)
    checkKind(checking, at, incident)
    checkWhen(checking, at, incident, span)
  })
}

function checkWhen({ list }: Checking, at: Path, incident: Incident, span: Span): void {
  const from = instant(list, [...at, 'from'], incident.from)
  const to = instant(list, [...at, 'to'], incident.to)
  if (from === undefined || to === undefined) return
  if (from >= to) list.error([...at, 'to'], `incident "${incident.name}" must end after it begins`)
  else if (from >= span.toMs || to <= span.fromMs) {
    list.warning([...at, 'from'], `incident "${incident.name}" lies outside the period and has no effect`)
  } else if (from < span.fromMs || to > span.toMs) {
    list.warning([...at, 'from'], `incident "${incident.name}" lies partly outside the period`)
  }
}

function checkKind(checking: Checking, at: Path, incident: Incident): void {
  switch (incident.kind) {
    case 'connection-lost':
      if (incident.unit !== undefined) checkTakesPart(checking, [...at, 'unit'], incident.unit)
      return
    case 'officials-away':
      checkRole(checking, [...at, 'role'], incident.role, incident.unit)
      if (incident.unit !== undefined) checkTakesPart(checking, [...at, 'unit'], incident.unit)
      return
    case 'counters-closed':
      checkCounters(checking, at, incident)
      return
    case 'training':
      checkRole(checking, [...at, 'role'], incident.role, incident.unit)
      if (incident.mentor !== undefined) checkRole(checking, [...at, 'mentor'], incident.mentor, incident.unit)
      if (incident.unit !== undefined) checkTakesPart(checking, [...at, 'unit'], incident.unit)
      return
    case 'equipment-moved':
      checkLoan(checking, at, incident)
  }
}

function checkRole({ list, scenario, unitCodes }: Checking, at: Path, role: string, code: string | undefined): void {
  const unit = code === undefined ? undefined : unitCodes.get(code)?.given
  const units = unit ? [unit] : scenario.units
  const roles = new Set(units.flatMap(({ staff }) => staff.map((group) => group.role)))
  if (roles.has(role)) return
  const whose = unit ? `unit ${code} has no` : 'no unit has'
  list.error(at, `${whose} officials in the role "${role}"`, suggest(role, roles))
}

function checkCounters(
  checking: Checking,
  at: Path,
  { unit: code, count }: Extract<Incident, { kind: 'counters-closed' }>,
): void {
  const unit = checking.unitCodes.get(code)?.given
  if (!unit) checkTakesPart(checking, [...at, 'unit'], code)
  else if (count > unit.counters) {
    const message = `unit ${code} has ${unit.counters} counters, so ${count} of them cannot close`
    checking.list.error([...at, 'count'], message)
  }
}

function checkLoan(
  checking: Checking,
  at: Path,
  { item, count, unit: code, toUnit }: Extract<Incident, { kind: 'equipment-moved' }>,
): void {
  checkTakesPart(checking, [...at, 'unit'], code)
  checkTakesPart(checking, [...at, 'toUnit'], toUnit)
  if (code === toUnit) checking.list.error([...at, 'toUnit'], `unit ${code} cannot lend to itself`)
  const giver = checking.unitCodes.get(code)?.given
  if (!giver) return
  const had = giver.equipment?.[item]
  if (had === undefined) {
    const hint = suggest(item, Object.keys(giver.equipment ?? {})) ?? `add it to the unit’s equipment: { ${item}: 2 }`
    checking.list.error([...at, 'item'], `unit ${code} has no equipment ${quoted(item)} to lend`, hint)
  } else if (count > piecesOf(had)) {
    checking.list.error([...at, 'count'], `unit ${code} has ${piecesOf(had)} of ${quoted(item)}, so ${count} cannot go`)
  }
}
