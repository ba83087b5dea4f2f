import { describe, expect, it } from 'vitest'
import { findingKinds, remedies } from '../../src/findings/index.ts'

const { kinds, goLive } = remedies()
const texts = Object.entries(kinds).flatMap(([kind, { title, remedy }]) =>
  [title, remedy].map((text) => ({ kind, text })),
)

describe('The catalogue of remedies', () => {
  it('has every kind of finding and no other', () => {
    expect(Object.keys(kinds).sort()).toEqual([...findingKinds].sort())
  })

  it('says the same in both languages: each text has the same slots', () => {
    const slots = (text: string) => [...new Set(text.match(/\{[A-Za-z]+\}/g))].sort()
    for (const { kind, text } of texts) expect({ kind, slots: slots(text.vi) }).toEqual({ kind, slots: slots(text.en) })
  })

  it('is written in composed letters, and without a full stop, which the report adds', () => {
    for (const { text } of texts) {
      expect(text.vi).toBe(text.vi.normalize('NFC'))
      expect(text.vi + text.en).not.toMatch(/\.$/)
    }
  })

  it('says of every entry where it comes from, or that it is assumed', () => {
    for (const { source } of Object.values(kinds)) expect(source.en).toMatch(/assumed|Assumed|seed item/)
    expect(goLive).toBe('2025-07-01')
  })
})
