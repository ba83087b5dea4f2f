import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseLocal } from '../../../src/calendar/index.ts'
import { oneStop } from '../../../src/systems/one-stop/index.ts'
import { type ActionCode, actionCodes } from '../../../src/systems/one-stop/transitions.ts'
import { removeDirectories } from '../folders.ts'
import { type Standing, standing } from '../standing.ts'
import { act } from './act.ts'
import { IGATE, NEW_PORTAL, OPENCPS, registration, SECOND_OPENCPS, world } from './centres.ts'
import { fakePortal } from './fake-portal.ts'

let at: Standing
beforeAll(async () => {
  at = await standing(oneStop, { world })
})
afterAll(async () => {
  await at.close()
  removeDirectories()
})

async function brought(codes: readonly ActionCode[], time = '2025-07-01T08:00', more: object = {}): Promise<string> {
  const body = registration(more)
  await at.ask('one-stop.register', { body, as: 'run', at: time })
  for (const code of codes) expect((await act(at, body.referenceUid, code, { at: time })).status).toBe(200)
  return body.referenceUid
}
const read = async (id: string) => (await at.ask('one-stop.dossier', { params: { id }, as: 'run' })).body

/** How to bring a dossier into each state, in the fewest steps. */
const ways: Record<number, ActionCode[]> = {
  1: [],
  2: ['receive'],
  3: ['refuse'],
  4: ['receive', 'hand-over'],
  5: ['ask-supplement'],
  6: ['receive', 'hand-over', 'demand-payment'],
  7: ['withdraw'],
  8: ['ask-supplement', 'stop'],
  9: ['receive', 'hand-over', 'sign'],
  10: ['receive', 'hand-over', 'sign', 'return'],
}
const allowed: Record<ActionCode, number[]> = {
  receive: [1, 5],
  'ask-supplement': [1, 2, 4],
  supply: [5],
  refuse: [1, 2, 4, 5],
  'hand-over': [2],
  process: [4],
  'demand-payment': [4],
  'confirm-payment': [6],
  sign: [4],
  return: [9],
  withdraw: [1, 2, 4, 5, 6],
  stop: [5, 6],
  apologise: [2, 4],
  digitise: [1, 2, 4, 5, 6, 9, 10],
}

describe('every action in every state', () => {
  it.each(Object.keys(ways).map(Number))(
    'state %i: allowed, or 409 with the state and nothing changed',
    async (state) => {
      for (const code of [...actionCodes, 'digitise'] as const) {
        const id = await brought(ways[state] ?? [])
        const before = await read(id)
        expect(before.state).toBe(state)
        const { status, body } = await act(at, id, code, { at: '2025-07-01T09:00' })
        if (allowed[code].includes(state)) expect(status, code).toBe(200)
        else {
          expect({ status, body }, code).toMatchObject({ status: 409, body: { error: 'action-not-allowed', state } })
          expect(await read(id)).toEqual(before)
        }
      }
    },
  )
})

describe('tickets', () => {
  it('are numbered from 1 each day, at each centre of its own', async () => {
    const ticket = async (agency: string, time: string) =>
      (
        await at.ask('one-stop.ticket', {
          body: { govAgencyCode: agency, serviceCode: '2.000815', bookingName: 'Trần Văn An' },
          as: 'centre',
          at: time,
        })
      ).body
    expect(await ticket(OPENCPS, '2025-07-08T08:00')).toMatchObject({
      codeNumber: '001',
      bookingDate: '2025-07-08T08:00:00.000+07:00',
    })
    expect((await ticket(OPENCPS, '2025-07-08T08:01')).codeNumber).toBe('002')
    expect((await ticket(SECOND_OPENCPS, '2025-07-08T08:02')).codeNumber).toBe('001')
    expect((await ticket(OPENCPS, '2025-07-09T08:00')).codeNumber).toBe('001')
    const igate = { params: { org: IGATE }, body: { procedureCode: '2.000815' }, as: 'centre', at: '2025-07-08T08:00' }
    expect((await at.ask('one-stop.igate-ticket', igate)).body).toEqual({ value: 1 })
    const portal = { body: { maCoQuan: NEW_PORTAL, maThuTuc: '2.000815' }, as: 'centre', at: '2025-07-08T08:00' }
    expect((await at.ask('one-stop.portal-issue-ticket', portal)).body.data).toEqual({
      soThuTu: 1,
      thoiDiem: '08/07/2025 08:00:00',
    })
  })

  it('are given once for a call that is sent again', async () => {
    const asking = {
      body: { govAgencyCode: OPENCPS, serviceCode: '2.000815', bookingName: 'Trần Văn An' },
      as: 'centre',
      at: '2025-07-10T08:00',
      call: 'ticket-1',
    }
    expect((await at.ask('one-stop.ticket', asking)).body).toEqual((await at.ask('one-stop.ticket', asking)).body)
  })
})

describe('the receipt', () => {
  it('lets whoever holds it see how the dossier stands, without a login and without personal data', async () => {
    const id = await brought(['receive'], '2025-07-11T08:00')
    const { dossierNo, lookupCode } = await read(id)
    const look = (code: string) =>
      at.ask('one-stop.look-up', { query: { dossierNo, lookupCode: code }, as: null, at: '2025-07-11T08:00' })
    expect((await look(lookupCode)).body).toEqual({
      dossierNo,
      serviceName: 'Đăng ký khai sinh',
      govAgencyName: 'Phường Rạch Giá',
      receiveDate: '2025-07-11T08:00:00.000+07:00',
      dueDate: '2025-07-16T14:00:00.000+07:00',
      releaseDate: '',
      finishDate: '',
      dossierStatus: 'receiving',
      state: 2,
    })
    expect((await look(lookupCode === 'AAAA' ? 'AAAB' : 'AAAA')).status).toBe(404)
  })
})

describe('the appointment', () => {
  it('moves once with an apology: to the date given, or by the limit again', async () => {
    const given = await brought(['receive'])
    const apology = { actionNote: 'Thiếu cán bộ', dueDate: '2025-07-09T11:00:00.000+07:00' }
    expect((await act(at, given, 'apologise', { at: '2025-07-04T15:00' }, apology)).body).toMatchObject({
      dueDate: '2025-07-09T11:00:00.000+07:00',
      state: 2,
      sequence: 3,
    })
    expect(await read(given)).toMatchObject({
      firstDueDate: '2025-07-04T14:00:00.000+07:00',
      dossierNote: 'Thiếu cán bộ',
    })
    const again = await brought(['receive', 'hand-over'])
    // 28 working hours from Friday 14:00: 3 on Friday, 8 each until Wednesday, 1 on Thursday.
    expect((await act(at, again, 'apologise', { at: '2025-07-04T14:00' })).body.dueDate).toBe(
      '2025-07-10T08:00:00.000+07:00',
    )
    const twice = await act(at, again, 'apologise', { at: '2025-07-07T08:00' })
    expect(twice).toMatchObject({ status: 409, body: { error: 'action-not-allowed', action: 'apologise' } })
  })

  it('can’t be moved into the past, nor to a day that does not exist', async () => {
    const id = await brought(['receive'])
    const past = '2025-07-01T07:59:00.000+07:00'
    for (const dueDate of [past, '2025-02-30T08:00:00.000+07:00', '9999-12-31T23:59:59.000+07:00']) {
      expect((await act(at, id, 'apologise', { at: '2025-07-01T08:00' }, { dueDate })).status, dueDate).toBe(400)
    }
    expect((await read(id)).firstDueDate).toBe('')
  })

  it('waits while a supplement or a payment is waited for', async () => {
    const id = await brought(['receive', 'hand-over'])
    await act(at, id, 'ask-supplement', { at: '2025-07-02T08:00' }, { payload: { missing: ['Giấy chứng sinh'] } })
    expect(await read(id)).toMatchObject({ missing: ['Giấy chứng sinh'], dueDate: '2025-07-04T14:00:00.000+07:00' })
    await act(at, id, 'supply', { at: '2025-07-03T08:00' }, { payload: { documents: ['Giấy chứng sinh'] } })
    expect(await read(id)).toMatchObject({
      missing: [],
      documents: ['Tờ khai đăng ký khai sinh', 'Giấy chứng sinh'],
      dueDate: '2025-07-07T14:00:00.000+07:00',
    })
    await act(at, id, 'demand-payment', { at: '2025-07-03T09:00' }, { payload: { amountVnd: 8000 } })
    const paid = await act(at, id, 'confirm-payment', { at: '2025-07-04T09:00' })
    expect(paid.body).toMatchObject({ state: 4, dueDate: '2025-07-08T14:00:00.000+07:00' })
    expect(await read(id)).toMatchObject({ amountVnd: 8000, paymentDate: '2025-07-04T09:00:00.000+07:00' })
  })
})

describe('papers', () => {
  it('are marked digitised, re-used, or re-used from another result; the result once there is one', async () => {
    const id = await brought(['receive', 'hand-over'])
    await act(at, id, 'digitise', {}, { documents: ['Tờ khai', 'Giấy chứng sinh'], digitalStatus: 1 })
    await act(at, id, 'digitise', {}, { documents: ['Giấy chứng sinh'], digitalStatus: 3 })
    const result = { documents: ['Giấy khai sinh'], kind: 1, digitalStatus: 1 }
    expect((await act(at, id, 'digitise', {}, result)).status).toBe(409)
    await act(at, id, 'sign')
    expect((await act(at, id, 'digitise', {}, result)).status).toBe(200)
    expect((await read(id)).digitised).toEqual([
      { documentName: 'Tờ khai', kind: 0, digitalStatus: 1 },
      { documentName: 'Giấy chứng sinh', kind: 0, digitalStatus: 3 },
      { documentName: 'Giấy khai sinh', kind: 1, digitalStatus: 1 },
    ])
  })

  it('are at most 500 a dossier', async () => {
    const id = await brought(['ask-supplement'])
    const documents = Array.from({ length: 100 }, (_, n) => `Giấy ${n}`)
    for (let n = 0; n < 4; n++) {
      expect((await act(at, id, 'supply', {}, { payload: { documents } })).status).toBe(200)
    }
    expect(await act(at, id, 'supply', {}, { payload: { documents } })).toMatchObject({
      status: 422,
      body: { error: 'too-many-documents' },
    })
    for (let n = 0; n < 5; n++) {
      const others = documents.map((name) => `${name}, bản ${n}`)
      expect((await act(at, id, 'digitise', {}, { documents: others })).status).toBe(200)
    }
    expect((await act(at, id, 'digitise', {}, { documents: ['một bản nữa'] })).status).toBe(422)
    expect((await act(at, id, 'digitise', {}, { documents: ['Giấy 0, bản 0'], digitalStatus: 2 })).status).toBe(200)
  })
})

describe('payment', () => {
  it('that is told of twice is counted twice and paid once; the clerk confirms it', async () => {
    const id = await brought(['receive', 'hand-over', 'demand-payment'], '2025-07-14T08:00')
    const told = (message: string, paymentNo: string, minute: number) => ({
      id: message,
      from: 'payment',
      kind: 'paid',
      subject: id,
      atMs: parseLocal('2025-07-14T09:00') + minute * 60_000,
      dueMs: parseLocal('2025-07-14T09:00') + minute * 60_000,
      ordered: true,
      call: '',
      body: { referenceUid: id, paymentNo, amountVnd: 8000 },
    })
    const messages = [told('paid-1', 'TT-1', 0), told('paid-1', 'TT-1', 0), told('paid-2', 'TT-2', 5)]
    await at.ask('inner.messages', { body: { messages }, as: 'run' })
    expect(await read(id)).toMatchObject({
      state: 6,
      paymentNo: 'TT-1',
      paymentDate: '2025-07-14T09:00:00.000+07:00',
      paymentCalls: 2,
    })
    expect((await act(at, id, 'confirm-payment', { at: '2025-07-14T10:00' })).body.state).toBe(4)
    expect((await read(id)).paymentDate).toBe('2025-07-14T09:00:00.000+07:00')
  })
})

describe('payment where a gateway runs', () => {
  it('is confirmed when it has come or was taken at the counter, in each dialect; else it is missing', async () => {
    const withGateway = await standing(oneStop, { world, running: ['one-stop', 'payment'] })
    try {
      const demanded = async () => {
        const body = registration()
        await withGateway.ask('one-stop.register', { body, as: 'run' })
        for (const code of ['receive', 'hand-over', 'demand-payment'] as const)
          await act(withGateway, body.referenceUid, code)
        return body.referenceUid
      }
      const id = await demanded()
      const missing = await act(withGateway, id, 'confirm-payment')
      expect(missing).toMatchObject({ status: 409, body: { error: 'payment-missing' } })
      const read = async () => (await withGateway.ask('one-stop.dossier', { params: { id }, as: 'run' })).body
      expect(await read()).toMatchObject({ state: 6, paymentNo: '' })
      const inCash = { payload: { inCash: true } }
      expect((await act(withGateway, id, 'confirm-payment', {}, inCash)).body).toMatchObject({ state: 4 })
      expect(await read()).toMatchObject({ paymentNo: 'tien-mat' })
      // Demanded anew, it must be paid anew.
      await act(withGateway, id, 'demand-payment')
      expect((await act(withGateway, id, 'confirm-payment')).status).toBe(409)
    } finally {
      await withGateway.close()
    }
  })
})

describe('todo lists', () => {
  it('hold what is to be done at the centre: states 1, 2, 4 and 9', async () => {
    const own = await standing(oneStop, { world })
    const outer = at
    at = own
    const uids: Record<number, string> = {}
    for (const [state, codes] of Object.entries(ways)) uids[Number(state)] = await brought(codes)
    const todo = await own.ask('one-stop.todo', { query: {}, as: 'clerk' })
    expect(todo.body.total).toBe(4)
    expect(todo.body.data.map(({ referenceUid }: { referenceUid: string }) => referenceUid)).toEqual([
      uids[1],
      uids[2],
      uids[4],
      uids[9],
    ])
    const toReturn = await own.ask('one-stop.todo', { query: { status: 'releasing', govAgencyCode: OPENCPS } })
    expect(toReturn.body).toMatchObject({ total: 1, data: [{ referenceUid: uids[9] }] })
    expect((await own.ask('one-stop.todo', { query: { status: 'done' } })).body.total).toBe(0)
    at = outer
    await own.close()
  })
})

describe('who acts', () => {
  it('is the account that is logged in, whatever the body says', async () => {
    const reports: { NguoiXuLy: string }[] = []
    const portal = await fakePortal(reports)
    const own = await standing(oneStop, { world, peers: { portal: portal.url } })
    const body = registration()
    await own.ask('one-stop.register', { body, as: 'centre' })
    await act(own, body.referenceUid, 'receive', { as: 'clerk' }, { actionUser: 'somebody-else' })
    await own.drain()
    expect(reports.map(({ NguoiXuLy }) => NguoiXuLy)).toEqual(['centre', 'clerk'])
    await own.close()
    await portal.close()
  })
})
