import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { takeAway } from '../../src/scenario/index.ts'
import type { Scenario } from '../../src/schema/index.ts'
import { minimalWith, planOf, withUnits } from './minimal.ts'
import { expectOnly } from './only-problem.ts'

const title = '{ vi: Thiếu tài khoản, en: No accounts }'
const difficulty = (withoutIt: string, more = 'name: no-accounts, measure: steps.receive.waitP90Min') =>
  `difficulties:\n  - { ${more}, title: ${title}, withoutIt: [${withoutIt}] }\ntargets:\n`
const withDifficulty = (withoutIt: string, more?: string) => ['targets:\n', difficulty(withoutIt, more)] as const
const spoken = ['basis:\n', 'basis:\n  - { path: difficulties, kind: assumption, source: for the test }\n'] as const

/** The scenario without what is named, as data. */
function without(text: string, ...names: string[]): Scenario {
  const left = takeAway({ file: 'minimal.yaml', text }, names)
  planOf(left.text)
  return parse(left.text) as Scenario
}

describe('a difficulty', () => {
  it('changes the places that its paths lead to, and the scenario stays valid', () => {
    const text = minimalWith(
      withDifficulty('{ path: units.0.counters, value: 9 }, { path: units.0.staff.0.sicknessPerDay, remove: true }'),
      spoken,
    )
    planOf(text)
    const { units, takenAway } = without(text, 'no-accounts')
    expect(units[0]).toMatchObject({ counters: 9, staff: [{ role: 'clerk', count: 2 }, {}, {}] })
    expect(units[0]?.staff[0]).not.toHaveProperty('sicknessPerDay')
    expect(takenAway).toEqual([{ name: 'no-accounts', title: { vi: 'Thiếu tài khoản', en: 'No accounts' } }])
  })

  it('may add a key that is not there yet, whose number the difficulty itself speaks for', () => {
    const text = minimalWith(withDifficulty('{ path: policies.retryMin, value: 5 }'), spoken)
    const { policies, basis } = without(text, 'no-accounts')
    expect(policies.retryMin).toBe(5)
    expect(basis.at(-1)).toMatchObject({ path: 'policies.retryMin', kind: 'assumption' })
  })

  it('reaches every unit with "*", and each keeps a copy of its own', () => {
    const text = minimalWith(
      withUnits({ code: '31027' }),
      withDifficulty('{ path: units.*.staff.0.accounts, value: { one-stop.sign: true } }'),
      spoken,
    )
    const { units } = without(text, 'no-accounts')
    expect(units.map(({ staff }) => staff[0]?.accounts)).toEqual([{ 'one-stop.sign': true }, { 'one-stop.sign': true }])
  })

  it('with "*" passes over what has no such place', () => {
    const text = minimalWith(withDifficulty('{ path: units.0.staff.*.sicknessPerDay, remove: true }'))
    expect(without(text, 'no-accounts').units[0]?.staff).toEqual([
      { role: 'clerk', count: 2 },
      { role: 'specialist', count: 1, skills: ['certification'] },
      { role: 'specialist', count: 2, skills: ['civil_status', 'certification'] },
    ])
  })

  it('may take several out of a list: none of them moves before its turn', () => {
    const text = minimalWith(
      withDifficulty('{ path: units.0.staff.0, remove: true }, { path: units.0.staff.1, remove: true }'),
      ['        role: clerk\n', '        role: specialist\n'],
      ['role: clerk, count: 1, from', 'role: specialist, count: 1, from'],
    )
    expect(without(text, 'no-accounts').units[0]?.staff).toEqual([
      { role: 'specialist', count: 2, skills: ['civil_status', 'certification'] },
    ])
  })
})

describe('an incident that is taken away', () => {
  const second =
    '  - { kind: officials-away, name: session, role: clerk, count: 1, from: "2025-07-09T08:00", to: "2025-07-09T10:00" }\n'
  const text = minimalWith(
    ['targets:\n', `${second}targets:\n`],
    [
      'path: incidents, kind: assumption, source: for the test',
      'path: incidents.0.count, kind: assumption, source: of the first',
    ],
    ['basis:\n', 'basis:\n  - { path: incidents.1.count, kind: assumption, source: of the second }\n'],
  )

  it('is gone, with what the basis says of it; what is said of later ones moves with them', () => {
    const { incidents, basis } = without(text, 'meeting')
    expect(incidents?.map(({ name }) => name)).toEqual(['session'])
    expect(basis.filter(({ path }) => path.startsWith('incidents'))).toEqual([
      { path: 'incidents.0.count', kind: 'assumption', source: 'of the second' },
    ])
  })

  it('may go together with others, in any order', () => {
    const { takenAway, ...both } = without(text, 'session', 'meeting')
    expect(both.incidents).toEqual([])
    expect(takenAway?.map(({ name }) => name)).toEqual(['session', 'meeting'])
    const { takenAway: _, ...other } = without(text, 'meeting', 'session')
    expect(other).toEqual(both)
  })

  it('must be there: a wrong name is told with what was meant', () => {
    expect(() => without(text, 'meetin')).toThrow(expect.objectContaining({ hint: 'did you mean "meeting"?' }))
    expect(() => without(text, 'flood')).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('"session"') }),
    )
    expect(() => without(text, 'session', 'session')).toThrow(/stands twice/)
  })

  it('nothing taken away leaves the very text of the file', () => {
    expect(takeAway({ file: 'a.yaml', text }, [])).toEqual({ file: 'a.yaml', text })
  })
})

describe('a difficulty is refused', () => {
  it('when a path leads nowhere', () =>
    expectOnly({
      changes: [withDifficulty('{ path: units.0.staf.0.count, value: true }')],
      at: 'units.0.staf.0.count',
      message: /"units.0.staf.0.count" leads nowhere: no "staf" in units.0/,
      hint: /did you mean "staff"/,
    }))
  it('when what it removes is not there', () =>
    expectOnly({
      changes: [withDifficulty('{ path: policies.retryMin, remove: true }')],
      at: 'policies.retryMin',
      message: /no "retryMin" in policies/,
    }))
  it('when a change says neither a value nor to remove it', () =>
    expectOnly({
      changes: [withDifficulty('{ path: units.0.counters }')],
      at: '{ path: units.0.counters }',
      message: /a "value" or "remove: true"/,
    }))
  it('when it changes what is no part of the pilot', () =>
    expectOnly({
      changes: [withDifficulty('{ path: basis.0, remove: true }')],
      at: 'basis.0',
      message: /"basis" is no part of the pilot/,
    }))
  it('when it has the name of an incident', () =>
    expectOnly({
      changes: [withDifficulty('{ path: units.0.sites, value: [] }', 'measure: visits.trips, name: meeting')],
      at: 'meeting, title',
      message: /an incident is called "meeting"/,
    }))
  it('when no result has the figure that is to show it', () =>
    expectOnly({
      changes: [withDifficulty('{ path: units.0.seats, value: true }', 'name: x, measure: step.receive.waitP90Min')],
      at: 'step.receive.waitP90Min',
      message: /a result has no "step"/,
      hint: /did you mean "steps"/,
    }))
  it('when no step, role or operation is called so', () =>
    expectOnly({
      changes: [withDifficulty('{ path: units.0.seats, value: true }', 'name: x, measure: steps.recieve.waitP90Min')],
      at: 'steps.recieve.waitP90Min',
      message: /nothing in the scenario makes a row "recieve" in steps/,
      hint: /did you mean "receive"/,
    }))
  it('when nobody says where the number comes from that would stand there', () =>
    expectOnly({
      changes: [withDifficulty('{ path: units.0.counters, value: 9 }')],
      at: 'value: 9',
      message: /no basis for difficulties.0.withoutIt.0.value/,
    }))
})
