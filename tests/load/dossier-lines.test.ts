import { describe, expect, it } from 'vitest'
import { idOf, lineOf, OpenDossier } from '../../src/load/scripts/dossier-lines.ts'
import { atForms } from '../../src/load/scripts/times.ts'
import type { LoadCall, LoadDossier } from '../../src/load/work/load-plan.ts'
import { SOME_TIME_MS, withMarks } from '../../src/load/work/marks.ts'
import { timeFormNames } from '../../src/schema/index.ts'
import { timeForms } from '../../src/target/index.ts'

const request = {
  ...{ method: 'POST', url: 'http://127.0.0.1/hồ-sơ', headers: { 'x-by': 'clerk-1' }, operation: 3, login: -1 },
  body: '{"name":"Trần\\tThị 𠮷","note":"a\tb\nc"}',
}
const turn = { who: 2, handleMs: 5, beforeMs: 0, shown: true, state: 4 }
const dossier: LoadDossier = {
  id: '30742-000001',
  atMs: 12.5,
  calls: [{ ...request, ...turn, finders: [] } satisfies LoadCall],
}

describe('a dossier as k6 shares it', () => {
  const line = lineOf(dossier)

  it('is one line of ASCII, whatever its texts hold', () => {
    expect(line).toMatch(/^[\x20-\x7e\t]+$/)
  })

  it('says what it was made of', () => {
    const open = new OpenDossier(line)
    expect(idOf(line)).toBe(dossier.id)
    expect([open.atMs, open.turns]).toEqual([12.5, [turn]])
    expect(JSON.parse(open.request(0) ?? '')).toEqual(request)
    expect(open.request(1)).toBeUndefined()
  })
})

describe('the time of a call', () => {
  const nowMs = Date.UTC(2025, 6, 3, 17, 4, 5, 60)

  it.each(timeFormNames)('stands in a request in the form %s as in a rehearsal, encoded in addresses too', (form) => {
    const write = (atMs: number) => String(timeForms[form].write(atMs))
    const text = (atMs: number) => `{"at":"${write(atMs)}","url":"/a?at=${encodeURIComponent(write(atMs))}&b=1"}`
    expect(atForms(withMarks(text(SOME_TIME_MS)), nowMs)).toBe(text(nowMs))
  })

  it('leaves a text without one as it is', () => {
    expect(atForms('a@@b', nowMs)).toBe('a@@b')
  })
})
