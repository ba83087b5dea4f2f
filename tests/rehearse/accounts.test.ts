import { describe, expect, it } from 'vitest'
import { accountsOf, standInSecrets } from '../../src/rehearse/accounts.ts'
import { checkScenario } from '../../src/scenario/index.ts'
import { problemsOf } from '../../src/schema/index.ts'
import { Account } from '../../src/systems/index.ts'
import { minimalWith } from '../scenario/minimal.ts'
import { threeWards } from './three-wards.ts'

const secrets = standInSecrets(() => undefined)

describe('the accounts at the stand-ins', () => {
  const accounts = accountsOf(threeWards(['opencps', 'igate', 'new-portal']), secrets)
  const of = (user: string) => accounts.find((account) => account.user === user)

  it('are one for each official, and two for the others of each unit, each with its own secret', () => {
    expect(accounts.filter(({ unit }) => unit === '30760').map(({ user }) => user.split('.')[1])).toEqual([
      ...[1, 2, 3, 4, 5].map((n) => `clerk-${n}`),
      ...[1, 2, 3, 4, 5, 6].map((n) => `specialist-${n}`),
      ...[1, 2].map((n) => `leader-${n}`),
      'centre',
      'citizens',
    ])
    expect(new Set(accounts.map(({ secret }) => secret)).size).toBe(accounts.length)
    expect(accounts.flatMap((account) => problemsOf(Account, account))).toEqual([])
  })

  it('may do what the workflows have their role do, and no more', () => {
    expect(Object.keys(of('30742.leader-1')?.permissions ?? {})).toEqual([
      'land.find',
      'one-stop.find',
      'civil-status.record',
      'one-stop.sign',
    ])
    expect(of('30742.clerk-1')?.permissions).toMatchObject({ 'one-stop.receive': true, 'one-stop.return': true })
    expect(of('30742.clerk-1')?.permissions).not.toHaveProperty('one-stop.sign')
    expect(of('30742.centre')?.permissions).toMatchObject({ 'one-stop.register': true, 'one-stop.withdraw': true })
  })

  it('lack what the scenario says is not held, and get later what it grants later', () => {
    const { plan } = checkScenario(
      minimalWith([
        '{ role: clerk, count: 2, sicknessPerDay: 0.02 }',
        '{ role: clerk, count: 2, accounts: { civil-status.sign: false, land.enter: 2025-07-09T08:00, one-stop.refuse: true } }',
      ]),
      'minimal.yaml',
    )
    if (!plan) throw new Error('the scenario is not sound')
    const [clerk] = accountsOf(plan, secrets)
    expect(clerk?.permissions).toEqual({
      'civil-status.record': true,
      'land.find': true,
      'one-stop.find': true,
      'one-stop.receive': true,
      'one-stop.refuse': true,
      'civil-status.sign': false,
      'land.enter': Date.parse('2025-07-09T08:00+07:00'),
    })
  })

  it('have other secrets in the next run, and leave those of other names to the environment', () => {
    expect(standInSecrets(() => undefined)('DIENTAP_STAND_IN_SECRET', 'a')).not.toBe(
      secrets('DIENTAP_STAND_IN_SECRET', 'a'),
    )
    expect(standInSecrets((name) => `${name} of the environment`)('DIENTAP_X', 'a')).toBe(
      'DIENTAP_X of the environment',
    )
  })
})
