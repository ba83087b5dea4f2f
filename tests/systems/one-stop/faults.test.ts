import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { parseLocal } from '../../../src/calendar/index.ts'
import type { Account } from '../../../src/systems/index.ts'
import { oneStop } from '../../../src/systems/one-stop/index.ts'
import { removeDirectories } from '../folders.ts'
import { type Standing, type StandingOptions, standing } from '../standing.ts'
import { act, igateAct, portalAct } from './act.ts'
import { IGATE, igateRegistration, NEW_PORTAL, OPENCPS, portalRegistration, registration, world } from './centres.ts'

let at: Standing
const opened = async (options: StandingOptions = {}): Promise<Standing> => {
  at = await standing(oneStop, { world, ...options })
  return at
}
afterEach(() => at.close())
afterAll(removeDirectories)

const official = (user: string, unit: string): Account => ({
  user,
  secret: 'a-secret-for-tests',
  unit,
  roles: ['clerk'],
})
const mainSite = official('30742.clerk-1', '30742')
const secondSite = official('30742.clerk-3', '30742')

/** Registers and receives a dossier. @returns its number */
async function received(as: string, time: string, more: object = {}): Promise<string> {
  const body = registration(more)
  await at.ask('one-stop.register', { body, as: 'run', at: time })
  return (await act(at, body.referenceUid, 'receive', { as, at: time })).body.dossierNo
}

describe('numbering', () => {
  it('is one sequence a centre and day, whichever site receives', async () => {
    await opened({ accounts: [mainSite, secondSite] })
    const numbers = []
    for (const user of ['30742.clerk-1', '30742.clerk-3', '30742.clerk-1']) {
      numbers.push(await received(user, '2025-07-01T08:00'))
    }
    expect(numbers).toEqual([1, 2, 3].map((n) => `${OPENCPS}-250701-000${n}`))
    const found = await at.ask('one-stop.duplicates', { query: {}, as: 'clerk' })
    expect(found.body).toEqual({ total: 0, data: [] })
  })

  it('gives no number twice to receptions at the same moment', async () => {
    await opened({ accounts: [mainSite, secondSite] })
    const users = Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? '30742.clerk-1' : '30742.clerk-3'))
    const numbers = await Promise.all(users.map((user) => received(user, '2025-07-01T08:00')))
    expect(new Set(numbers).size).toBe(40)
    expect([...numbers].sort().at(-1)).toBe(`${OPENCPS}-250701-0040`)
  })

  it('comes twice while two sites number apart; what collided is shown, and nothing more collides afterwards', async () => {
    await opened({
      accounts: [mainSite, secondSite],
      faults: [
        {
          kind: 'separate-numbering',
          units: ['30742'],
          fromMs: parseLocal('2025-07-01T09:00'),
          toMs: parseLocal('2025-07-01T11:00'),
          more: { secondSite: 'clerk-3, clerk-4' },
        },
      ],
    })
    const [main, second] = ['30742.clerk-1', '30742.clerk-3']
    const number = async (as: string, time: string) => (await received(as, `2025-07-01T${time}`)).slice(-4)
    expect(await number(main, '08:00')).toBe('0001')
    expect(await number(second, '08:30')).toBe('0002')
    expect(await number(main, '09:00')).toBe('0003')
    expect(await number(second, '09:01')).toBe('0003')
    expect(await number(second, '09:02')).toBe('0004')
    expect(await number(second, '09:03')).toBe('0005')
    expect(await number(main, '09:04')).toBe('0004')
    expect(await number(main, '11:00')).toBe('0006')
    expect(await number(second, '11:01')).toBe('0007')

    const { body } = await at.ask('one-stop.duplicates', { query: { govAgencyCode: OPENCPS }, as: 'clerk' })
    expect(body.total).toBe(2)
    expect(body.data.map(({ dossierNo }: { dossierNo: string }) => dossierNo.slice(-4))).toEqual(['0003', '0004'])
    const [one, other] = body.data[0].referenceUids
    const view = await at.ask('one-stop.dossier', { params: { id: one }, as: 'run' })
    expect(view.body.sameNumber).toEqual([other])
  })

  it('goes on beyond what a second site gave alone', async () => {
    const toMs = parseLocal('2025-07-01T11:00')
    await opened({
      accounts: [mainSite, secondSite],
      faults: [{ kind: 'separate-numbering', toMs, more: { secondSite: 'clerk-3' } }],
    })
    const numbers = []
    for (const time of ['09:00', '10:00', '11:00']) numbers.push(await received('30742.clerk-3', `2025-07-01T${time}`))
    expect(numbers.map((number) => number.slice(-4))).toEqual(['0001', '0002', '0003'])
  })

  it('shows numbers that came twice in the other dialects too', async () => {
    await opened({ faults: [{ kind: 'separate-numbering' }] })
    for (const user of ['clerk-1', 'clerk-2']) {
      const how = { as: 'run', headers: { 'x-dientap-by': user }, at: '2025-07-01T08:00' }
      const igate = await at.ask('one-stop.igate-register', { body: igateRegistration(), ...how })
      await igateAct(at, igate.body.id, 'receive', how)
      const portal = await at.ask('one-stop.portal-create', { body: portalRegistration(), ...how })
      await portalAct(at, portal.body.data.idHoSo, 'receive', how)
    }
    const igate = await at.ask('one-stop.igate-duplicates', { query: { 'agency-code': IGATE }, as: 'clerk' })
    const number = `${IGATE}-250701-0001`
    expect(igate.body).toMatchObject({ content: [{ code: number }], totalElements: 1 })
    const found = await at.ask('one-stop.igate-search', { query: { code: number }, as: 'clerk' })
    expect(found.body.totalElements).toBe(2)
    const whole = await at.ask('one-stop.igate-dossier', { params: { id: found.body.content[0].id }, as: 'clerk' })
    expect(whole.body.sameCode).toEqual([found.body.content[1].nationCode])
    const part = { maCoQuan: NEW_PORTAL, trang: 1, soLuong: 5 }
    const portal = await at.ask('one-stop.portal-duplicates', { body: part, as: 'clerk' })
    expect(portal.body.data).toMatchObject({ danhSach: [{ maHoSo: `${NEW_PORTAL}-250701-0001` }], tongSo: 1 })
  })
})

describe('a lost shared connection', () => {
  it('shuts out the officials of that unit, in whichever dialect, and nothing is written', async () => {
    const accounts = [official('30742.clerk-1', '30742'), official('30766.clerk-1', '30766')]
    await opened({ accounts, faults: [{ kind: 'connection-lost', units: ['30766'] }] })
    const igate = { body: igateRegistration(), as: '30766.clerk-1', at: '2025-07-01T08:00' }
    expect(await at.ask('one-stop.igate-register', igate)).toMatchObject({
      status: 503,
      body: { message: 'connection-lost' },
    })
    const elsewhere = { body: registration(), as: '30742.clerk-1', at: '2025-07-01T08:00' }
    expect((await at.ask('one-stop.register', elsewhere)).status).toBe(201)
    expect((await at.census()).counts.received).toBe(1)
  })

  it('can strike one operation alone, by its name in the scenario, in every dialect', async () => {
    await opened({ faults: [{ kind: 'connection-lost', operations: ['one-stop.receive'] }] })
    const body = registration()
    expect((await at.ask('one-stop.register', { body })).status).toBe(201)
    expect(await act(at, body.referenceUid, 'receive')).toMatchObject({
      status: 503,
      body: { error: 'connection-lost' },
    })
    expect((await act(at, body.referenceUid, 'refuse')).status).toBe(200)
    const igate = await at.ask('one-stop.igate-register', { body: igateRegistration(), as: 'clerk' })
    expect((await igateAct(at, igate.body.id, 'receive')).status).toBe(503)
    const portal = await at.ask('one-stop.portal-create', { body: portalRegistration(), as: 'clerk' })
    expect(await portalAct(at, portal.body.data.idHoSo, 'receive')).toMatchObject({
      status: 503,
      body: { code: 'CONNECTION_LOST' },
    })
  })
})

describe('the capacity limit', () => {
  it('turns calls away with 503 when the line is full, and serves those in it', async () => {
    await opened({ capacity: { perSecond: 10, line: 3 } })
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => at.ask('one-stop.register', { body: registration(), as: 'run' })),
    )
    const served = answers.filter(({ status }) => status === 201).length
    const turnedAway = answers.filter(({ status, body }) => status === 503 && body.error === 'busy').length
    // How many find room depends on how fast the machine asks; one at the desk and three in the line always do.
    expect(served).toBeGreaterThanOrEqual(4)
    expect(turnedAway).toBeGreaterThan(0)
    expect(served + turnedAway).toBe(12)
    expect((await at.census()).counts.received).toBe(served)
  })

  it('can be that of one operation, in every dialect', async () => {
    await opened({ capacity: { line: 0, perSecond: 4, operations: ['one-stop.receive'] } })
    const bodies = await Promise.all(
      [1, 2, 3].map(() => at.ask('one-stop.igate-register', { body: igateRegistration(), as: 'run' })),
    )
    expect(bodies.map(({ status }) => status)).toEqual([200, 200, 200])
    const answers = await Promise.all(bodies.map(({ body }) => igateAct(at, body.id, 'receive')))
    expect(answers.map(({ status }) => status)).toContain(200)
    expect(answers.find(({ status }) => status === 503)?.body).toMatchObject({ status: 503, message: 'busy' })
  })
})
