import { describe, expect, it } from 'vitest'
import { batchesOf } from '../../src/simulate/index.ts'
import { play, simulated, subjectOf, tallied, weekIn } from './plans.ts'

/** A week in 230 units that all play a script, in which some calls fail. */
function scriptedWeek() {
  const scenario = weekIn(230, 4)
  const title = { vi: 'Kịch bản', en: 'Script' }
  scenario.scripts = [
    {
      name: 'trial',
      title,
      date: '2025-07-08',
      start: '08:00',
      blocks: [
        {
          name: 'morning',
          title,
          owner: { role: 'Chủ tịch UBND' },
          steps: [
            {
              name: 'letter',
              title,
              actor: { role: 'clerk' },
              does: { kind: 'operation', operation: 'documents.receive' },
              takes: { kind: 'exponential', meanMin: 10 },
              withinMin: 15,
              ifFails: [{ do: 'retry', times: 1, afterMin: 5 }, { do: 'skip' }],
            },
            {
              name: 'submit',
              title,
              does: { kind: 'dossier', dossier: 'copy', procedure: '2.000815', channel: 'direct' },
            },
            { name: 'received', title, does: { kind: 'await', dossier: 'copy', state: 2 }, withinMin: 20 },
          ],
        },
      ],
    },
  ]
  scenario.systems.documents = {
    latency: { kind: 'fixed', min: 0.1 },
    operations: { 'documents.receive': { failShare: 0.4 } },
  }
  scenario.basis.push({ path: 'scripts', kind: 'assumption', source: 'for the test' })
  return scenario
}

describe('scripts of many units', () => {
  const subject = subjectOf(scriptedWeek())

  it('come to the same on one thread and on two, with batches that threads share', { timeout: 60_000 }, async () => {
    expect(batchesOf(subject.plan).length).toBeGreaterThan(2)
    const [alone, two] = await Promise.all([simulated(subject, 1, 2), simulated(subject, 2, 2)])
    expect(JSON.stringify(two.played?.state())).toBe(JSON.stringify(alone.played?.state()))
    expect(two.outcomes).toEqual(alone.outcomes)
    const shares = alone.outcomes.map(({ figures }) => figures.conformance ?? 0)
    // 0.16 of the letters are left out; some are late.
    expect(Math.min(...shares)).toBeGreaterThan(0.5)
    expect(Math.max(...shares)).toBeLessThan(0.95)
    expect(shares[0]).not.toBe(shares[1])
  })

  it('come in each unit to the same, whoever plays beside it', () => {
    const few = [3, 7].map((unit) => ({
      unit,
      told: play(subject.plan, [unit]).map(({ atMs, event }) => `${atMs} ${event}`),
    }))
    const beside = play(subject.plan, [3, 5, 7])
    for (const { unit, told } of few) {
      expect(beside.filter((entry) => entry.atUnit === unit).map(({ atMs, event }) => `${atMs} ${event}`)).toEqual(told)
    }
  })

  it('leave every other dossier as it was without them, but for who was busy', () => {
    const { scripts: _, ...without } = scriptedWeek()
    without.basis = without.basis.filter(({ path }) => path !== 'scripts')
    const plain = subjectOf(without).plan
    const received = (plan: typeof plain) => tallied(plan, [3, 5, 7]).counts().received
    expect(received(subject.plan) - received(plain)).toBe(3)
    const numbers = (plan: typeof plain) =>
      play(plan, [3])
        .filter(({ event, dossier }) => event === 'arrived' && dossier < 1000)
        .map(({ dossier, procedure, channel, atMs }) => [dossier, procedure, channel, atMs])
        .sort()
    const known = new Map(numbers(plain).map((row) => [row[0], row]))
    // A citizen who is served at the counter first has no time of arrival that anybody else could change.
    for (const row of numbers(subject.plan)) expect(row).toEqual(known.get(row[0]))
  })
})
