import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { messages } from '../../../src/systems/messages/index.ts'
import { signatureOf } from '../../../src/systems/messages/signature.ts'
import { oneStop } from '../../../src/systems/one-stop/index.ts'
import { openClient, removeDirectories, values } from '../centre.ts'
import { describeContract } from '../contract.ts'
import { type Standing, type StandingOptions, standing } from '../standing.ts'

const SECRET = 'a-secret-for-tests'
let made = 0

const wish = (messageId = `30742-${++made}`) => ({
  messageId,
  serviceCode: '2.000815',
  text: 'Tôi cần chứng thực bản sao bằng tốt nghiệp',
  sender: 'Lê Thị Hoa',
  senderIdNo: '091912345678',
  documents: ['Bằng tốt nghiệp'],
})
const params = { groupId: '30742-17' }

const event = (msgId = `m${++made}`, text = 'Xin chứng thực bản sao từ bản chính giấy khai sinh') => ({
  app_id: 'channel',
  event_name: 'user_send_group_text',
  timestamp: Date.parse('2025-07-01T08:00+07:00'),
  sender: { id: '8839201', name: 'Phạm Văn Nam' },
  group_id: '30742-17',
  message: { msg_id: msgId, text },
})
const signed = (body: object) => ({ body, headers: { 'x-signature': signatureOf(body, SECRET) } })

/** The channel, and the one-stop centre behind it. */
async function channel(options: StandingOptions = {}): Promise<{ at: Standing; centre: Standing }> {
  const centre = await standing(oneStop, { access: options.access ?? 'asked' })
  const at = await standing(messages, { ...options, peers: { 'one-stop': centre.url } })
  return { at, centre }
}

afterAll(removeDirectories)

const written = async (at: Standing): Promise<string> => {
  const body = wish()
  await at.ask('messages.receive', { params, body })
  return body.messageId
}

describeContract(messages, {
  'messages.receive': () => ({ params, body: wish() }),
  'messages.answer': async (at) => {
    const body = event()
    const { body: taken } = await at.ask('messages.webhook', signed(body))
    return { params: { messageId: taken.messageId }, body: { text: 'Đã tiếp nhận' } }
  },
  'messages.read': async (at) => ({ params: { messageId: await written(at) } }),
  'messages.list': { query: { unit: '30742', state: 'written' } },
  'messages.webhook': () => signed(event()),
})

describe('the residents’ channel', () => {
  let at: Standing
  let centre: Standing
  beforeEach(async () => {
    const both = await channel()
    at = both.at
    centre = both.centre
  })
  afterEach(async () => {
    await at.close()
    await centre.close()
  })
  const write = (body: object, time = '2025-07-01T08:00') => at.ask('messages.receive', { params, body, at: time })
  const read = async (messageId: string, time = '2025-07-01T08:00') =>
    (await at.ask('messages.read', { params: { messageId }, at: time })).body
  const dossier = (referenceUid: string) =>
    centre.ask('one-stop.dossier', { params: { id: referenceUid }, as: 'clerk', at: '2025-07-01T09:00' })
  const answer = (messageId: string, time: string) =>
    at.ask('messages.answer', { params: { messageId }, body: { text: 'Đã có kết quả' }, at: time })
  const deliver = (body: object, secret = SECRET) =>
    at.ask('messages.webhook', { body, headers: { 'x-signature': signatureOf(body, secret) }, at: '2025-07-01T08:00' })

  it('makes a dossier of a message, which the clerk receives at the one-stop centre', async () => {
    const body = wish()
    expect((await write(body)).body).toMatchObject({ state: 'registered', deliveries: 1, referenceUid: body.messageId })
    expect((await dossier(body.messageId)).body).toMatchObject({
      dossierStatus: 'new',
      applicantName: 'Lê Thị Hoa',
      serviceCode: '2.000815',
      online: true,
    })
    const act = { actionCode: 'receive', actionUser: 'clerk' }
    const asking = { params: { id: body.messageId }, body: act, as: 'clerk', at: '2025-07-01T09:00' }
    expect((await centre.ask('one-stop.act', asking)).body.dossierNo).toBe('000.00.53.H48-250701-0001')
  })

  it('tells whether it was answered on the same day, and lets it be answered once', async () => {
    const [one, two] = [wish(), wish()]
    await write(one)
    await write(two)
    expect((await answer(one.messageId, '2025-07-01T16:30')).body).toMatchObject({ state: 'answered', sameDay: true })
    expect((await answer(two.messageId, '2025-07-02T00:00')).body).toMatchObject({ state: 'answered', sameDay: false })
    expect(await answer(one.messageId, '2025-07-01T16:31')).toMatchObject({
      status: 409,
      body: { error: 'already-answered' },
    })
    expect((await at.census()).counts).toMatchObject({ received: 2, finished: 2, open: 0 })
  })

  it('keeps a question as a question, and says what the one-stop centre refused', async () => {
    const { serviceCode: _, ...question } = wish()
    expect((await write(question)).body).toMatchObject({ state: 'question', referenceUid: '' })
    const unheard = { ...wish(), serviceCode: '9.999999' }
    expect((await write(unheard)).body).toMatchObject({ state: 'refused', why: 'unknown-procedure' })
    const { body } = await at.ask('messages.list', { query: { unit: '30742', state: 'question' } })
    expect(body.data).toMatchObject([{ messageId: question.messageId }])
  })

  it('knows the groups of its units alone', async () => {
    const asking = { params: { groupId: '99999-1' }, body: wish() }
    expect(await at.ask('messages.receive', asking)).toMatchObject({ status: 404, body: { error: 'unknown-group' } })
    expect((await deliver({ ...event(), group_id: '99999-1' })).status).toBe(404)
  })

  describe('its webhook', () => {
    it('makes a dossier of what asks for a procedure by name or code, and a question of anything else', async () => {
      const taken = async (text: string) => (await deliver(event(undefined, text))).body.referenceUid as string
      const named = await taken('Cho tôi xin ĐĂNG KÝ KHAI SINH cho cháu')
      expect((await dossier(named)).body).toMatchObject({ serviceCode: '1.001193', applicantName: 'Phạm Văn Nam' })
      const coded = await taken('Thủ tục 2.000815, hai bản')
      expect((await dossier(coded)).body.serviceCode).toBe('2.000815')
      expect(await taken('Mấy giờ trung tâm mở cửa?')).toBe('')
    })

    it('answers 401 without a signature, with a wrong one, and for who is not the provider', async () => {
      const body = event()
      expect((await at.ask('messages.webhook', { body })).body.error).toBe('wrong-signature')
      expect(await deliver(body, 'another-secret')).toMatchObject({ status: 401, body: { error: 'wrong-signature' } })
      expect((await deliver({ ...body, app_id: 'clerk' })).status).toBe(401)
      expect((await deliver({ ...body, app_id: 'nobody' })).status).toBe(401)
      const changed = { ...body, message: { ...body.message, text: 'Xin đăng ký khai sinh' } }
      const headers = { 'x-signature': signatureOf(body, SECRET) }
      expect((await at.ask('messages.webhook', { body: changed, headers })).status).toBe(401)
      expect((await at.census()).counts.received).toBe(0)
    })

    it('counts a delivery that is replayed, and does nothing else with it', async () => {
      const body = event()
      const one = (await deliver(body)).body
      expect(one.deliveries).toBe(1)
      expect((await deliver(body)).body).toEqual({ ...one, deliveries: 2 })
      expect((await answer(one.messageId, '2025-07-01T10:00')).status).toBe(200)
      expect((await deliver(body)).body.deliveries).toBe(3)
      expect(await read(one.messageId)).toMatchObject({ state: 'answered', deliveries: 3 })
      expect((await centre.census()).counts.received).toBe(1)
    })
  })

  it('takes in a message that is delivered twice once', async () => {
    await at.plant({ kind: 'transfer-duplicated', operations: ['delivery'], more: { as: 'another' } })
    const body = wish()
    expect((await write(body)).body).toMatchObject({ state: 'registered', deliveries: 2 })
    expect((await centre.census()).counts.received).toBe(1)
  })

  it('has no dossier of a message that is delayed, nor an answer, until it has come', async () => {
    await at.plant({ kind: 'transfer-delayed', operations: ['delivery'], more: { delayMin: 120 } })
    const body = wish()
    expect((await write(body)).body).toMatchObject({ state: 'written', deliveries: 0, deliveredAt: '' })
    expect(await answer(body.messageId, '2025-07-01T09:59')).toMatchObject({
      status: 409,
      body: { error: 'not-delivered' },
    })
    expect((await dossier(body.messageId)).status).toBe(404)
    expect(await read(body.messageId, '2025-07-01T10:00')).toMatchObject({
      deliveries: 1,
      deliveredAt: '2025-07-01T10:00:00.000+07:00',
    })
    await at.drain()
    expect((await read(body.messageId, '2025-07-01T10:00')).state).toBe('registered')
    expect((await dossier(body.messageId)).status).toBe(200)
  })
})

describe('the target file of the stand-ins', () => {
  it('has a message become a dossier that is taken in, and answered', async () => {
    const { at, centre } = await channel({ access: 'open' })
    const client = await openClient({ messages: at.url, 'one-stop': centre.url })
    const call = async (operation: string, time: string) =>
      (await client.call(operation, values('30742-000123', time, { channel: 'online' }))).answer
    expect(await call('messages.receive', '2025-07-01T08:00')).toMatchObject({
      ok: true,
      fields: { messageState: 'registered' },
    })
    expect(await call('one-stop.intake', '2025-07-01T08:20')).toMatchObject({ ok: true, state: 2 })
    expect(await call('messages.answer', '2025-07-01T15:00')).toMatchObject({ ok: true, fields: { sameDay: 'true' } })
    await client.close()
    await at.close()
    await centre.close()
  })
})
