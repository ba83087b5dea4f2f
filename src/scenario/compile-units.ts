import type { WorkCalendar } from '../calendar/index.ts'
import type { Scenario, Unit } from '../schema/index.ts'
import type { Catalogue, UnitRow } from './catalogue.ts'
import { daysOf, StaffCompiler } from './compile-staff.ts'
import { indexIn, known } from './known.ts'
import { holidaysOf } from './office-hours.ts'
import { piecesOf } from './pieces.ts'
import type { SitePlan, UnitPlan } from './plan.ts'
import type { Span } from './span.ts'
import type { UnitEntry } from './unit-entries.ts'

const DEFAULT_M2_PER_PERSON = 1.5

/** The units of all entries, in the order of the entries. Units of one entry share what is the same for all of them. */
export function compileUnits(
  scenario: Scenario,
  entries: readonly UnitEntry[],
  catalogue: Catalogue,
  calendar: WorkCalendar,
  traits: readonly string[],
  span: Span,
): UnitPlan[] {
  const staff = new StaffCompiler(calendar, scenario.calendar.week, holidaysOf(scenario, catalogue), span)
  const madeUp = new Map(entries.some(({ given }) => given.organisationId === undefined) ? madeUpIds(catalogue) : [])
  const places = new Map(entries.flatMap(({ rows }) => rows).map((row, index) => [row.code, index]))
  const m2PerPerson = scenario.policies.m2PerPerson ?? DEFAULT_M2_PER_PERSON
  return entries.flatMap(({ given, rows }) => {
    const sites = compileSites(given, m2PerPerson, traits)
    const alike = {
      population: given.population,
      demandFactor: given.demandFactor ?? 1,
      counters: given.counters,
      calendar,
      sites,
      courier: given.courier,
      legacyUnits: given.legacyUnits ?? 1,
      hub: given.hub === undefined ? undefined : places.get(given.hub),
      traitShares: new Map(
        Object.entries(given.traits ?? {}).map(([trait, share]) => [indexIn(traits, trait, 'trait'), share]),
      ),
      without: given.without ?? [],
      oneStop: given.oneStop ?? 'opencps',
      latencyFactor: given.latencyFactor ?? 1,
      officials: staff.officials(given.staff, sites),
      vacancies: given.staff.flatMap(({ role, vacancies: count = 0 }) => (count > 0 ? [{ role, count }] : [])),
    }
    return rows.map(
      (row): UnitPlan => ({
        code: row.code,
        name: row.name,
        province: row.province,
        provinceCode: row.provinceCode,
        identityPrefixes: known(
          catalogue.identityPrefixes.get(row.provinceCode),
          `identity prefixes of province ${row.provinceCode}`,
        ),
        organisationId: given.organisationId ?? known(madeUp.get(row.code), `organisation id of ${row.code}`),
        ...alike,
      }),
    )
  })
}

/**
 * Organisation ids for units whose own is not given: 000.MM.NN.Hpp in the shape of QĐ 20/2020/QĐ-TTg, pp the province,
 * NN the last two digits of the unit's code. They are made up: no register has them. MM is 00 but for units of a
 * province that share NN, which are counted in the catalogue's order, so that no id stands for two units and an id
 * does not depend on which units take part.
 */
function* madeUpIds(catalogue: Catalogue): Generator<[code: string, id: string]> {
  const used = new Map<string, number>()
  for (const { code, provinceCode } of catalogue.units.values() as Iterable<UnitRow>) {
    const end = `${code.slice(-2)}.H${provinceCode}`
    const nth = used.get(end) ?? 0
    used.set(end, nth + 1)
    yield [code, `000.${String(nth).padStart(2, '0')}.${end}`]
  }
}

function compileSites(unit: Unit, m2PerPerson: number, traits: readonly string[]): SitePlan[] {
  const main: SitePlan = {
    name: '',
    ...premisesOf(unit, m2PerPerson),
    visitors: undefined,
    travelElsewhere: undefined,
    opensMs: Number.NEGATIVE_INFINITY,
    closesMs: Number.POSITIVE_INFINITY,
  }
  const further = (unit.sites ?? []).map((site): SitePlan => {
    const open = daysOf({ from: site.opens, to: site.closes })
    return {
      name: site.name,
      ...premisesOf({ ...site, counters: site.counters ?? 0 }, m2PerPerson),
      visitors: site.visitors === undefined ? undefined : indexIn(traits, site.visitors, 'trait'),
      travelElsewhere: site.travelElsewhere,
      opensMs: open.fromMs,
      closesMs: open.toMs,
    }
  })
  return [main, ...further]
}

type Premises = Pick<Unit, 'counters' | 'seats' | 'waitingAreaM2' | 'areas' | 'equipment' | 'travel'>

function premisesOf(
  { counters, seats, waitingAreaM2, areas, equipment, travel }: Premises,
  m2PerPerson: number,
): Pick<SitePlan, 'counters' | 'seats' | 'areas' | 'equipment' | 'travel'> {
  const room = waitingAreaM2 === undefined ? Number.POSITIVE_INFINITY : Math.floor(waitingAreaM2 / m2PerPerson)
  return {
    counters,
    seats: seats ?? room,
    areas: areas ?? {},
    equipment: Object.fromEntries(Object.entries(equipment ?? {}).map(([item, given]) => [item, piecesOf(given)])),
    travel,
  }
}
