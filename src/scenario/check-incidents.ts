import { type Incident, isTransferFault, messageSenders, transferOperations, type Unit } from '../schema/index.ts'
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
      checkHeads(checking, at, incident, incident.count)
      return
    case 'counters-closed':
      checkCounters(checking, at, incident)
      return
    case 'training':
      checkRole(checking, [...at, 'role'], incident.role, incident.unit)
      if (incident.mentor !== undefined) checkRole(checking, [...at, 'mentor'], incident.mentor, incident.unit)
      if (incident.unit !== undefined) checkTakesPart(checking, [...at, 'unit'], incident.unit)
      checkTraining(checking, at, incident)
      return
    case 'equipment-moved':
      checkLoan(checking, at, incident)
      return
    case 'system-fault':
      if (incident.unit !== undefined) checkTakesPart(checking, [...at, 'unit'], incident.unit)
      checkSystemFault(checking, at, incident)
  }
}

type SystemFault = Extract<Incident, { kind: 'system-fault' }>

/** Operations belong to the system that fails, and a fault of messages needs messages. */
function checkSystemFault(checking: Checking, at: Path, incident: SystemFault): void {
  const { system, fault, operations = [] } = incident
  const strange = operations.filter((operation) => !operation.startsWith(`${system}.`))
  for (const operation of strange) {
    const hint = `name operations of it, as ${system}.…`
    const place = [...at, 'operations', operations.indexOf(operation)]
    checking.list.error(place, `${operation} is no operation of the ${system}`, hint)
  }
  if (strange.length === 0 && isTransferFault(fault)) checkTransfer(checking, at, incident)
}

/** Messages are lost, doubled or late on their way to another system; any other operation is answered at once. */
function checkTransfer({ list }: Checking, at: Path, { system, fault, operations }: SystemFault): void {
  const own = transferOperations.filter((operation) => operation.startsWith(`${system}.`))
  const sends = messageSenders.includes(system)
  const others = `${fault} can be had by ${transferOperations.join(', ')}, and without "operations" by what these send: ${messageSenders.join(', ')}`
  if (!operations) {
    if (!sends) list.error([...at, 'fault'], `${system} sends no messages: ${fault} would do nothing`, others)
    return
  }
  operations.forEach((operation, index) => {
    if (own.includes(operation)) return
    const message = `${operation} is no message from one system to another: ${fault} would do nothing`
    const whole = `leave "operations" out, and it hits what ${system} sends to other systems`
    const hint =
      own.length > 0
        ? `name ${own.join(', ')}`
        : sends
          ? `${whole}; of operations only ${transferOperations.join(', ')} can have it`
          : others
    list.error([...at, 'operations', index], message, hint)
  })
}

type Training = Extract<Incident, { kind: 'training' }>

/** Whom it takes away must be there, and be better at something afterwards. */
function checkTraining(checking: Checking, at: Path, incident: Training): void {
  const { list } = checking
  const { role, mentor, count, skills, worthCases = 0 } = incident
  checkHeads(checking, at, incident, mentor === role ? count + 1 : count)
  if (worthCases === 0 && !skills) {
    const hint = 'give it the "skills" that it teaches, or how much practice it is worth: worthCases: 20'
    list.warning([...at, 'name'], `training "${incident.name}" teaches nothing`, hint)
  }
  const learners = unitsOf(checking, incident.unit).flatMap(({ staff }) => staff.filter((group) => group.role === role))
  if (worthCases > 0 && learners.length > 0 && !learners.some(({ proficiency }) => proficiency)) {
    const hint = 'give them "proficiency": how long their first cases take'
    list.warning([...at, 'worthCases'], `every ${role} is practised already: practice makes no difference`, hint)
  }
}

/** An incident that asks for more officials than any unit has takes only those. */
function checkHeads(
  checking: Checking,
  at: Path,
  { role, unit: code }: { readonly role: string; readonly unit?: string },
  heads: number,
): void {
  const counts = unitsOf(checking, code).map(({ staff }) =>
    staff.reduce((sum, group) => sum + (group.role === role ? group.count : 0), 0),
  )
  const most = Math.max(0, ...counts)
  if (most === 0 || heads <= most) return
  const message = `${heads} in the role "${role}" are called away, but ${code === undefined ? 'no unit has more than' : `unit ${code} has`} ${most}`
  checking.list.warning([...at, 'count'], message, `at most ${most} can go`)
}

function unitsOf({ scenario, unitCodes }: Checking, code: string | undefined): readonly Unit[] {
  const unit = code === undefined ? undefined : unitCodes.get(code)?.given
  return unit ? [unit] : scenario.units
}

function checkRole(checking: Checking, at: Path, role: string, code: string | undefined): void {
  const { list, unitCodes } = checking
  const unit = code === undefined ? undefined : unitCodes.get(code)?.given
  const units = unitsOf(checking, code)
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
