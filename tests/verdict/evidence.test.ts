import { describe, expect, it } from 'vitest'
import { parseLocal } from '../../src/calendar/index.ts'
import { Draws } from '../../src/chance/index.ts'
import { ModelledSystems, Operation } from '../../src/operation/index.ts'
import { type EvidenceRow, Tally } from '../../src/verdict/index.ts'
import { COUNTER, clerk, DESK, type Small, smallPlan, submitsAt } from '../operation/small.ts'

const HOUR = 3_600_000

function evidenceOf(small: Small): EvidenceRow[] {
  const plan = smallPlan(small)
  const tally = new Tally(plan, 'evidence')
  const draws = new Draws(plan.scenario.seed, 0)
  const operation = new Operation(plan, draws, new ModelledSystems(plan, draws), tally)
  while (operation.advance());
  tally.close(plan.toMs)
  return tally.evidence()
}

const waits = (rows: readonly EvidenceRow[]) =>
  rows
    .filter(({ kind }) => kind === 'wait')
    .map(({ where, cases, ms, unserved }) => [where.step, where.reason, cases, ms / HOUR, unserved])

const steps = {
  submit: submitsAt('08:00', 'work'),
  work: clerk(60, DESK, { operation: 'one-stop.process', state: 9, to: 'end' }),
}

describe('A wait is laid to what it is for:', () => {
  it('the official is busy with what came before', () => {
    // Five at once, an hour each: the others wait 1 + 2 + 3 + 4 hours, the break at noon left out.
    expect(waits(evidenceOf({ steps, staff: [{ role: 'clerk', count: 1 }], dossiers: 5 }))).toEqual([
      ['work', 'busy', 4, 10, 0],
    ])
  })

  it('nobody holds the account until Monday at 11', () => {
    const work = { ...steps.work, account: 'civil-status.enter' }
    const staff = [{ role: 'clerk', count: 1, accounts: { 'civil-status.enter': '2025-07-07T11:00' } }]
    expect(waits(evidenceOf({ steps: { ...steps, work }, staff }))).toEqual([['work', 'account', 1, 3, 0]])
  })

  it('the only official is away for part of the day', () => {
    const staff = [{ role: 'clerk', count: 1, duties: [{ hours: '07:30-11:00' }] }]
    expect(waits(evidenceOf({ steps, staff }))).toEqual([['work', 'called-away', 1, 3, 0]])
  })

  it('nobody knows the field, to the end', () => {
    const work = { ...steps.work, skill: 'civil_status' }
    const staff = [{ role: 'clerk', count: 1, skills: ['civil_status'], from: '2025-07-13' }]
    const [[step, reason, cases, hours, unserved] = []] = waits(evidenceOf({ steps: { ...steps, work }, staff }))
    // From Monday 08:00 to Friday 17:00.
    expect([step, reason, cases, hours, unserved]).toEqual(['work', 'skill', 1, 39, 1])
  })

  it('there are fewer counters than officials', () => {
    const work = clerk(60, COUNTER, { operation: 'one-stop.process', state: 9, to: 'end' })
    const rows = evidenceOf({
      steps: { ...steps, work },
      staff: [{ role: 'clerk', count: 3 }],
      counters: 1,
      dossiers: 3,
    })
    expect(waits(rows)).toEqual([['work', 'place', 2, 3, 0]])
  })
})

it('A wait is told from when it began', () => {
  const work = { ...steps.work, account: 'civil-status.enter' }
  const staff = [{ role: 'clerk', count: 1, accounts: { 'civil-status.enter': '2025-07-07T11:00' } }]
  const [row] = evidenceOf({ steps: { ...steps, work }, staff }).filter(({ kind }) => kind === 'wait')
  expect([row?.firstMs, row?.lastMs]).toEqual([parseLocal('2025-07-07T08:00'), parseLocal('2025-07-07T11:00')])
})

it('A citizen whose first try to submit fails is sent away by what failed', () => {
  const incidents = [
    { kind: 'connection-lost', name: 'out', system: 'one-stop', from: '2025-07-07T07:00', to: '2025-07-07T09:00' },
  ] as const
  const rows = evidenceOf({ steps, staff: [{ role: 'clerk', count: 5 }], dossiers: 3, incidents: [...incidents] })
  expect(rows.filter(({ kind }) => kind === 'failed').reduce((sum, { sentAway }) => sum + sentAway, 0)).toBe(3)
})

it('A dossier that is overdue as the office day and the run end counts for what held it up', () => {
  const received = {
    submit: submitsAt('08:00', 'receive'),
    receive: clerk(10, DESK, { operation: 'one-stop.receive', state: 2, to: 'work' }),
    work: { ...steps.work, account: 'civil-status.enter' },
  }
  const staff = [{ role: 'clerk', count: 1, accounts: { 'civil-status.enter': false } }]
  // A same-day procedure. The run is over at midnight, when no working time has gone by since the appointment.
  const rows = evidenceOf({ steps: received, staff, procedure: '2.000815', to: '2025-07-07' })
  const [row] = rows.filter(({ where }) => where.reason === 'account')
  expect(row?.late).toEqual([0])
})
