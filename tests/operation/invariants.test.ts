import { describe, expect, it } from 'vitest'
import { parseLocal } from '../../src/calendar/index.ts'
import { CITIZEN, type Entry } from '../../src/operation/index.ts'
import type { UnitPlan } from '../../src/scenario/index.ts'
import { rachGiaPlan } from './rach-gia.ts'
import { play, stepNameOf } from './small.ts'

const plan = rachGiaPlan()
const unit = plan.units[0] as UnitPlan
const entries = play(plan)
const stepOf = (entry: Entry) => plan.workflows[entry.workflow]?.steps[entry.step]
/** No answer of the modelled systems takes longer. */
const LATENCY_MS = 10_000
const isOver = (entry: Entry) => entry.event === 'ended' || entry.event === 'failed'

/** State changes that the domain allows; 0 is before submission. */
const allowed: Record<number, readonly number[]> = {
  1: [2, 3, 5, 7],
  2: [4],
  4: [5, 7, 8, 9],
  5: [2, 3, 4, 7, 8],
  9: [10],
}

function byDossier(): Map<number, Entry[]> {
  const dossiers = new Map<number, Entry[]>()
  for (const entry of entries) {
    const known = dossiers.get(entry.dossier)
    if (known) known.push(entry)
    else dossiers.set(entry.dossier, [entry])
  }
  return dossiers
}

describe('over the whole month of Rạch Giá', () => {
  it('all that the scenario speaks of happens', () => {
    const seen = new Set(entries.map(({ event }) => event))
    expect([...seen].sort()).toEqual(['arrived', 'begun', 'called', 'ended', 'failed', 'queued'])
    expect(new Set(entries.map((entry) => stepNameOf(plan, entry))).size).toBeGreaterThanOrEqual(13)
    expect(byDossier().size).toBe(2800)
  })

  it('time never goes back, and only an answer comes after the end of the period', () => {
    const back = entries.filter(({ atMs }, index) => index > 0 && atMs < (entries[index - 1] as Entry).atMs)
    expect(back).toEqual([])
    expect((entries[0] as Entry).atMs).toBeGreaterThanOrEqual(plan.fromMs)
    expect(entries.filter(({ atMs }) => atMs > plan.toMs + LATENCY_MS)).toEqual([])
    expect(entries.filter(({ atMs }) => !Number.isInteger(atMs))).toEqual([])
  })

  it('an official does one thing at a time', () => {
    const busyWith = new Map<number, number>()
    const wrong = entries.filter((entry) => {
      if (entry.by === CITIZEN) return false
      const before = busyWith.get(entry.by)
      if (entry.event === 'begun') {
        busyWith.set(entry.by, entry.dossier)
        return before !== undefined
      }
      if (!isOver(entry)) return false
      busyWith.delete(entry.by)
      return before !== entry.dossier
    })
    expect(wrong).toEqual([])
  })

  it('there are never more at the counter than counters and clerks, and as many at some time', () => {
    let atCounter = 0
    let most = 0
    for (const entry of entries) {
      const { by } = stepOf(entry) ?? {}
      if (by?.kind !== 'official' || !by.counter) continue
      if (entry.event === 'begun') atCounter++
      else if (isOver(entry)) atCounter--
      most = Math.max(most, atCounter)
    }
    const clerks = unit.officials.filter(({ role }) => role === 'clerk').length
    expect(most).toBe(Math.min(unit.counters, clerks))
  })

  it('work is begun in office hours by officials who are able to do it and not away', () => {
    const away = [parseLocal('2025-07-15T07:00'), parseLocal('2025-07-15T11:30')] as const
    const wrong = entries.filter((entry) => {
      if (entry.event !== 'begun') return false
      const official = unit.officials[entry.by]
      const { by } = stepOf(entry) ?? {}
      if (by?.kind !== 'official' || by.role !== official?.role) return true
      const field = plan.procedures[entry.procedure]?.field ?? ''
      if (by.skill === 'field' && !official.skills.includes(field)) return true
      if (official.id === 'leader-1' && entry.atMs >= away[0] && entry.atMs < away[1]) return true
      return !unit.calendar.isOpen(entry.atMs)
    })
    expect(wrong).toEqual([])
  })

  it('the steps of a dossier follow each other without overlap: queued, begun, called or failed, ended', () => {
    // What may come next, by what came last; of a step of the citizen nothing is seen before its end.
    const next: Record<string, readonly string[]> = {
      queued: ['begun'],
      begun: ['called', 'failed', 'ended'],
      called: ['ended'],
      failed: ['begun', 'failed', 'called', 'arrived'],
      ended: ['queued', 'called', 'failed', 'ended'],
    }
    const wrong: string[] = []
    for (const [dossier, story] of byDossier()) {
      story.forEach((entry, index) => {
        const last = story[index - 1]
        const byCitizen = stepOf(entry)?.by.kind === 'citizen'
        const fits =
          last === undefined || last.event === 'arrived'
            ? entry.event === (last ? 'called' : 'arrived') || (!last && entry.event === 'failed')
            : next[last.event]?.includes(entry.event) &&
              (last.event === 'ended' || entry.step === last.step) &&
              // An official begins before a call is made or a step ends, a citizen is never queued.
              (last.event !== 'ended' || byCitizen === (entry.event !== 'queued')) &&
              (last.event !== 'failed' || byCitizen === (entry.event !== 'begun')) &&
              (entry.event === 'queued' || (entry.by === CITIZEN) === byCitizen)
        if (!fits) wrong.push(`${dossier}: ${last?.event} ${last?.step} then ${entry.event} ${entry.step}`)
      })
    }
    expect(wrong).toEqual([])
  })

  it('a dossier changes its state only as the domain allows, and only when a step or its call ends', () => {
    const seen = new Set<string>()
    const wrong: string[] = []
    for (const story of byDossier().values()) {
      let state = 0
      for (const entry of story) {
        if (entry.event === 'arrived') expect(state).toBe(0)
        else if (entry.state !== state) {
          seen.add(`${state}→${entry.state}`)
          const ends = entry.event === 'ended' || entry.event === 'called'
          if (!ends || !allowed[state]?.includes(entry.state)) wrong.push(`${entry.event} ${state}→${entry.state}`)
        }
        state = entry.state
      }
    }
    expect(wrong).toEqual([])
    expect([...seen]).toEqual(expect.arrayContaining(['1→2', '1→3', '1→5', '2→4', '4→5', '4→9', '5→2', '5→4', '9→10']))
  })

  it('an appointment is set at reception and moved when the clock goes on, at no other time', () => {
    const wrong: Entry[] = []
    for (const story of byDossier().values()) {
      let [state, dueMs] = [1, Number.NaN]
      for (const entry of story) {
        const received = entry.state === 2 && state !== 2
        const resumed = entry.state === 4 && state === 5
        const dated = entry.event === 'ended' && (received || resumed)
        if (Number.isNaN(entry.dueMs) === dated || (dated && resumed && entry.dueMs < dueMs)) wrong.push(entry)
        if (dated) dueMs = entry.dueMs
        if (entry.event === 'ended') state = entry.state
      }
    }
    expect(wrong).toEqual([])
  })
})

describe('over twenty seeds of the month', () => {
  it('every dossier is received, and is finished, refused, withdrawn or open', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const states = new Map<number, number>()
      const over = new Set<number>()
      let afterTheEnd = 0
      for (const entry of play(plan, { seed })) {
        if (over.has(entry.dossier)) afterTheEnd++
        states.set(entry.dossier, entry.state)
        if (entry.event === 'ended' && [3, 7, 8, 10].includes(entry.state)) over.add(entry.dossier)
      }
      const count = (...wanted: number[]) => [...states.values()].filter((state) => wanted.includes(state)).length
      const open = count(1, 2, 4, 5)
      expect([states.size, afterTheEnd], `seed ${seed}`).toEqual([2800, 0])
      expect(count(9, 10) + count(3, 8) + count(7) + open).toBe(2800)
      expect(open).toBeLessThan(280)
    }
  })
})
