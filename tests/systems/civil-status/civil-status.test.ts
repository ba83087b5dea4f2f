import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseLocal } from '../../../src/calendar/index.ts'
import { civilStatus } from '../../../src/systems/civil-status/index.ts'
import { TRANSFER } from '../../../src/systems/civil-status/messages.ts'
import { removeDirectories } from '../folders.ts'
import { DEATH, declaration, MARRIAGE, world } from '../line-world.ts'
import { type Answered, type Asking, type Standing, standing } from '../standing.ts'

const SECRET = 'a-secret-for-tests'
const grantedMs = parseLocal('2025-07-03T00:00')
const accounts = [
  { user: 'no-approver', secret: SECRET, roles: ['specialist'], permissions: { 'civil-status.approve': false } },
  { user: 'late-signer', secret: SECRET, roles: ['leader'], permissions: { 'civil-status.sign': grantedMs } },
]

let at: Standing
beforeEach(async () => {
  at = await standing(civilStatus, { world, accounts })
})
afterEach(() => at.close())
afterAll(removeDirectories)

const MORNING = '2025-07-01T08:00'
const ask = (what: string, asking: Asking = {}): Promise<Answered> =>
  at.ask(`civil-status.${what}`, { at: MORNING, ...asking })
const enter = (body: object = declaration(), more: Asking = {}) => ask('enter', { body, ...more })
const act = (what: string, requestNo: string, more: Asking = {}) =>
  ask(what, { params: { requestNo }, body: {}, ...more })
const record = async (requestNo: string, time = MORNING) =>
  (await ask('record', { params: { requestNo }, at: time })).body.result
const transfer = (body: object, more: Asking = {}) => ask('transfer', { body, ...more })
const list = (register: string, body: object = {}, query = {}) => ask('list', { params: { register }, body, query })

/** Hands a transfer over as the portal's post does. */
const post = async (id: string, body: object, more: object = {}): Promise<{ status: number; body: unknown }> => {
  const atMs = parseLocal(MORNING)
  const message = { id, from: 'portal', kind: TRANSFER, subject: 'x', atMs, dueMs: atMs, ordered: true, call: '', body }
  const answer = await fetch(`${at.url}/inner/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${at.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ messages: [{ ...message, ...more }] }),
  })
  return ((await answer.json()) as { replies: [{ status: number; body: unknown }] }).replies[0]
}

describe('a record of the civil-status system', () => {
  it('is entered by one, approved by one, signed by another, and gets the next number of its register', async () => {
    const [one, two] = [declaration(), declaration()]
    expect((await enter(one)).body.result).toMatchObject({ register: 'birth', status: 'entered', signStatus: 0 })
    await enter(two)
    expect((await act('sign', one.requestNo)).body).toMatchObject({ error: 'wrong-state', state: 'entered' })
    expect((await act('approve', one.requestNo)).body.result).toMatchObject({ status: 'approved', isApprove: true })
    expect((await act('sign', one.requestNo)).body.result).toMatchObject({
      status: 'signed',
      signStatus: 1,
      registrationNo: '1/2025',
      registrationDate: '2025-07-01',
    })
    await act('approve', two.requestNo)
    expect((await act('sign', two.requestNo)).body.result.registrationNo).toBe('2/2025')
    expect((await act('sign', two.requestNo)).status).toBe(409)
    expect(await at.census()).toMatchObject({ byState: { signed: 2 }, counts: { received: 2, finished: 2, open: 0 } })
  })

  it('is numbered in each register and each unit apart', async () => {
    const numbers: string[] = []
    for (const more of [{}, { serviceCode: DEATH }, { serviceCode: MARRIAGE }, { govAgencyCode: '000.00.54.H48' }]) {
      const body = declaration(more)
      await enter(body)
      await act('approve', body.requestNo)
      numbers.push((await act('sign', body.requestNo)).body.result.registrationNo)
    }
    expect(numbers).toEqual(['1/2025', '1/2025', '1/2025', '1/2025'])
  })

  it('can be entered again until it is approved', async () => {
    const body = declaration()
    await enter(body)
    expect((await enter({ ...body, fullName: 'Nguyễn Gia Bảo' })).body.result.fullName).toBe('Nguyễn Gia Bảo')
    await act('approve', body.requestNo)
    expect((await enter(body)).body).toMatchObject({ error: 'wrong-state', state: 'approved' })
  })

  it('is found in its register by what is to be done with it', async () => {
    const [entered, approved, signed] = [declaration(), declaration(), declaration()]
    for (const body of [entered, approved, signed]) await enter(body)
    await enter(declaration({ serviceCode: DEATH }))
    for (const { requestNo } of [approved, signed]) await act('approve', requestNo)
    await act('sign', signed.requestNo)
    const found = async (body: object) =>
      (await list('birth', body)).body.result.content.map(({ requestNo }: { requestNo: string }) => requestNo)
    expect(await found({})).toEqual([entered.requestNo, approved.requestNo, signed.requestNo])
    expect(await found({ isApprove: false })).toEqual([entered.requestNo])
    expect(await found({ isApprove: true, signStatus: 0 })).toEqual([approved.requestNo])
    expect(await found({ signStatus: 1 })).toEqual([signed.requestNo])
    expect(await found({ searchKey: approved.requestNo })).toEqual([approved.requestNo])
    expect(await found({ searchKey: '1/2025' })).toEqual([signed.requestNo])
    expect(await found({ registrationDate: ['2025-07-01', '2025-07-01'] })).toEqual([signed.requestNo])
    expect(await found({ registrationDate: ['2025-07-02', '2025-07-09'] })).toEqual([])
    expect((await list('birth', { registrationDate: ['0001-01-01', '2025-07-09'] })).status).toBe(400)
    expect(await found({ registrationDate: ['1900-01-01', '2099-12-31'] })).toEqual([signed.requestNo])
    const { result } = (await list('birth', {}, { page: 1, size: 2, sort: 'id,desc' })).body
    expect(result).toMatchObject({ totalElements: 3, totalPages: 2, number: 1, size: 2, empty: false })
    expect(result.content[0].requestNo).toBe(entered.requestNo)
  })

  it('is refused on entry when a field is missing or of another form; the help desk enters it all the same', async () => {
    const refusal = async (more: object) => {
      const { status, body } = await enter(declaration(more))
      return [status, body.error, body.field, body.why]
    }
    expect(await refusal({ fullName: '' })).toEqual([422, 'data-refused', 'fullName', 'missing'])
    expect(await refusal({ applicantName: 'Nguyễn 5' })).toEqual([422, 'data-refused', 'applicantName', 'format'])
    expect(await refusal({ applicantIdNo: '123456789' })).toEqual([422, 'data-refused', 'applicantIdNo', 'format'])
    expect(await refusal({ dateOfBirth: '2025-02-30' })).toEqual([422, 'data-refused', 'dateOfBirth', 'format'])
    expect(await refusal({ dateOfBirth: '2025-07-02' })).toEqual([422, 'data-refused', 'dateOfBirth', 'format'])
    const body = declaration({ applicantIdNo: '123456789' })
    expect((await ask('correct', { body })).body.result).toMatchObject({ status: 'entered', origin: 'help-desk' })
    expect((await act('approve', body.requestNo)).status).toBe(200)
  })

  it('belongs to a unit and a procedure that there are', async () => {
    expect((await enter(declaration({ govAgencyCode: 'H99' }))).body.error).toBe('unknown-agency')
    expect((await enter(declaration({ serviceCode: '9.999999' }))).body.error).toBe('unknown-procedure')
    expect((await act('approve', 'nobody')).body.error).toBe('unknown-record')
  })
})

describe('a transfer from the portal', () => {
  it('makes a record that the desk completes', async () => {
    const body = declaration({ fullName: '' })
    expect(await transfer(body)).toMatchObject({ status: 202, body: { result: { received: true } } })
    expect((await record(body.requestNo)).record).toMatchObject({ status: 'transferred', origin: 'transfer' })
    await enter({ ...body, fullName: 'Nguyễn Bảo Khang' })
    expect(await record(body.requestNo)).toMatchObject({
      record: { status: 'entered', origin: 'transfer', fullName: 'Nguyễn Bảo Khang' },
      doubles: 0,
    })
  })

  it('comes by the portal’s post too, and once however often the same message comes', async () => {
    const body = declaration()
    expect((await post('m-1', body)).status).toBe(200)
    expect((await post('m-1', body)).status).toBe(200)
    expect((await record(body.requestNo)).doubles).toBe(0)
    expect((await post('m-2', body)).status).toBe(200)
    expect((await record(body.requestNo)).doubles).toBe(1)
    expect((await post('m-3', { ...body, serviceCode: '9.999999' })).status).toBe(422)
  })

  it('held by the portal’s post until later is not there before', async () => {
    const body = declaration()
    expect((await post('m-1', body, { dueMs: parseLocal('2025-07-01T10:00') })).status).toBe(202)
    expect((await ask('record', { params: body, at: '2025-07-01T09:59' })).status).toBe(404)
    expect((await record(body.requestNo, '2025-07-01T10:00')).record.status).toBe('transferred')
  })

  it('that is lost is believed to be taken, and the desk enters everything', async () => {
    await at.plant({ kind: 'transfer-lost', operations: ['civil-status.transfer'] })
    const body = declaration()
    expect((await transfer(body)).status).toBe(202)
    expect((await ask('record', { params: body })).status).toBe(404)
    expect((await enter(body)).body.result.origin).toBe('desk')
  })

  it('that comes twice makes a double, which is weeded out; as the same message it makes none', async () => {
    await at.plant({ id: 'twice', kind: 'transfer-duplicated', more: { as: 'another' } })
    const body = declaration()
    await transfer(body)
    expect(await record(body.requestNo)).toMatchObject({ doubles: 1 })
    const { content } = (await list('birth', { searchKey: body.requestNo })).body.result
    await enter(body)
    const double = content.find(({ id }: { id: number }) => id !== content[0].id)
    expect((await act('discard', body.requestNo, { params: { ...body, id: double.id } })).status).toBe(200)
    expect(await record(body.requestNo)).toMatchObject({ doubles: 0, record: { status: 'entered' } })
    expect(await at.census()).toMatchObject({ byState: { entered: 1, discarded: 1 }, counts: { withdrawn: 1 } })

    await at.plant({ id: 'twice', kind: 'transfer-duplicated', more: { as: 'same' } })
    const again = declaration()
    await transfer(again)
    expect((await record(again.requestNo)).doubles).toBe(0)
  })

  it('that is late is a double of what the desk has entered meanwhile', async () => {
    await at.plant({ kind: 'transfer-delayed', more: { delayMin: 90 } })
    const body = declaration()
    await transfer(body)
    expect((await ask('record', { params: body, at: '2025-07-01T09:29' })).status).toBe(404)
    await enter(body, { at: '2025-07-01T09:00' })
    expect(await record(body.requestNo, '2025-07-01T09:29')).toMatchObject({ doubles: 0 })
    expect(await record(body.requestNo, '2025-07-01T09:30')).toMatchObject({
      doubles: 1,
      record: { status: 'entered' },
    })
  })
})

describe('accounts of the civil-status system', () => {
  it('to enter, to approve and to sign are given apart', async () => {
    const body = declaration()
    expect((await enter(body, { as: 'no-approver' })).status).toBe(201)
    expect((await act('approve', body.requestNo, { as: 'no-approver' })).status).toBe(403)
    expect((await act('sign', body.requestNo, { as: 'specialist' })).status).toBe(403)
    expect((await enter(declaration(), { as: 'leader' })).status).toBe(403)
    expect((await act('approve', body.requestNo, { as: null })).status).toBe(401)
    expect((await record(body.requestNo)).record.status).toBe('entered')
  })

  it('may be given at a scenario time', async () => {
    const body = declaration()
    await enter(body)
    await act('approve', body.requestNo)
    expect((await act('sign', body.requestNo, { as: 'late-signer', at: '2025-07-02T23:59' })).status).toBe(403)
    expect((await act('sign', body.requestNo, { as: 'late-signer', at: '2025-07-03T00:00' })).status).toBe(200)
  })

  it('log in with a bearer token that runs out', async () => {
    const token = await at.login('specialist', MORNING)
    const headers = { authorization: `Bearer ${token}` }
    expect((await enter(declaration(), { headers })).status).toBe(201)
    const late = await enter(declaration(), { headers, at: '2025-07-01T09:00' })
    expect(late).toMatchObject({ status: 401, body: { error: 'token-expired' } })
  })

  it('are missing while the fault lasts: 403, or 401 as it is told', async () => {
    const body = declaration()
    await enter(body)
    await act('approve', body.requestNo)
    const toMs = parseLocal('2025-07-01T12:00')
    await at.plant({ id: 'f', kind: 'no-account', operations: ['civil-status.sign'], toMs })
    expect(await act('sign', body.requestNo)).toMatchObject({ status: 403, body: { error: 'no-account' } })
    expect((await enter()).status).toBe(201)
    await at.plant({ id: 'f', kind: 'no-account', toMs, more: { status: 401 } })
    expect(await act('sign', body.requestNo)).toMatchObject({ status: 401, body: { error: 'no-account' } })
    expect((await enter()).status).toBe(401)
    expect((await act('sign', body.requestNo, { at: '2025-07-01T12:00' })).status).toBe(200)
  })
})

describe('old data of the civil-status system', () => {
  const search = (searchKey: string, query: object = {}) => ask('search', { query: { searchKey, ...query } })

  it('hold an old record of everybody, and beside it what has been signed', async () => {
    const body = declaration()
    const before = (await search(body.applicantIdNo)).body.result
    expect(before).toMatchObject({ totalElements: 1, empty: false, content: [{ source: 'old-book' }] })
    expect((await search(body.applicantIdNo)).body.result).toEqual(before)
    await enter(body)
    await act('approve', body.requestNo)
    await act('sign', body.requestNo)
    const after = (await search(body.applicantIdNo)).body.result
    expect(after.content.map(({ source }: { source: string }) => source)).toEqual(['old-book', 'register'])
    const second = (await search(body.applicantIdNo, { page: 1, size: 1 })).body.result
    expect(second).toMatchObject({ totalElements: 2, content: [{ source: 'register', registrationNo: '1/2025' }] })
    expect((await search('1/2025')).body.result).toMatchObject({ totalElements: 1 })
  })

  it('can’t be searched where that is not in place: 501', async () => {
    await at.plant({ kind: 'search-missing', units: ['30742'] })
    expect(await search('091912345678')).toMatchObject({ status: 501, body: { error: 'not-implemented' } })
    expect((await ask('extract', { body: { requestNo: 'd', searchKey: '091912345678', copies: 1 } })).status).toBe(501)
  })

  it('lack the share of people whose old books were not brought in, the same ones every time', async () => {
    await at.plant({ kind: 'not-digitised', share: 0.4 })
    const missing: string[] = []
    for (let n = 0; n < 100; n++) {
      const key = String(91_812_345_000 + n).padStart(12, '0')
      if ((await search(key)).body.result.empty) missing.push(key)
    }
    // Binomial(100, 0.4): 40 ± 4 standard deviations of 4.9.
    expect(missing.length).toBeGreaterThan(20)
    expect(missing.length).toBeLessThan(60)
    for (const key of missing.slice(0, 5)) {
      expect((await search(key)).body.result.empty).toBe(true)
      expect((await ask('extract', { body: { requestNo: 'd', searchKey: key, copies: 1 } })).status).toBe(404)
    }
  })

  it('are copied for a fee', async () => {
    const { body } = await ask('extract', { body: { requestNo: 'd', searchKey: '091912345678', copies: 3 } })
    expect(body.result).toMatchObject({ copies: 3, feeVnd: 24_000 })
    expect((await at.census()).byState).toEqual({ extract: 1 })
  })
})

describe('data that the civil-status system refuses', () => {
  it('are those of a share of the requests, every time they are entered, and not for the help desk', async () => {
    await at.plant({ kind: 'data-refused', share: 0.5, more: { field: 'note' } })
    const refused: object[] = []
    for (let n = 0; n < 60; n++) {
      const body = declaration()
      const answer = await enter(body)
      if (answer.status === 422) refused.push(body)
      if (answer.status === 422) expect(answer.body).toMatchObject({ error: 'data-refused', field: 'note' })
    }
    // Binomial(60, 0.5): 30 ± 4 standard deviations of 3.9.
    expect(refused.length).toBeGreaterThan(14)
    expect(refused.length).toBeLessThan(46)
    const [first] = refused as [object]
    expect((await enter(first)).status).toBe(422)
    expect((await ask('correct', { body: first })).status).toBe(201)
  })
})
