import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseLocal } from '../../src/calendar/index.ts'
import { launchSystems, type RunningSystems } from '../../src/systems/index.ts'
import type { ActionCode } from '../../src/systems/one-stop/transitions.ts'
import type { SystemClient, TargetAnswer } from '../../src/target/index.ts'
import { brief, launchOptions, openClient, removeDirectories, values } from './centre.ts'

let systems: RunningSystems
let client: SystemClient

beforeAll(async () => {
  systems = await launchSystems(
    launchOptions({
      faults: [
        {
          id: 'line',
          system: 'one-stop',
          kind: 'connection-lost',
          fromMs: parseLocal('2025-07-09T08:00'),
          toMs: parseLocal('2025-07-09T09:00'),
        },
      ],
    }),
  )
  client = await openClient(systems.urls)
})

afterAll(async () => {
  await client.close()
  await systems.stop()
  removeDirectories()
})

const json = async (url: string): Promise<Record<string, unknown>> => (await (await fetch(url)).json()) as never
const onOneStop = (id: string) => json(`${systems.urls['one-stop']}/o/rest/v2/dossiers/${id}`)
const onPortal = (id: string) => json(`${systems.urls.portal}/api/dossiers/${id}`)

async function go(id: string, steps: readonly (readonly [string, string])[], more: Parameters<typeof values>[2] = {}) {
  const answers = []
  for (const [operation, at] of steps) answers.push(await client.call(operation, values(id, at, more)))
  return answers.map(({ answer }) => brief(answer) as TargetAnswer)
}

describe('the whole life of a dossier', () => {
  it('direct: registered, received, processed, signed and returned, with a number and an appointment', async () => {
    const answers = await go('direct-1', [
      ['one-stop.register', '2025-07-01T08:00'],
      ['one-stop.receive', '2025-07-01T08:10'],
      ['one-stop.hand-over', '2025-07-01T09:00'],
      ['one-stop.process', '2025-07-02T09:00'],
      ['one-stop.sign', '2025-07-03T10:00'],
      ['one-stop.return', '2025-07-04T10:00'],
    ])
    expect(answers.map((answer) => answer.ok)).toEqual([true, true, true, true, true, true])
    // 40 h less 30 % = 28 h of 8-hour days: 3.5 days from Tuesday 08:10 end on Friday 12:10, which is 14:10 after lunch.
    expect(answers[1]).toEqual({
      ok: true,
      dossierNo: '000.00.53.H48-250701-0001',
      dueAtMs: parseLocal('2025-07-04T14:15'),
    })
    expect(await onOneStop('direct-1')).toMatchObject({
      referenceUid: 'direct-1',
      dossierStatus: 'done',
      state: 10,
      online: false,
      viaPostal: 0,
      submitDate: '2025-07-01T08:00:00.000+07:00',
      receiveDate: '2025-07-01T08:10:00.000+07:00',
      releaseDate: '2025-07-03T10:00:00.000+07:00',
      finishDate: '2025-07-04T10:00:00.000+07:00',
      durationUnit: 0,
      durationCount: 5,
      draftResult: 'Dự thảo kết quả 1.001193',
    })
    await systems.drain()
    expect(await onPortal('direct-1')).toMatchObject({
      MaHoSo: '000.00.53.H48-250701-0001',
      ChuHoSo: 'Nguyễn Thị Ánh Tuyết',
      TrangThaiHoSo: 10,
      HinhThuc: 1,
      NgayDangKy: '20250701080000',
      NgayTiepNhan: '20250701081000',
      NgayHenTra: '20250704141500',
      NgayKetThucXuLy: '20250703100000',
      NgayTra: '20250704100000',
      TienDo: [
        { TrangThai: 1 },
        { TrangThai: 2 },
        { TrangThai: 4 },
        { TrangThai: 4 },
        { TrangThai: 9 },
        { TrangThai: 10 },
      ],
    })
  })

  it('online: the one-stop centre finds it as soon as the portal has answered, and supplements stop the clock', async () => {
    const answers = await go(
      'online-1',
      [
        ['portal.submit', '2025-07-06T21:30'],
        ['one-stop.intake', '2025-07-07T08:00'],
        ['one-stop.hand-over', '2025-07-07T08:30'],
        ['one-stop.ask-supplement', '2025-07-07T09:00'],
        ['portal.supply', '2025-07-08T09:00'],
        ['one-stop.process', '2025-07-08T10:00'],
        ['one-stop.sign', '2025-07-08T11:00'],
        ['one-stop.return', '2025-07-08T11:00'],
      ],
      { channel: 'online' },
    )
    expect(answers.map((answer) => answer.ok)).toEqual(Array(8).fill(true))
    expect(answers[0]).toEqual({ ok: true })
    expect(answers[1]).toMatchObject({ dueAtMs: parseLocal('2025-07-10T14:00') })
    // A working day of standstill moves the appointment by a working day.
    expect(answers[4]).toMatchObject({ dueAtMs: parseLocal('2025-07-11T14:00') })
    await systems.drain()
    expect(await onOneStop('online-1')).toMatchObject({ online: true, state: 10, missing: [] })
    expect(await onPortal('online-1')).toMatchObject({
      HinhThuc: 2,
      TrangThaiHoSo: 10,
      NgayHenTra: '20250711140000',
      TaiLieuNop: ['Tờ khai đăng ký khai sinh', 'Giấy chứng sinh'],
    })
  })

  it('a supplement before reception leaves the dossier in state 5, without an appointment, until it is received', async () => {
    const answers = await go('early-1', [
      ['portal.submit', '2025-07-07T07:00'],
      ['one-stop.ask-supplement', '2025-07-07T08:00'],
      ['portal.supply', '2025-07-07T09:00'],
    ])
    expect(answers[2]).toEqual({ ok: true })
    expect((await onOneStop('early-1')).state).toBe(5)
    expect((await go('early-1', [['one-stop.intake', '2025-07-07T10:00']]))[0]).toMatchObject({ ok: true })
  })

  it('a same-day procedure received after 15:00 is due the next working day', async () => {
    const answers = await go(
      'same-day-1',
      [
        ['one-stop.register', '2025-07-04T15:00'],
        ['one-stop.receive', '2025-07-04T15:01'],
      ],
      { procedureCode: '2.000815', channel: 'post' },
    )
    expect(answers[1]).toMatchObject({ dueAtMs: parseLocal('2025-07-07T17:00') })
    expect(await onOneStop('same-day-1')).toMatchObject({ viaPostal: 1 })
  })

  it('numbers run by day, in the order of reception', async () => {
    for (const id of ['n-1', 'n-2']) {
      await go(id, [['one-stop.register', '2025-07-15T08:00']])
    }
    const [second] = await go('n-2', [['one-stop.receive', '2025-07-15T08:05']])
    const [first] = await go('n-1', [['one-stop.receive', '2025-07-15T08:06']])
    expect(second).toMatchObject({ dossierNo: '000.00.53.H48-250715-0001' })
    expect(first).toMatchObject({ dossierNo: '000.00.53.H48-250715-0002' })
  })
})

/** How to bring a dossier into each state, in the fewest steps. */
const ways: Record<number, string[]> = {
  1: [],
  2: ['receive'],
  3: ['refuse'],
  4: ['receive', 'hand-over'],
  5: ['ask-supplement'],
  7: ['withdraw'],
  8: ['ask-supplement', 'stop'],
  9: ['receive', 'hand-over', 'sign'],
  10: ['receive', 'hand-over', 'sign', 'return'],
}
const allowed: Partial<Record<ActionCode, number[]>> = {
  receive: [1, 5],
  'ask-supplement': [1, 2, 4],
  supply: [5],
  refuse: [1, 2, 4, 5],
  'hand-over': [2],
  process: [4],
  sign: [4],
  return: [9],
  withdraw: [1, 2, 4, 5],
  stop: [5],
}

describe('transitions', () => {
  it('every action in every state is either allowed, or answered 409 with the state and changes nothing', async () => {
    for (const [state, way] of Object.entries(ways)) {
      for (const [action, states] of Object.entries(allowed)) {
        const id = `t-${state}-${action}`
        const steps = ['register', ...way].map((step) => [`one-stop.${step}`, '2025-07-16T09:00'] as const)
        expect((await go(id, steps)).every((answer) => answer.ok)).toBe(true)
        const [answer] = await go(id, [[`one-stop.${action}`, '2025-07-16T10:00']])
        if (states.includes(Number(state))) expect(answer, id).toMatchObject({ ok: true })
        else {
          expect(answer, id).toEqual({ ok: false, reason: 'action-not-allowed', status: 409 })
          expect((await onOneStop(id)).state).toBe(Number(state))
        }
      }
    }
  })

  it('the portal turns a citizen away when the one-stop centre is further on than it knew', async () => {
    await go('late-1', [
      ['portal.submit', '2025-07-16T08:00'],
      ['one-stop.intake', '2025-07-16T08:10'],
      ['one-stop.hand-over', '2025-07-16T08:20'],
      ['one-stop.sign', '2025-07-16T08:30'],
    ])
    const [answer] = await go('late-1', [['portal.withdraw', '2025-07-16T08:40']])
    expect(answer).toEqual({ ok: false, reason: 'action-not-allowed', status: 409 })
    await systems.drain()
    expect(await onPortal('late-1')).toMatchObject({ TrangThaiHoSo: 9 })
    expect(await onOneStop('late-1')).toMatchObject({ state: 9 })
  })
})

describe('a call sent again', () => {
  it('gets the same answer and has no second effect, on both systems', async () => {
    const received = values('twice-1', '2025-07-17T08:10')
    await go('twice-1', [['one-stop.register', '2025-07-17T08:00']])
    const first = await client.call('one-stop.receive', received)
    const again = await client.call('one-stop.receive', received)
    expect(again.answer).toEqual(first.answer)
    expect(await onOneStop('twice-1')).toMatchObject({ sequence: 2 })

    const submitted = values('twice-2', '2025-07-17T08:00')
    const one = await client.call('portal.submit', submitted)
    const two = await client.call('portal.submit', submitted)
    expect(two.answer).toEqual(one.answer)
    expect(two.answer.ok).toBe(true)
    expect(await onOneStop('twice-2')).toMatchObject({ sequence: 1 })
  })

  it('both of two that race get the same answer, and one has the effect', async () => {
    await go('race-1', [
      ['portal.submit', '2025-07-17T08:00'],
      ['one-stop.ask-supplement', '2025-07-17T08:10'],
    ])
    const supply = values('race-1', '2025-07-17T08:20')
    const answers = await Promise.all([client.call('portal.supply', supply), client.call('portal.supply', supply)])
    expect(answers.map(({ answer }) => brief(answer))).toEqual([{ ok: true }, { ok: true }])
    expect(await onOneStop('race-1')).toMatchObject({ sequence: 3, state: 5 })
  })

  it('with the same id but another action is refused', async () => {
    await go('twice-3', [['one-stop.register', '2025-07-17T08:00']])
    await client.call('one-stop.receive', values('twice-3', '2025-07-17T08:10', { callId: 'the-same' }))
    const other = await client.call('one-stop.hand-over', values('twice-3', '2025-07-17T08:20', { callId: 'the-same' }))
    expect(other.answer).toEqual({ ok: false, reason: 'call-id-reused', status: 409 })
  })
})

describe('a lost connection', () => {
  it('shuts the public doors of its system by scenario time alone, and nothing is written', async () => {
    const lost = { ok: false, reason: 'connection-lost', status: 503 }
    expect(await go('lost-1', [['one-stop.register', '2025-07-09T08:00']])).toEqual([lost])
    expect(await go('lost-1', [['one-stop.register', '2025-07-09T08:59']])).toEqual([lost])
    expect((await onOneStop('lost-1')).error).toBe('unknown-dossier')
    expect(await go('lost-1', [['one-stop.register', '2025-07-09T09:00']])).toEqual([{ ok: true }])
    expect(await go('lost-2', [['one-stop.register', '2025-07-09T07:59']])).toEqual([{ ok: true }])
  })

  it('does not part the systems from each other: the portal still hands over', async () => {
    expect(await go('lost-3', [['portal.submit', '2025-07-09T08:30']])).toEqual([{ ok: true }])
    expect((await onOneStop('lost-3')).state).toBe(1)
  })
})

describe('the census', () => {
  it('of both systems is the same once they have told each other everything', async () => {
    const [portal, oneStop] = await systems.drain()
    expect(portal).toMatchObject({ system: 'portal', outboxPending: 0 })
    expect(oneStop).toMatchObject({ system: 'one-stop', outboxPending: 0 })
    expect(portal?.byState).toEqual(oneStop?.byState)
    expect(portal?.counts).toEqual(oneStop?.counts)
    const { received = 0, finished = 0, refused = 0, withdrawn = 0, open = 0 } = portal?.counts ?? {}
    expect(received).toBeGreaterThan(90)
    expect(finished + refused + withdrawn + open).toBe(received)
  })

  it('names every dossier with its state, alike on both', async () => {
    const lines = await Promise.all(
      systems.systems.map(async ({ url }) => {
        const answer = await fetch(`${url}/control/dossiers`, { headers: { authorization: `Bearer ${systems.token}` } })
        return (await answer.text()).trim().split('\n')
      }),
    )
    expect(lines[0]).toContain('["direct-1",10]')
    expect(lines[0]).toEqual(lines[1])
  })
})
