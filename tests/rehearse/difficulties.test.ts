import { describe, expect, it } from 'vitest'
import { Draws } from '../../src/chance/index.ts'
import { ModelledSystems, Operation, PLAYED_REPLICATION } from '../../src/operation/index.ts'
import { checkScenario, formatProblem, type Plan, readScenarioFile, takeAway } from '../../src/scenario/index.ts'
import type { OperationRow } from '../../src/schema/index.ts'
import { Tally } from '../../src/verdict/index.ts'
import { rehearsed } from './rehearsed.ts'

/** A shipped scenario made smaller. @param changes of its text: what is there, and what comes in its place */
function smaller(name: string, changes: readonly (readonly [RegExp, string])[], ...without: readonly string[]): Plan {
  const { text, file } = readScenarioFile(name)
  let small = text
  for (const [from, to] of changes) {
    if (!from.test(small)) throw new Error(`${name} has no ${from}`)
    small = small.replace(from, to)
  }
  const { plan, problems } = checkScenario(takeAway({ file, text: small }, without).text, file)
  if (!plan) throw new Error(problems.map(formatProblem).join('\n'))
  return plan
}

function simulated(plan: Plan, units?: readonly number[]): Tally {
  const tally = new Tally(plan)
  const draws = new Draws(plan.scenario.seed, PLAYED_REPLICATION)
  const operation = new Operation(plan, draws, new ModelledSystems(plan, draws), tally, units)
  while (operation.advance());
  tally.close(plan.toMs)
  return tally
}

function row(tally: Tally, name: string): OperationRow {
  const found = tally.operations().find(({ operation }) => operation === name)
  if (!found) throw new Error(`nothing called ${name}`)
  return found
}

const HOUR_MS = 3_600_000

describe('Bắc Ninh’s transfers, in one centre with its neighbour', () => {
  const births = (...without: string[]) =>
    smaller(
      'bac-ninh-linked-birth',
      [
        [/codes: \["07210",.*\]/, 'codes: ["07210"]'],
        [/( {2}- \{ each: \{ codes: \["07432"[\s\S]*?)(?=\ndemand:)/, ''],
        [/to: 2025-07-15/, 'to: 2025-07-04'],
        [/dossiers: 150/, 'dossiers: 3'],
        [/kind: poisson, dossiers: 20/, 'kind: fixed, dossiers: 60'],
      ],
      ...without,
    )

  it('are lost, doubled and late in the rehearsal and in the simulation alike', async () => {
    const plan = births()
    for (const tally of [simulated(plan), await rehearsed(plan)]) {
      const transfers = row(tally, 'civil-status.transfer')
      expect(transfers.lost).toBeGreaterThan(5)
      expect(transfers.duplicated).toBeGreaterThan(2)
      expect(transfers.p50Ms).toBeGreaterThan(HOUR_MS / 3)
      expect(transfers.p50Ms).toBeLessThan(1.5 * HOUR_MS)
    }
  })

  it('are refused for a dossier in the simulation as in the rehearsal: entered once more, its data are still refused', async () => {
    const plan = births()
    for (const tally of [simulated(plan), await rehearsed(plan)]) {
      const again = tally.steps().find(({ step }) => step === 'correct-data')
      expect(again?.ended).toBeGreaterThan(5)
      expect(again?.failed).toBe(again?.ended)
    }
  })

  it('come once and at once where the difficulty is taken away', async () => {
    const transfers = row(await rehearsed(births('transfers-not-smooth')), 'civil-status.transfer')
    expect(transfers).toMatchObject({ lost: 0, duplicated: 0, errors: 0 })
    expect(transfers.p50Ms).toBeLessThan(1000)
    expect(transfers.calls).toBeGreaterThan(100)
  })
})

describe('Lâm Đồng’s three old provinces', () => {
  const day = (...without: string[]) =>
    smaller(
      'lam-dong-2025-06-23',
      [
        [/dossiers: 45/, 'dossiers: 6'],
        [/dossiers: 12/, 'dossiers: 20'],
      ],
      ...without,
    )
  const handOver = (tally: Tally) => row(tally, 'province.hand-over').errors

  it('speak three dialects of the one-stop centre', () => {
    expect(day().units.map(({ oneStop }) => oneStop)).toEqual([
      ...['opencps', 'opencps', 'igate', 'igate', 'new-portal', 'new-portal'],
    ])
  })

  it('are understood by the province as their systems are alike', () => {
    const [first = 0, second = 0, third = 0] = [
      [0, 1],
      [2, 3],
      [4, 5],
    ].map((units) => handOver(simulated(day(), units)))
    expect(first).toBeLessThan(second)
    expect(second).toBeLessThan(third)
  })

  it('show it in the rehearsal, where all three are asked at once; and so do the slow lines of one', async () => {
    const whole = await rehearsed(day())
    expect(handOver(whole)).toBeGreaterThan(20)
    const failed = whole.units().map(({ errors, calls }) => errors / calls)
    expect(Math.max(...failed.slice(0, 2))).toBeLessThan(Math.min(...failed.slice(4)))
    expect(row(whole, 'one-stop.hand-over').p95Ms).toBeGreaterThan(1000)
    const bare = await rehearsed(day('three-systems', 'slow-lines'))
    expect(handOver(bare)).toBe(0)
    expect(row(bare, 'one-stop.hand-over').p95Ms).toBeLessThan(1000)
  })
})

describe('An Giang’s small server', () => {
  const week = (...without: string[]) =>
    smaller(
      'an-giang-lost-connection',
      [
        [/to: 2025-07-31/, 'to: 2025-07-08'],
        [/dossiers: 400/, 'dossiers: 100'],
        [/ {2}- \{ kind: connection-lost, name: shared-line-down-on-17-july.*\n/, ''],
        [/ {2}- \{ kind: equipment-moved.*\n/, ''],
        [/(withoutIt: \[\{ path: incidents.0, remove: true \}), \{ path: incidents.1, remove: true \}/, '$1'],
      ],
      ...without,
    )
  const handOver = (tally: Tally) => row(tally, 'one-stop.hand-over').p95Ms ?? 0

  it('makes officials wait in the rehearsal about as long as in the simulation, and not without it', async () => {
    const modelled = handOver(simulated(week()))
    const measured = handOver(await rehearsed(week()))
    expect(measured / modelled).toBeGreaterThan(0.5)
    expect(measured / modelled).toBeLessThan(2)
    expect(handOver(await rehearsed(week('small-server')))).toBeLessThan(1000)
  })
})
