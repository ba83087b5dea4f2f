import { describe, expect, it } from 'vitest'
import { dossierId, indexOfDossier } from '../../src/people/index.ts'

describe('a dossier id', () => {
  it('is the unit and the index, at least six digits', () => {
    expect(dossierId('30742', 0)).toBe('30742-000000')
    expect(dossierId('30742', 123)).toBe('30742-000123')
    expect(dossierId('00004', 12_345_678)).toBe('00004-12345678')
  })

  it('leads back to the index', () => {
    for (const index of [0, 7, 999_999, 1_000_000, 99_999_999]) {
      expect(indexOfDossier(dossierId('30742', index))).toBe(index)
    }
  })

  it('sorts as its index does', () => {
    const ids = [99, 100, 9, 2799, 0].map((index) => dossierId('30742', index)).sort()
    expect(ids.map(indexOfDossier)).toEqual([0, 9, 99, 100, 2799])
  })

  it('is told from other text', () => {
    for (const text of ['', '30742', '30742-123', 'x30742-000123', '30742-000123 ', '30742-00012a']) {
      expect(() => indexOfDossier(text)).toThrow(RangeError)
    }
  })
})
