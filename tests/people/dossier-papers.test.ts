import { describe, expect, it } from 'vitest'
import { People } from '../../src/people/index.ts'
import { loadCatalogue } from '../../src/scenario/index.ts'
import { peoplePlan, RACH_GIA } from './people-plan.ts'

const codes = [...loadCatalogue().procedures.keys()]
const plan = peoplePlan([RACH_GIA], codes)
const people = new People(plan, 20250701, 0)
const birth = codes.indexOf('1.001193')

describe('the papers of a dossier', () => {
  it('are those the procedure asks for, when it is complete', () => {
    for (const [procedure, { documents }] of plan.procedures.entries()) {
      expect(people.dossierPapers(0, 12, procedure, false)).toEqual({ documents, missing: [] })
    }
  })

  it('lack exactly one when it is incomplete, for every procedure of the catalogue', () => {
    for (const [procedure, { documents }] of plan.procedures.entries()) {
      const papers = people.dossierPapers(0, 12, procedure, true)
      expect(papers.missing, codes[procedure]).toHaveLength(1)
      expect([...papers.documents, ...papers.missing].sort()).toEqual([...documents].sort())
    }
  })

  it('lack each paper about equally often, but none that officials look up', () => {
    const counts = new Map<string, number>()
    for (let dossier = 0; dossier < 3000; dossier++) {
      for (const paper of people.dossierPapers(0, dossier, birth, true).missing) {
        counts.set(paper, (counts.get(paper) ?? 0) + 1)
      }
    }
    expect([...counts.keys()].sort()).toEqual(['applicant ID', 'birth notification (Giấy chứng sinh)', 'e-form'])
    for (const count of counts.values()) expect(Math.abs(count / 3000 - 1 / 3)).toBeLessThan(0.04)
  })

  it('are the same whenever they are asked for', () => {
    const other = new People(plan, 20250701, 0)
    other.citizen(0, 4)
    expect(other.dossierPapers(0, 9, birth, true)).toEqual(people.dossierPapers(0, 9, birth, true))
  })

  it('of a procedure that asks for none are none', () => {
    const none = new People({ ...plan, procedures: [{ documents: [] }] }, 1, 0)
    expect(none.dossierPapers(0, 0, 0, true)).toEqual({ documents: [], missing: [] })
  })

  it('of a procedure that the plan does not have are refused', () => {
    expect(() => people.dossierPapers(0, 0, codes.length, false)).toThrow(RangeError)
  })
})
