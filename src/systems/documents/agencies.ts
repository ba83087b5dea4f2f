import type { Centres } from '../core/centres.ts'
import type { Faults } from '../core/faults.ts'
import type { Call } from '../core/operation.ts'
import type { Organ } from './edxml/envelope.ts'

/** Kind of the fault of an agency that the list of the exchange axis does not have. */
export const UNKNOWN_AGENCY = 'unknown-agency'

type Asked = Pick<Call, 'operation' | 'atMs' | 'id' | 'by'>

/** The agencies that can write to each other: the units of the run, and the People's Committee of each province. */
export class Agencies {
  readonly #centres: Centres
  readonly #faults: Faults
  readonly #provinces: ReadonlyMap<string, Organ>

  constructor(centres: Centres, faults: Faults) {
    this.#centres = centres
    this.#faults = faults
    this.#provinces = new Map(
      centres.all.map(({ organisationId, province = '' }) => {
        const organId = provinceOf(organisationId)
        return [organId, { organId, organName: `Ủy ban nhân dân tỉnh ${province}`.trim() }]
      }),
    )
  }

  /** Those that the list has at that moment, by their ids. */
  list(asked: Asked): Organ[] {
    const units = this.#centres.all.map(({ organisationId: organId, name: organName }) => ({ organId, organName }))
    const known = new Map([...this.#provinces, ...units.map((unit) => [unit.organId, unit] as const)])
    return [...known.values()]
      .filter(({ organId }) => !this.#isLeftOut(organId, asked))
      .sort((a, b) => (a.organId < b.organId ? -1 : 1))
  }

  /** The agency with an id; undefined when the list does not have it. */
  find(organId: string, asked: Asked): Organ | undefined {
    return this.#isLeftOut(organId, asked) ? undefined : this.ofId(organId)
  }

  /** The agency with an id, whatever the list leaves out. */
  ofId(organId: string): Organ | undefined {
    const unit = this.#centres.ofOrganisation(organId)
    return unit ? { organId, organName: unit.name } : this.#provinces.get(organId)
  }

  /** The agency above a unit. */
  superior(organId: string): Organ {
    const id = provinceOf(organId)
    return this.#provinces.get(id) ?? { organId: id, organName: '' }
  }

  /** Whether it is a unit whose documents are kept here. */
  isOurs(organId: string): boolean {
    return this.#centres.ofOrganisation(organId) !== undefined
  }

  codeOf(organId: string): string {
    return this.#centres.ofOrganisation(organId)?.code ?? ''
  }

  /** The fault's units are the agencies that are left out, whoever asks. */
  #isLeftOut(organId: string, { operation, atMs, id, by }: Asked): boolean {
    const unit = this.#centres.ofOrganisation(organId)?.code
    return this.#faults.find(UNKNOWN_AGENCY, { operation, atMs, id, by, unit }) !== undefined
  }
}

/** 000.00.53.H48 is a unit of H48. */
function provinceOf(organisationId: string): string {
  return `000.00.00.${organisationId.split('.').at(-1)}`
}
