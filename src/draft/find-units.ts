import { loadCatalogue, nearest, type UnitRow } from '../scenario/index.ts'

/** The units that somebody may mean. */
export type FoundUnits =
  /** Those that are called so, or whose code it is: one, or several of the same name. */
  | { readonly kind: 'found'; readonly units: readonly UnitRow[] }
  /** None is called so; these are called nearly so, or have it in their name. */
  | { readonly kind: 'near'; readonly units: readonly UnitRow[] }

const MOST_NEAR = 9

/** Letters without their marks and case, words apart by one space: "Phường Rạch Giá" is "phuong rach gia". */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[đĐ]/g, 'd')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()
}

/**
 * Looks a unit up by its code, or by its name with or without marks, kind ("Phường") and, after a comma, province.
 * Marks that are typed count where they tell units apart.
 */
export function findUnits(typed: string): FoundUnits {
  const all = [...loadCatalogue().units.values()]
  const byCode = all.find(({ code }) => code === typed.trim())
  if (byCode) return { kind: 'found', units: [byCode] }
  const [name = '', ...rest] = typed.split(',')
  const province = plain(rest.join(' '))
  const wanted = plain(name)
  const inProvince = all.filter((unit) => plain(unit.province).includes(province))
  const pool = province === '' || inProvince.length === 0 ? all : inProvince
  const called = pool.filter((unit) => namesOf(unit).some((each) => plain(each) === wanted))
  if (wanted !== '' && called.length > 0) {
    const exact = called.filter((unit) => namesOf(unit).some((each) => lower(each) === lower(name)))
    return { kind: 'found', units: exact.length > 0 ? exact : called }
  }
  return { kind: 'near', units: wanted.length < 2 ? [] : nearUnits(wanted, pool).slice(0, MOST_NEAR) }
}

/** A unit as it is told: 30742 Phường Rạch Giá, Tỉnh An Giang. */
export function unitWords({ code, name, province }: UnitRow): string {
  return `${code} ${name}, ${province}`
}

/** The same of a code. */
export function unitNamed(code: string): string {
  const unit = loadCatalogue().units.get(code)
  return unit ? unitWords(unit) : code
}

/** Without its kind: Rạch Giá. */
export function bareName({ name, type }: UnitRow): string {
  return name.toLowerCase().startsWith(`${type} `) ? name.slice(type.length + 1) : name
}

function namesOf(unit: UnitRow): string[] {
  return [unit.name, bareName(unit)]
}

function lower(text: string): string {
  return text.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLowerCase()
}

function nearUnits(wanted: string, pool: readonly UnitRow[]): UnitRow[] {
  const byName = Map.groupBy(pool, (unit) => plain(bareName(unit)))
  const kind = /^(phuong|xa|dac khu) /.exec(wanted)?.[0] ?? ''
  const bare = wanted.slice(kind.length)
  const having = [...byName].filter(([name]) => bare !== '' && name.includes(bare)).flatMap(([, units]) => units)
  const close = nearest(bare, byName.keys()).flatMap((name) => byName.get(name) ?? [])
  return [...new Set([...having, ...close])]
}
