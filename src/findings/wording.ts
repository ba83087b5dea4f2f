import type { Plan } from '../scenario/index.ts'
import type { RemedyEntry } from '../schema/index.ts'
import { keepableDays } from './levers/index.ts'
import type { Suspect } from './suspect.ts'

export type Language = 'vi' | 'en'
export type NameKind = 'role' | 'step' | 'field' | 'system' | 'operation' | 'account' | 'equipment'
/** The word for a name from a scenario; the name itself where there is none. */
export type Naming = (kind: NameKind, name: string, language: Language) => string

type Texts = Readonly<Record<Language, string>>

/** How many units, or steps, are named before the rest is counted. */
const MOST_NAMED = 3
const HOURS_A_DAY = 8

/** Fills the texts of the catalogue with what was found. */
export class Wording {
  readonly #plan: Plan
  readonly #naming: Naming

  constructor(plan: Plan, naming: Naming) {
    this.#plan = plan
    this.#naming = naming
  }

  title(entry: RemedyEntry, suspect: Suspect): Texts {
    return this.#filled(entry.title, suspect)
  }

  remedy(entry: RemedyEntry, suspect: Suspect): Texts {
    return this.#filled(entry.remedy, suspect)
  }

  #filled(texts: Texts, suspect: Suspect): { vi: string; en: string } {
    return { vi: this.#fill(texts.vi, suspect, 'vi'), en: this.#fill(texts.en, suspect, 'en') }
  }

  #fill(text: string, suspect: Suspect, language: Language): string {
    const filled = text.replaceAll(/\{([A-Za-z]+)\}/g, (_, slot: string) => this.#slot(slot, suspect, language))
    return filled.charAt(0).toUpperCase() + filled.slice(1)
  }

  #slot(slot: string, suspect: Suspect, language: Language): string {
    const { names } = suspect
    const many = (kind: NameKind, set: ReadonlySet<string>) =>
      listed(
        [...set].map((name) => this.#naming(kind, name, language)),
        language,
      )
    switch (slot) {
      case 'units':
        return this.#units(suspect, language)
      case 'role':
        return many('role', names.roles).toLocaleLowerCase(language)
      case 'steps':
        return many('step', names.steps)
      case 'skill':
        return many('field', names.skills)
      case 'ofSkill':
        return names.skills.size === 0 ? '' : ` (${many('field', names.skills)})`
      case 'account':
        return many('account', names.accounts)
      case 'equipment':
        return many('equipment', names.equipment)
      case 'system':
        return many('system', names.systems)
      case 'operation':
        return many('operation', names.operations)
      case 'cases':
        return new Intl.NumberFormat(language).format(suspect.cases)
      case 'more':
        return new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(suspect.ms / suspect.normMs)
      case 'procedure':
        return this.#procedure(suspect, language)
      case 'limit':
        return days(this.#limitHours(suspect) / HOURS_A_DAY, language)
      case 'newLimit':
        return days(keepableDays(this.#plan, suspect), language)
      default:
        throw new Error(`the catalogue of remedies has an unknown slot {${slot}}`)
    }
  }

  #units({ units }: Suspect, language: Language): string {
    const { units: all } = this.#plan
    if (all.length > 1 && units.size === all.length)
      return language === 'vi' ? `cả ${all.length} đơn vị` : `all ${all.length} units`
    if (units.size > MOST_NAMED) {
      const n = new Intl.NumberFormat(language).format(units.size)
      return language === 'vi' ? `${n} đơn vị` : `${n} units`
    }
    return [...units].map((unit) => all[unit]?.name ?? '').join(', ')
  }

  #procedure({ subject }: Suspect, language: Language): string {
    const found = this.#plan.procedures.find(({ code }) => code === subject)
    const name = language === 'vi' ? found?.nameVi : found?.nameEn
    return name ? `${name} (${subject})` : subject
  }

  #limitHours({ subject }: Suspect): number {
    const limit = this.#plan.procedures.find(({ code }) => code === subject)?.limit
    return limit?.kind === 'working-time' ? limit.workingHours : HOURS_A_DAY
  }
}

function listed(names: readonly string[], language: Language): string {
  const distinct = [...new Set(names)]
  if (distinct.length <= MOST_NAMED) return distinct.join(', ')
  const more = distinct.length - MOST_NAMED
  const first = distinct.slice(0, MOST_NAMED).join(', ')
  return language === 'vi' ? `${first} và ${more} mục khác` : `${first} and ${more} more`
}

function days(n: number, language: Language): string {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(n)
  return language === 'vi' ? `${number} ngày làm việc` : `${number} working day${n === 1 ? '' : 's'}`
}
