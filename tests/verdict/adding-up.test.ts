import { describe, expect, it } from 'vitest'
import type { Entry } from '../../src/operation/index.ts'
import { Tally, type TallyDetail, type TallyState } from '../../src/verdict/index.ts'
import { uniforms } from '../kernel/random.ts'
import { BRING, entry, PROCESS, RECEIVE, tallyOfEntries } from './entries.ts'
import { threeUnits } from './units.ts'

const plan = threeUnits()
const DOSSIERS = 120
const MINUTE = 60_000

/** A unit's officials and dossiers at random, in order of time: all kinds of events, some dossiers left open. */
function unitEntries(unit: number, seed: number): Entry[] {
  const random = uniforms(seed)
  const entries: Entry[] = []
  const tell = (atMs: number, dossier: number, event: Entry['event'], state: number, more: Partial<Entry> = {}) =>
    entries.push({ ...entry('07T00:00', dossier, event, state, { unit, slot: dossier, ...more }), atMs })
  for (const by of [0, 1, 2]) {
    tell(plan.fromMs + 7 * 60 * MINUTE, -1, 'came', 0, { by, slot: -1 })
    tell(plan.fromMs + (17 + random()) * 60 * MINUTE, -1, 'went', 0, { by, slot: -1 })
  }
  for (let dossier = 0; dossier < DOSSIERS; dossier++) {
    let atMs = plan.fromMs + Math.floor(random() * 3 * 1440) * MINUTE + random()
    const kind = { procedure: random() < 0.5 ? 0 : 1, channel: Math.floor(random() * 3) }
    const later = () => {
      atMs += -Math.log(random()) * 90 * MINUTE
      return atMs
    }
    const call = { operation: 'one-stop.receive', tookMs: random() * 400 }
    if (random() < 0.1) tell(atMs, dossier, 'failed', 0, { ...call, operation: 'portal.submit', step: BRING })
    if (random() < 0.1) tell(later(), dossier, 'turned-away', 0)
    tell(later(), dossier, 'arrived', 1, { ...kind, step: BRING })
    tell(atMs, dossier, 'queued', 1, { tripMs: Math.floor(random() * 2) * 45 * MINUTE })
    if (random() < 0.1) {
      tell(later(), dossier, 'gave-up', 7, { over: true })
      continue
    }
    if (random() < 0.1) continue
    tell(later(), dossier, 'begun', 1, { by: 0 })
    if (random() < 0.2) {
      tell(later(), dossier, 'interrupted', 1, { by: 0 })
      tell(later(), dossier, 'resumed', 1, { by: 1 })
    }
    if (random() < 0.1) tell(later(), dossier, 'paper', 2, { ...call, by: 0 })
    else tell(later(), dossier, 'called', 2, call)
    tell(atMs, dossier, 'ended', 2, { by: 0, step: RECEIVE, dueMs: atMs + 1440 * MINUTE })
    if (random() < 0.2) tell(later(), dossier, 'arrived', 2, { leg: 1, slot: DOSSIERS + dossier, ...kind })
    if (random() < 0.2) continue
    tell(later(), dossier, 'entered', 2, call)
    tell(later(), dossier, 'begun', 2, { by: 2, step: PROCESS })
    tell(later(), dossier, 'ended', [9, 3, 8, 4][Math.floor(random() * 4)] ?? 9, { by: 2, step: PROCESS, over: true })
  }
  return entries.sort((a, b) => a.atMs - b.atMs)
}

const apart = [0, 1, 2].map((unit) => unitEntries(unit, 40 + unit))
/** All units at once: slots of one do not meet those of another. */
const together = apart
  .flatMap((entries, unit) => entries.map((each) => ({ ...each, slot: each.slot + unit * 1000 })))
  .sort((a, b) => a.atMs - b.atMs)

function sumOf(states: readonly TallyState[], detail: TallyDetail): TallyState {
  const sum = new Tally(plan, detail)
  for (const state of states) sum.add(JSON.parse(JSON.stringify(state)))
  return sum.state()
}

describe.each(['evidence', 'all', 'channels'] as const)('tallies of units apart, with the detail %s,', (detail) => {
  const whole = tallyOfEntries(plan, together, plan.toMs, detail)
  const [a, b, c] = apart.map((entries) => tallyOfEntries(plan, entries, plan.toMs, detail).state()) as [
    TallyState,
    TallyState,
    TallyState,
  ]

  it('add up to the tally of all together, in any order and grouping', () => {
    expect(whole.counts().received).toBeGreaterThan(300)
    for (const order of [
      [a, b, c],
      [c, a, b],
      [b, c, a],
      [c, b, a],
    ]) {
      expect(sumOf(order, detail)).toEqual(whole.state())
    }
    expect(sumOf([sumOf([a, c], detail), b], detail)).toEqual(whole.state())
    expect(sumOf([a, sumOf([b, c], detail)], detail)).toEqual(whole.state())
  })

  it('give the same figures', () => {
    const sum = new Tally(plan, detail)
    for (const state of [b, a, c]) sum.add(state)
    const tables = (tally: Tally) => [
      ...[tally.counts(), tally.indicators('fields'), tally.operations(), tally.p95Ms, tally.visits(), tally.legs()],
      ...[tally.byDay(), tally.units(), tally.provinces(), tally.steps(), tally.staff(), tally.paper()],
    ]
    expect(tables(sum)).toEqual(tables(whole))
  })

  it('can be told to one tally one after the other, each closed before the next', () => {
    const one = new Tally(plan, detail)
    for (const entries of apart) {
      for (const each of entries) one.record(each)
      one.close(plan.toMs)
    }
    expect(one.state()).toEqual(whole.state())
  })

  it('hold whole numbers only, and survive a structured clone', () => {
    const check = (value: unknown): void => {
      if (typeof value === 'number') expect(Number.isSafeInteger(value)).toBe(true)
      else if (typeof value === 'object' && value !== null) Object.values(value).forEach(check)
    }
    check(whole.state())
    expect(structuredClone(whole.state())).toEqual(whole.state())
  })

  it('are not the same without one of them', () => {
    expect(sumOf([a, b], detail)).not.toEqual(whole.state())
  })
})
