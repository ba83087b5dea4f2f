import { formatDate } from '../calendar/index.ts'
import { DrawSequence, Draws, keyOf, WeightedPick } from '../chance/index.ts'
import { loadCatalogue, type Plan, type ProcedurePlan, type UnitPlan } from '../scenario/index.ts'
import { Addresses } from './address.ts'
import { dossierId } from './dossier-id.ts'
import { FullNames } from './full-name.ts'
import { type Gender, IdentityNumbers } from './identity-number.ts'

const STEP = keyOf('people')
const BIRTH = keyOf('birth')
const GENDER_AND_PHONE = keyOf('gender-and-phone')
const MISSING_PAPER = keyOf('missing-paper')

const DAYS_A_YEAR = 365
const DAY_MS = 86_400_000

/** Ages of applicants on the first day of the period, both ends included. An assumption: adults, the working ages most. */
const ages = [
  { from: 18, to: 29, weight: 24 },
  { from: 30, to: 39, weight: 25 },
  { from: 40, to: 49, weight: 20 },
  { from: 50, to: 59, weight: 15 },
  { from: 60, to: 69, weight: 10 },
  { from: 70, to: 90, weight: 6 },
] as const

/** What the catalogue lists among the documents and what no citizen can forget to bring. */
const notBrought = /looked up|in person|at home/

/** A citizen who does not exist. All text is NFC. */
export interface Citizen {
  readonly synthetic: 'SYNTHETIC'
  /** Surname, middle names, given name. */
  readonly fullName: string
  readonly gender: Gender
  /** YYYY-MM-DD, the simulated date; the identity number says the same year of the 2300s. */
  readonly birthDate: string
  /** Twelve digits with century digit 8 or 9, distinct within a run. */
  readonly identityNumber: string
  /** Ten digits that begin with 04, which no network has. */
  readonly phone: string
  /** In the reserved domain example.invalid. */
  readonly email: string
  /** House, quarter or hamlet, unit, province. */
  readonly address: string
}

export interface DossierPapers {
  /** Papers handed in with the dossier, in the procedure's order. */
  readonly documents: readonly string[]
  /** The paper that is lacking; empty when the dossier is complete or the procedure asks for no paper. */
  readonly missing: readonly string[]
}

/** What is needed of a plan. */
export interface PeoplePlan {
  readonly fromMs: Plan['fromMs']
  readonly units: readonly Pick<UnitPlan, 'code' | 'name' | 'province' | 'provinceCode' | 'identityPrefixes'>[]
  readonly procedures: readonly Pick<ProcedurePlan, 'documents'>[]
}

/**
 * The citizens of a run and what their dossiers hold, made when asked for: the same dossier has the same citizen in
 * any order of asking, under every clock. Nothing is stored.
 */
export class People {
  readonly #plan: PeoplePlan
  readonly #unitKeys: readonly number[]
  readonly #draws: Draws
  readonly #names: FullNames
  readonly #addresses: Addresses
  readonly #numbers: IdentityNumbers
  readonly #ages = new WeightedPick(ages.map(({ weight }) => weight))
  readonly #today: { readonly year: number; readonly month: number; readonly day: number }

  constructor(plan: PeoplePlan, seed: number, replication: number) {
    this.#plan = plan
    this.#unitKeys = plan.units.map(({ code }) => keyOf(code))
    this.#draws = new Draws(seed, replication)
    this.#names = new FullNames(loadCatalogue().names)
    this.#addresses = new Addresses(new DrawSequence(seed, replication))
    this.#numbers = new IdentityNumbers(plan.units, seed, replication)
    const [year = 0, month = 1, day = 1] = formatDate(plan.fromMs).split('-').map(Number)
    this.#today = { year, month, day }
  }

  /**
   * The citizen of a dossier. RangeError when the plan has no such unit; Fault `scenario-invalid` when the dossier lies
   * beyond the distinct identity numbers of its province (see `IdentityNumbers`).
   */
  citizen(unitIndex: number, dossierIndex: number): Citizen {
    const unit = this.#plan.units[unitIndex]
    const unitKey = this.#unitKeys[unitIndex]
    if (unit === undefined || unitKey === undefined) throw new RangeError(`the plan has no unit ${unitIndex}`)
    const draws = this.#draws.at(unitKey, dossierIndex, STEP, GENDER_AND_PHONE)
    const gender = draws.first < 0.5 ? 'female' : 'male'
    const phone = `04${String(Math.floor(draws.second * 1e8)).padStart(8, '0')}`
    const birthDate = this.#birthDate(unitKey, dossierIndex)
    const fullName = this.#names.of(draws, unitKey, dossierIndex, gender)
    return {
      synthetic: 'SYNTHETIC',
      fullName,
      gender,
      birthDate,
      identityNumber: this.#numbers.of(unitIndex, dossierIndex, gender, Number(birthDate.slice(0, 4))),
      phone,
      email: `${asciiOf(fullName)}.${dossierId(unit.code, dossierIndex)}@example.invalid`,
      address: this.#addresses.of(unit, unitKey, dossierIndex),
    }
  }

  /** The papers of a dossier; an incomplete one lacks one paper that its citizen should have brought. */
  dossierPapers(unitIndex: number, dossierIndex: number, procedureIndex: number, incomplete: boolean): DossierPapers {
    const procedure = this.#plan.procedures[procedureIndex]
    const unitKey = this.#unitKeys[unitIndex]
    if (procedure === undefined || unitKey === undefined) {
      throw new RangeError(`the plan has no procedure ${procedureIndex} or no unit ${unitIndex}`)
    }
    const asked = procedure.documents
    if (!incomplete) return { documents: asked, missing: [] }
    const brought = asked.filter((paper) => !notBrought.test(paper))
    const candidates = brought.length > 0 ? brought : asked
    const u = this.#draws.uniform(unitKey, dossierIndex, STEP, MISSING_PAPER)
    const missing = candidates.slice(Math.floor(u * candidates.length)).slice(0, 1)
    return { documents: asked.filter((paper) => !missing.includes(paper)), missing }
  }

  #birthDate(unitKey: number, dossierIndex: number): string {
    const draws = this.#draws.at(unitKey, dossierIndex, STEP, BIRTH)
    const band = ages[this.#ages.index(draws.first)] ?? ages[0]
    // Two parts of one uniform: the whole years within the band, and how long ago the last birthday was.
    const years = draws.second * (band.to - band.from + 1)
    const age = band.from + Math.floor(years)
    const daysSinceBirthday = Math.floor((years % 1) * DAYS_A_YEAR)
    const { year, month, day } = this.#today
    // 29 February is no date in most years of birth.
    const birthday = Date.UTC(year - age, month - 1, month === 2 ? Math.min(day, 28) : day)
    return new Date(birthday - daysSinceBirthday * DAY_MS).toISOString().slice(0, 10)
  }
}

/** Lower-case Latin letters and dots, for the local part of an e-mail address. */
function asciiOf(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^a-z]+/g, '.')
}
