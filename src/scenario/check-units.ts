import type { Unit } from '../schema/index.ts'
import { checkGroup } from './check-group.ts'
import { checkPremises } from './check-premises.ts'
import type { Checking } from './checking.ts'
import { quoted } from './problem.ts'
import type { Path } from './source-document.ts'
import { suggest } from './suggestion.ts'
import { definedTraits } from './traits.ts'
import type { UnitEntry } from './unit-entries.ts'

/** Every entry of `units`: which units it stands for, their sites, and the times of their staff. */
export function checkUnits(checking: Checking): void {
  const brought = new Set(checking.streams.flatMap(({ stream }) => Object.keys(stream.traits ?? {})))
  const defined = definedTraits(checking.scenario, checking.catalogue)
  checkNamedOnce(checking)
  checkOrganisationIds(checking)
  for (const entry of checking.entries) {
    const at = ['units', entry.index]
    checkIdentity(checking, at, entry)
    checkHub(checking, at, entry.given)
    checkPremises(checking, at, entry.given, defined)
    for (const trait of Object.keys(entry.given.traits ?? {})) {
      if (!brought.has(trait))
        checking.list.error(
          [...at, 'traits', trait],
          `no stream of demand has the trait ${quoted(trait)}`,
          suggest(trait, brought) ?? `add it to the traits of the demand: ${trait}: { share: 0 }`,
          'key',
        )
    }
    entry.given.staff.forEach((group, index) => {
      checkGroup(checking, [...at, 'staff', index], entry.given, group)
    })
  }
}

/** A code with its name, for a hint. */
export function unitLabel({ catalogue }: Checking): (code: string) => string {
  return (code) => {
    const unit = catalogue.units.get(code)
    return unit ? `"${code}" (${unit.name}, ${unit.province})` : quoted(code)
  }
}

/** Tells of a code that no unit of the scenario has. */
export function checkTakesPart(checking: Checking, at: Path, code: string): void {
  if (checking.unitCodes.has(code)) return
  const codes = checking.unitCodes.keys()
  checking.list.error(at, `the scenario has no unit ${quoted(code)}`, suggest(code, codes, unitLabel(checking)))
}

function checkNamedOnce(checking: Checking): void {
  const seen = new Set<string>()
  checking.entries.forEach(({ given, index }) => {
    const named: [code: string, at: Path][] =
      given.code === undefined
        ? (given.each?.codes ?? []).map((code, place) => [code, ['units', index, 'each', 'codes', place]])
        : [[given.code, ['units', index, 'code']]]
    for (const [code, at] of named) {
      if (seen.has(code)) checking.list.error(at, `unit ${code} stands twice in the scenario`, 'keep one of them')
      else if (!checking.catalogue.units.has(code)) {
        const hint = suggest(code, checking.catalogue.units.keys(), unitLabel(checking))
        checking.list.error(at, `there is no unit with the code ${quoted(code)}`, hint)
      }
      seen.add(code)
    }
  })
}

/** Two units of one id would give two dossiers the same code. */
function checkOrganisationIds({ list, entries }: Checking): void {
  const seen = new Map<string, string>()
  for (const { given, index, rows } of entries) {
    const id = given.organisationId
    const [first] = rows
    if (id === undefined || !first) continue
    const other = seen.get(id) ?? (rows.length > 1 ? first.code : undefined)
    const hint = 'give each its own, or leave it out: it is made up then'
    if (other !== undefined)
      list.error(
        ['units', index, 'organisationId'],
        `unit ${rows[seen.has(id) ? 0 : 1]?.code} has the organisation id of unit ${other}`,
        hint,
      )
    seen.set(id, first.code)
  }
}

function checkIdentity({ list, catalogue }: Checking, at: Path, { given, rows }: UnitEntry): void {
  const { code, each } = given
  if (code !== undefined && each)
    list.error([...at, 'each'], 'a unit has a "code" or "each", not both', 'keep one of them', 'key')
  else if (code === undefined && !each)
    list.error(at, 'it is not said which unit this is', 'give its code, or "each: {}" for all that are not named')
  if (!each || code !== undefined) return
  const provinces = new Map([...catalogue.units.values()].map((unit) => [unit.provinceCode, unit.province]))
  if (each.province !== undefined && !provinces.has(each.province)) {
    const label = (near: string) => `"${near}" (${provinces.get(near)})`
    const hint = suggest(each.province, provinces.keys(), label)
    list.error([...at, 'each', 'province'], `there is no province with the code ${quoted(each.province)}`, hint)
  } else if (rows.length === 0 && (each.codes ?? []).every((named) => catalogue.units.has(named))) {
    const hint = 'no unit of the catalogue fits, or all that do are named elsewhere in the scenario'
    list.error([...at, 'each'], 'this stands for no unit at all', hint, 'key')
  }
}

function checkHub(checking: Checking, at: Path, { hub }: Unit): void {
  if (hub === undefined) return
  const used = checking.streams.some(({ stream }) => stream.elsewhere?.at === 'hub')
  if (used) checkTakesPart(checking, [...at, 'hub'], hub)
  else if (!checking.catalogue.units.has(hub)) {
    const hint = suggest(hub, checking.catalogue.units.keys(), unitLabel(checking))
    checking.list.error([...at, 'hub'], `there is no unit with the code ${quoted(hub)}`, hint)
  }
}
