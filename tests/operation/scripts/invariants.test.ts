import { describe, expect, it } from 'vitest'
import type { Remedy, ScriptStep, Step } from '../../../src/schema/index.ts'
import { uniforms } from '../../kernel/random.ts'
import { atDesk, fixed, type Played, playScript, type SmallScript, type StepGiven } from './small-script.ts'

type Random = () => number
const pick = <T>(random: Random, of: readonly T[]): T => of[Math.floor(random() * of.length)] as T
const chance = (random: Random, share: number) => random() < share

/** Dossiers that are received, some after a supplement, some refused. */
const way: Record<string, Step> = {
  declare: { by: 'citizen', takes: fixed(7), outcomes: [{ operation: 'portal.submit', state: 1, to: 'receive' }] },
  receive: {
    ...atDesk(6, { state: 2, to: 'end' }),
    counter: true,
    outcomes: [
      { when: 'incomplete', state: 5, completes: true, to: 'supply' },
      { share: 0.2, operation: 'one-stop.refuse', state: 3, to: 'end' },
      { operation: 'one-stop.receive', state: 2, to: 'sign' },
    ],
  } as Step,
  supply: { by: 'citizen', takes: fixed(90), outcomes: [{ to: 'receive' }] },
  sign: atDesk(9, { operation: 'one-stop.sign', state: 9, to: 'end' }),
}

function remedies(random: Random, waits: boolean): Remedy[] {
  const found: Remedy[] = []
  if (chance(random, 0.5))
    found.push({ do: 'retry', times: 1 + Math.floor(random() * 3), afterMin: Math.floor(random() * 20) })
  if (chance(random, 0.3)) found.push({ do: 'consult', who: 'cấp trên', answersAfterMin: Math.floor(random() * 40) })
  if (chance(random, 0.3)) found.push({ do: 'escalate', to: 'tỉnh', afterMin: Math.floor(random() * 60) })
  if (chance(random, 0.4)) found.push(chance(random, 0.5) || waits ? { do: 'skip' } : { do: 'paper' })
  return found
}

function step(random: Random, index: number, dossiers: string[]): StepGiven {
  const name = `s${index}`
  const actor: ScriptStep['actor'] = pick(random, [{ role: 'clerk' }, { citizen: true }, { agency: 'bưu điện' }])
  const more: Partial<StepGiven> = {}
  if (chance(random, 0.5)) more.withinMin = Math.floor(random() * 60)
  if (index > 0 && chance(random, 0.4)) {
    more.given = Array.from({ length: Math.floor(random() * 3) }, () => `s${Math.floor(random() * index)}`)
  }
  const kind = pick(random, ['dossier', 'await', 'operation', 'physical'] as const)
  if (kind === 'dossier' || (kind === 'await' && dossiers.length === 0)) {
    const dossier = `d${dossiers.length}`
    dossiers.push(dossier)
    const channel = pick(random, ['direct', 'online'] as const)
    return {
      name,
      ...more,
      does: { kind: 'dossier', dossier, procedure: '1.004873', channel, incomplete: chance(random, 0.3) },
    }
  }
  if (kind === 'await') {
    const withinMin = more.withinMin ?? 30
    const ifFails = remedies(random, true)
    const does = { kind, dossier: pick(random, dossiers), state: pick(random, [1, 2, 3, 5, 9]) }
    return { name, ...more, does, withinMin, ...(ifFails.length > 0 ? { ifFails } : {}) }
  }
  const work = { actor, takes: fixed(Math.floor(random() * 40)) }
  const priority = 'role' in actor ? { priority: Math.floor(random() * 10) } : {}
  if (kind === 'physical') return { name, ...more, ...work, ...priority, does: { kind } }
  const ifFails = remedies(random, false)
  const about = dossiers.length > 0 && chance(random, 0.3) ? { dossier: pick(random, dossiers) } : {}
  return {
    ...{ name, ...more, ...work, ...priority },
    does: { kind, operation: 'documents.receive', ...about },
    expects: {
      evidence: ['receipt', { name: 'number', field: 'number' }],
      ...('dossier' in about ? { state: 2 } : {}),
    },
    ...(ifFails.length > 0 ? { ifFails } : {}),
  }
}

function randomScript(seed: number): SmallScript {
  const random = uniforms(seed)
  const dossiers: string[] = []
  const steps = Array.from({ length: 4 + Math.floor(random() * 20) }, (_, index) => step(random, index, dossiers))
  const leaves = chance(random, 0.3) ? { to: '2025-07-07' } : {}
  const breakdowns = { while: 'working' as const, up: fixed(70), down: fixed(15) }
  const latency = fixed(chance(random, 0.5) ? 2 : 0)
  return {
    steps,
    way,
    staff: [
      { role: 'clerk', count: 1, ...leaves },
      { role: 'clerk', count: 1, ...(chance(random, 0.4) ? { breakdowns } : {}) },
    ],
    citizens: ['08:05', '08:20', '09:10'],
    policies: {
      paperFirst: chance(random, 0.3),
      order: pick(random, ['fifo', 'earliest-deadline', 'shortest-first'] as const),
    },
    systems: {
      documents: { latency, operations: { 'documents.receive': { failShare: random(), duplicateShare: 0.3 } } },
      'one-stop': { latency, planned: [{ from: '2025-07-07T09:00', to: '2025-07-07T09:40' }] },
    },
  }
}

/** Whatever a script is, this holds. That the log alone gives the same, `playScript` sees to. */
function check({ plan, entries, conformance, tally }: Played): void {
  const steps = plan.scripts[0]?.steps ?? []
  const total = conformance.total
  expect(total.done + total.late + total.skipped + total.failed + total.notReached).toBe(steps.length)
  expect(total.conforming).toBeLessThanOrEqual(total.done)
  const ended = new Map<number, string>()
  let lastMs = 0
  for (const { event, atMs, script } of entries) {
    expect(atMs).toBeGreaterThanOrEqual(lastMs)
    lastMs = atMs
    if (!script) continue
    const { given, does } = steps[script.step] as (typeof steps)[number]
    const settled = given.every((each) => ['script-done', 'script-skipped'].includes(ended.get(each) ?? ''))
    if (event === 'script-ready' || event === 'script-begun') expect(settled).toBe(true)
    if (event === 'script-done' && does.kind !== 'await') expect(settled).toBe(true)
    if (!/done|skipped|given-up/.test(event)) continue
    expect(ended.has(script.step)).toBe(false)
    ended.set(script.step, event)
  }
  for (const [index, { outcome, outOfOrder }] of conformance.trace.entries()) {
    if (outcome === 'not-reached') expect(ended.has(index)).toBe(false)
    if (outOfOrder) expect(steps[index]?.does.kind).toBe('await')
  }
  const { received, finished, refused, withdrawn, open } = tally.counts()
  expect(received).toBe(finished + refused + withdrawn + open)
  for (const { utilisation } of tally.staff()) expect(utilisation).toBeLessThanOrEqual(1)
}

describe('any script', () => {
  it('is played without a contradiction', () => {
    const seen = new Set<string>()
    for (let seed = 1; seed <= 60; seed++) {
      const played = playScript(randomScript(seed))
      check(played)
      for (const { outcome, outOfOrder, extra } of played.conformance.trace) {
        seen.add(outcome)
        if (outOfOrder) seen.add('out-of-order')
        if (extra > 0) seen.add('extra')
      }
    }
    expect([...seen].sort()).toEqual(['done', 'extra', 'failed', 'late', 'not-reached', 'out-of-order', 'skipped'])
  })
})
