import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { parseLocal } from '../../../src/calendar/index.ts'
import { oneStop } from '../../../src/systems/one-stop/index.ts'
import { province } from '../../../src/systems/province/index.ts'
import { describeContract, type Sample } from '../contract.ts'
import { removeDirectories } from '../folders.ts'
import { type Standing, type StandingOptions, standing } from '../standing.ts'

const AGENCY = '000.00.53.H48'
let made = 0
const dossier = (more: object = {}) => ({
  referenceUid: `p-${++made}`,
  serviceCode: '1.001193',
  govAgencyCode: AGENCY,
  applicantName: 'Trần Văn An',
  applicantIdType: 'CCCD',
  applicantIdNo: '091812345678',
  documents: ['Tờ khai'],
  ...more,
})

const opened: Standing[] = []
async function open(options: StandingOptions = {}, standIn = province): Promise<Standing> {
  const at = await standing(standIn, options)
  opened.push(at)
  return at
}
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close()
})
afterAll(removeDirectories)

/** Does something with a dossier at the province; who may by default. */
function act(at: Standing, referenceUid: string, actionCode: string, time: string, payload: object = {}) {
  const as = ['decide', 'ask-supplement'].includes(actionCode) ? 'department' : 'specialist'
  const body = { actionCode, actionUser: as, payload }
  return at.ask('province.act', { params: { referenceUid }, body, as, at: time })
}
async function handedOver(at: Standing, time = '2025-07-01T08:00'): Promise<string> {
  const body = dossier()
  const { status } = await at.ask('province.hand-over', { body, at: time })
  expect(status).toBe(201)
  return body.referenceUid
}
const read = async (at: Standing, referenceUid: string) =>
  (await at.ask('province.dossier', { params: { referenceUid }, as: 'leader' })).body
const exchanges = async (at: Standing, referenceUid: string) =>
  (await at.ask('province.exchanges', { params: { referenceUid }, as: 'leader' })).body.data as {
    direction: string
    kind: string
    number: number
    takenDate: string
    copies: number
    isLate: boolean
  }[]

const after =
  (...codes: readonly string[]) =>
  async (at: Standing): Promise<string> => {
    const uid = await handedOver(at)
    for (const code of codes) await act(at, uid, code, '2025-07-01T08:00')
    return uid
  }
const acting = (actionCode: string, as: string, ...before: string[]): Sample => {
  return async (at) => ({
    params: { referenceUid: await after(...before)(at) },
    body: { actionCode, actionUser: 'x', actionNote: '', payload: { documents: ['Giấy tờ'] } },
    as,
  })
}

describeContract(province, {
  'province.hand-over': () => ({ body: dossier() }),
  'province.enter': () => ({ body: dossier() }),
  'province.act': [
    acting('ask-supplement', 'department'),
    acting('supply', 'specialist', 'ask-supplement'),
    acting('decide', 'department'),
    acting('collect', 'specialist', 'decide'),
  ],
  'province.dossier': async (at) => ({ params: { referenceUid: await handedOver(at) } }),
  'province.exchanges': async (at) => ({ params: { referenceUid: await handedOver(at) } }),
  'province.list': { query: { govAgencyCode: AGENCY, status: 'receiving', start: 0, end: 5 } },
  'province.todo': [{ query: { side: 'department' } }, { query: { side: 'commune', govAgencyCode: AGENCY } }],
})

describe('a dossier between commune and province', () => {
  it('is handed over, numbered at the province, asked about, decided and fetched', async () => {
    const at = await open()
    const body = dossier()
    const handed = await at.ask('province.hand-over', { body, at: '2025-07-01T08:00' })
    expect(handed).toMatchObject({
      status: 201,
      body: {
        dossierNo: '000.00.00.H48-250701-0001',
        receiveDate: '2025-07-01T08:00:00.000+07:00',
        dueDate: '2025-07-04T14:00:00.000+07:00',
        state: 2,
        knownState: 2,
        decision: '',
      },
    })
    const uid = body.referenceUid
    const asked = await act(at, uid, 'ask-supplement', '2025-07-02T08:00', { missing: ['Bản đồ'] })
    expect(asked.body).toMatchObject({ dossierStatus: 'waiting', knownStatus: 'waiting' })
    const supplied = await act(at, uid, 'supply', '2025-07-03T08:00', { documents: ['Bản đồ'] })
    // A working day of standstill moves the date by a working day.
    expect(supplied.body).toMatchObject({ state: 2, knownState: 2, dueDate: '2025-07-07T14:00:00.000+07:00' })
    const decided = await act(at, uid, 'decide', '2025-07-04T08:00', { decision: 'refuse' })
    expect(decided.body).toMatchObject({ dossierStatus: 'releasing', knownStatus: 'releasing', decision: 'refuse' })
    const fetched = await act(at, uid, 'collect', '2025-07-04T09:00')
    expect(fetched.body).toMatchObject({ dossierStatus: 'done', finishDate: '2025-07-04T09:00:00.000+07:00' })
    expect(await read(at, uid)).toMatchObject({ documents: ['Tờ khai', 'Bản đồ'], missing: [], enteredByHand: false })
    expect((await exchanges(at, uid)).map(({ direction, kind, copies }) => `${direction} ${kind} ${copies}`)).toEqual([
      'to-province hand-over 1',
      'to-commune received 1',
      'to-commune asked 1',
      'to-province supplied 1',
      'to-commune received 1',
      'to-commune decided 1',
    ])
    expect((await at.census()).byState).toEqual({ 10: 1 })
  })

  it('is refused twice, before it is decided, and of what is not known', async () => {
    const at = await open()
    const body = dossier()
    await at.ask('province.hand-over', { body })
    expect(await at.ask('province.hand-over', { body })).toMatchObject({
      status: 409,
      body: { error: 'already-handed-over', state: 2 },
    })
    expect(await act(at, body.referenceUid, 'collect', '2025-07-01T09:00')).toMatchObject({
      status: 409,
      body: { error: 'not-decided' },
    })
    expect((await act(at, body.referenceUid, 'supply', '2025-07-01T09:00')).status).toBe(409)
    expect((await act(at, 'nobody', 'decide', '2025-07-01T09:00')).status).toBe(404)
    const strange = await at.ask('province.hand-over', { body: dossier({ govAgencyCode: 'H99' }) })
    expect(strange).toMatchObject({ status: 422, body: { error: 'unknown-agency' } })
  })

  it('gives a hand-over that is sent again the same answer, also once it has gone further', async () => {
    const at = await open()
    const body = dossier()
    const asking = { body, at: '2025-07-01T08:00', call: 'hand-over-1' }
    const first = await at.ask('province.hand-over', asking)
    await act(at, body.referenceUid, 'decide', '2025-07-01T09:00')
    expect((await at.ask('province.hand-over', asking)).body).toEqual(first.body)
  })

  it('can be typed in by hand where the fields are not understood', async () => {
    const at = await open({ faults: [{ kind: 'not-mapped', units: ['30742'] }] })
    const body = dossier()
    expect(await at.ask('province.hand-over', { body })).toMatchObject({
      status: 422,
      body: { error: 'not-mapped', fields: ['documents', 'dossierStatus', 'receiveDate'] },
    })
    expect((await at.ask('province.hand-over', { body: dossier({ govAgencyCode: '000.00.54.H48' }) })).status).toBe(201)
    const entered = await at.ask('province.enter', { body, at: '2025-07-01T09:00' })
    expect(entered).toMatchObject({ status: 200, body: { state: 2, knownState: 2 } })
    expect((await read(at, body.referenceUid)).enteredByHand).toBe(true)
    expect((await act(at, body.referenceUid, 'decide', '2025-07-01T10:00')).status).toBe(200)
  })

  it('stands on the list of whoever has to do something', async () => {
    const at = await open()
    const [asked, open2, decided] = [await handedOver(at), await handedOver(at), await handedOver(at)]
    await act(at, asked, 'ask-supplement', '2025-07-01T09:00')
    await act(at, decided, 'decide', '2025-07-01T09:00')
    const todo = async (side: string) =>
      (await at.ask('province.todo', { query: { side, govAgencyCode: AGENCY } })).body.data.map(
        ({ referenceUid }: { referenceUid: string }) => referenceUid,
      )
    expect(await todo('department')).toEqual([open2])
    expect(await todo('commune')).toEqual([asked, decided])
    expect((await at.ask('province.list', { query: { status: 'waiting' } })).body.total).toBe(1)
    expect((await at.ask('province.list', { query: { status: 'strange' } })).status).toBe(400)
  })
})

describe('what is sent', () => {
  const late = (kind: string, more: object = {}) => ({
    id: `late-${kind}`,
    kind: 'transfer-out-of-order',
    operations: [kind],
    more: { delayMin: 60 },
    ...more,
  })

  it('twice arrives once: the copy is seen and changes nothing', async () => {
    for (const as of ['same', 'another']) {
      const at = await open({ faults: [{ kind: 'transfer-duplicated', more: { as } }] })
      const uid = await handedOver(at)
      await act(at, uid, 'decide', '2025-07-01T09:00')
      const copies = as === 'another' ? 2 : 1
      expect(await exchanges(at, uid)).toMatchObject([
        { kind: 'hand-over', copies },
        { kind: 'received', copies },
        { kind: 'decided', copies },
      ])
      expect(await read(at, uid)).toMatchObject({ dossierNo: '000.00.00.H48-250701-0001', state: 9, knownState: 9 })
      expect((await at.census()).counts).toMatchObject({ received: 1, finished: 1 })
    }
  })

  it('out of order does not set the commune’s knowledge back', async () => {
    const at = await open({ faults: [late('received')] })
    const uid = await handedOver(at, '2025-07-01T08:00')
    expect(await read(at, uid)).toMatchObject({ state: 2, knownState: 1 })
    await act(at, uid, 'decide', '2025-07-01T08:30')
    expect(await read(at, uid)).toMatchObject({ state: 9, knownState: 9 })
    // By 09:00 the word that it was received comes, after that of the decision.
    await act(at, uid, 'collect', '2025-07-01T09:01')
    expect(await exchanges(at, uid)).toMatchObject([
      { kind: 'hand-over', isLate: false },
      { kind: 'received', number: 1, isLate: true, takenDate: '2025-07-01T09:00:00.000+07:00' },
      { kind: 'decided', number: 2, isLate: false, takenDate: '2025-07-01T08:30:00.000+07:00' },
    ])
    expect(await read(at, uid)).toMatchObject({ state: 10, knownState: 10 })
  })

  it('late is not there yet: the department can’t decide what has not arrived', async () => {
    const at = await open({ faults: [{ ...late('hand-over'), kind: 'transfer-delayed' }] })
    const uid = await handedOver(at, '2025-07-01T08:00')
    expect(await read(at, uid)).toMatchObject({ dossierStatus: 'new', dossierNo: '' })
    expect(await act(at, uid, 'decide', '2025-07-01T08:59')).toMatchObject({
      status: 409,
      body: { error: 'not-arrived' },
    })
    expect((await act(at, uid, 'decide', '2025-07-01T09:00')).status).toBe(200)
    expect(await read(at, uid)).toMatchObject({ receiveDate: '2025-07-01T09:00:00.000+07:00', state: 9 })
  })

  it('lost never arrives, and typing it in helps', async () => {
    const at = await open({ faults: [{ id: 'lost', kind: 'transfer-lost', operations: ['hand-over'] }] })
    const uid = await handedOver(at)
    await at.drain()
    expect(await exchanges(at, uid)).toMatchObject([{ kind: 'hand-over', takenDate: '', copies: 0 }])
    expect((await act(at, uid, 'decide', '2025-07-01T09:00')).body.error).toBe('not-arrived')
    await at.ask('province.enter', { body: dossier({ referenceUid: uid }), at: '2025-07-01T10:00' })
    expect((await act(at, uid, 'decide', '2025-07-01T11:00')).status).toBe(200)
  })

  it('late, after it was typed in, makes no second dossier', async () => {
    const at = await open({ faults: [late('hand-over')] })
    const uid = await handedOver(at, '2025-07-01T08:00')
    await at.ask('province.enter', { body: dossier({ referenceUid: uid }), at: '2025-07-01T08:30' })
    await act(at, uid, 'decide', '2025-07-01T09:30')
    expect(await exchanges(at, uid)).toMatchObject([
      { kind: 'hand-over', isLate: true, copies: 1 },
      { kind: 'entry' },
      { kind: 'received' },
      { kind: 'decided' },
    ])
    expect((await at.census()).counts.received).toBe(1)
    expect((await read(at, uid)).dossierNo).toBe('000.00.00.H48-250701-0001')
  })
})

describe('the one-stop centre', () => {
  const registered = async (at: Standing, uid: string): Promise<void> => {
    const body = dossier({ referenceUid: uid, viaPostal: 0 })
    await at.ask('one-stop.register', { body, as: 'run', at: '2025-07-01T07:30' })
  }
  const onOneStop = async (at: Standing, id: string) =>
    (await at.ask('one-stop.dossier', { params: { id }, as: 'run' })).body

  it('hears how the dossier stands at the province, and the province when it is withdrawn', async () => {
    const centre = await open({ running: ['one-stop', 'province'] }, oneStop)
    const at = await open({ peers: { 'one-stop': centre.url } })
    const peers = { province: at.url }
    await centre.ask('control.peers', { body: peers })
    const uid = `p-${++made}`
    await registered(centre, uid)
    await at.ask('province.hand-over', { body: dossier({ referenceUid: uid }), at: '2025-07-01T08:00' })
    await at.drain()
    expect(await onOneStop(centre, uid)).toMatchObject({ provinceNo: '000.00.00.H48-250701-0001', provinceState: 2 })
    const body = { actionCode: 'withdraw', actionUser: 'citizen' }
    await centre.ask('one-stop.act', { params: { id: uid }, body, as: 'run', at: '2025-07-01T09:00' })
    await centre.drain()
    expect(await read(at, uid)).toMatchObject({ dossierStatus: 'cancelled', knownStatus: 'cancelled' })
    expect((await act(at, uid, 'decide', '2025-07-01T10:00')).status).toBe(409)
    expect((await at.census()).counts).toMatchObject({ received: 1, withdrawn: 1 })
  })

  it('goes by the latest word, however the words of the province come', async () => {
    const centre = await open({ running: ['one-stop', 'province'] }, oneStop)
    const at = await open({
      peers: { 'one-stop': centre.url },
      faults: [
        {
          kind: 'transfer-out-of-order',
          operations: ['to:one-stop'],
          toMs: parseLocal('2025-07-01T08:30'),
          more: { delayMin: 120 },
        },
        { kind: 'transfer-duplicated', operations: ['to:one-stop'], more: { as: 'another' } },
      ],
    })
    const uid = `p-${++made}`
    await registered(centre, uid)
    await at.ask('province.hand-over', { body: dossier({ referenceUid: uid }), at: '2025-07-01T08:00' })
    await at.drain()
    expect((await onOneStop(centre, uid)).provinceNo).toBe('')
    await act(at, uid, 'decide', '2025-07-01T09:00')
    await at.drain()
    expect((await onOneStop(centre, uid)).provinceState).toBe(9)
    await centre.drain()
    expect(await onOneStop(centre, uid)).toMatchObject({ provinceState: 9, sequence: 1 })
  })
})
