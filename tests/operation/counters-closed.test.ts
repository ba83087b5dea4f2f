import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Draws } from '../../src/chance/index.ts'
import { ModelledSystems, Operation } from '../../src/operation/index.ts'
import { checkScenario, type Plan } from '../../src/scenario/index.ts'
import type { Incident } from '../../src/schema/index.ts'
import { Tally } from '../../src/verdict/index.ts'
import { minimalWith } from '../scenario/minimal.ts'
import { COUNTER, clerk, DESK, play, smallPlan, submitsAt, trace } from './small.ts'

const repairs = (count: number, from: string, to: string): Incident => ({
  kind: 'counters-closed',
  name: `repairs-${from.replace(':', '-')}`,
  unit: '30742',
  count,
  from: `2025-07-07T${from}`,
  to: `2025-07-07T${to}`,
})

/** When each of six citizens of 08:00 is called to one of two counters, for 10 minutes each. */
function called(...incidents: Incident[]): string[] {
  const plan = smallPlan({
    staff: [{ role: 'clerk', count: 3 }],
    counters: 2,
    dossiers: 6,
    incidents,
    to: '2025-07-11',
    steps: {
      ticket: submitsAt('08:00', 'receive'),
      receive: clerk(10, COUNTER, { operation: 'one-stop.receive', state: 2, to: 'file' }),
      file: clerk(1, DESK, { state: 4, to: 'end' }),
    },
  })
  const entries = play(plan)
  return [0, 1, 2, 3, 4, 5].map((dossier) => {
    const begun = trace(plan, entries, dossier).find((line) => line.includes(' begun receive'))
    return begun?.slice(4, 9) ?? 'never'
  })
}

describe('counters that are closed', () => {
  it('let the citizens at them finish, then serve fewer at once, and all serve again when they open', () => {
    expect(called()).toEqual(['08:00', '08:00', '08:10', '08:10', '08:20', '08:20'])
    // Both citizens of 08:00 finish at 08:10, one at a time goes on, and at 08:25 the second counter calls at once.
    expect(called(repairs(1, '08:05', '08:25'))).toEqual(['08:00', '08:00', '08:10', '08:20', '08:25', '08:30'])
  })

  it('serve nobody when all are closed, and closures at one time add up', () => {
    const none = ['08:00', '08:00', '08:25', '08:25', '08:35', '08:35']
    expect(called(repairs(2, '08:05', '08:25'))).toEqual(none)
    expect(called(repairs(1, '08:05', '08:25'), repairs(1, '08:06', '08:25'))).toEqual(none)
    expect(called(repairs(2, '08:05', '08:25'), repairs(1, '08:06', '08:25'))).toEqual(none)
  })

  it('call nobody with officials who leave as they open', () => {
    expect(called(repairs(2, '08:00', '11:30'))[0]).toBe('13:30')
  })

  it('close at the stroke of the time: who would be called then is not', () => {
    expect(called(repairs(1, '08:10', '09:00')).slice(0, 4)).toEqual(['08:00', '08:00', '08:10', '08:20'])
  })

  it('make the direct citizens of Rạch Giá wait longer', () => {
    const text = readFileSync(new URL('../../scenarios/rach-gia-2025-07.yaml', import.meta.url), 'utf8')
    const incident =
      'incidents:\n  - { kind: counters-closed, name: repairs, unit: "30742", count: 5, from: 2025-07-02T07:00, to: 2025-07-25T17:00 }\n'
    // Basis paths count the incidents from 0, so the new one moves those that follow it.
    const closed = text.replace('incidents:\n', incident).replace('path: incidents.0.to', 'path: incidents.1.to')
    expect(directWait(planOfText(closed))).toBeGreaterThan(directWait(planOfText(text)))
  })
})

describe('a scenario with closed counters', () => {
  const problemsWith = (unit: string, count: number) =>
    checkScenario(
      minimalWith([
        'incidents:\n  - {',
        `incidents:\n  - { kind: counters-closed, name: repairs, unit: "${unit}", count: ${count}, from: "2025-07-08T08:00", to: "2025-07-08T10:00" }\n  - {`,
      ]),
      'closed.yaml',
    ).problems.map(({ message, hint }) => `${message}; ${hint}`)

  it('may close all of a unit’s counters but not more, and names a unit of the scenario', () => {
    expect(problemsWith('30742', 2)).toEqual([])
    expect(problemsWith('30742', 3)).toEqual([expect.stringMatching(/^unit 30742 has 2 counters, so 3 of them/)])
    expect(problemsWith('30743', 1)).toEqual([expect.stringMatching(/no unit "30743"; did you mean "30742"/)])
  })
})

function planOfText(text: string): Plan {
  const { plan, problems } = checkScenario(text, 'scenario.yaml')
  if (!plan) throw new Error(problems.map(({ message, line }) => `${line}: ${message}`).join('; '))
  return plan
}

/** 90 % of the direct citizens waited no longer, minutes. */
function directWait(plan: Plan): number {
  const draws = new Draws(plan.scenario.seed, 0)
  const tally = new Tally(plan)
  const operation = new Operation(plan, draws, new ModelledSystems(plan, draws), tally)
  while (operation.advance());
  tally.close(plan.toMs)
  const row = tally.indicators('channels').find(({ channel }) => channel === 'direct')
  return row?.waitP90Min ?? Number.NaN
}
