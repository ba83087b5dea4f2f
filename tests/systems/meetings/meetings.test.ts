import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { documents } from '../../../src/systems/documents/index.ts'
import { meetings } from '../../../src/systems/meetings/index.ts'
import { openClient, removeDirectories, values } from '../centre.ts'
import { describeContract } from '../contract.ts'
import { type Standing, standing } from '../standing.ts'

const RACH_GIA = '000.00.53.H48'
const agenda = ['Thông qua nghị quyết về nhân sự', 'Kế hoạch vận hành thử']
let made = 0
const meeting = (meetingId = `meeting-${++made}`) => ({
  meetingId,
  organId: RACH_GIA,
  subject: 'Kỳ họp thứ nhất Hội đồng nhân dân phường',
  members: 30,
  agenda,
  startsAt: '2025-07-01T08:00:00.000+07:00',
})

type Step = readonly [act: string, body: object]
const steps: readonly Step[] = [
  ['quorum', { present: 27 }],
  ['agenda', {}],
  ['decide', { subject: 'Nghị quyết về cơ cấu tổ chức', content: 'Điều 1. …', inFavour: 25, against: 2 }],
  ['minutes', { minutes: 'Biên bản kỳ họp thứ nhất' }],
  ['close', {}],
]

/** A meeting that has come as far as before an act. */
async function upTo(at: Standing, act: string): Promise<string> {
  const body = meeting()
  await at.ask('meetings.convene', { body })
  for (const [name, said] of steps.slice(
    0,
    steps.findIndex(([each]) => each === act),
  )) {
    await at.ask(`meetings.${name}`, { params: { meetingId: body.meetingId }, body: said })
  }
  return body.meetingId
}
const sample = (act: string) => async (at: Standing) => ({
  params: { meetingId: await upTo(at, act) },
  body: steps.find(([name]) => name === act)?.[1] ?? {},
})

afterAll(removeDirectories)

describeContract(meetings, {
  'meetings.convene': () => ({ body: meeting() }),
  'meetings.quorum': sample('quorum'),
  'meetings.agenda': sample('agenda'),
  'meetings.decide': sample('decide'),
  'meetings.minutes': sample('minutes'),
  'meetings.close': sample('close'),
  'meetings.cancel': async (at) => ({ params: { meetingId: await upTo(at, 'quorum') }, body: {} }),
  'meetings.read': async (at) => ({ params: { meetingId: await upTo(at, 'decide') } }),
})

describe('a meeting', () => {
  let at: Standing
  let office: Standing
  beforeEach(async () => {
    office = await standing(documents)
    at = await standing(meetings, { peers: { documents: office.url } })
  })
  afterEach(async () => {
    await at.close()
    await office.close()
  })
  const act = (meetingId: string, name: string, body: object = {}) =>
    at.ask(`meetings.${name}`, { params: { meetingId }, body, at: '2025-07-01T10:00' })
  const read = async (meetingId: string) => (await at.ask('meetings.read', { params: { meetingId } })).body

  it('is convened, quorate, in session and closed, with decisions and minutes', async () => {
    const meetingId = await upTo(at, 'close')
    expect((await act(meetingId, 'close')).body).toMatchObject({
      state: 'closed',
      members: 30,
      present: 27,
      agenda,
      decisions: [{ number: 1, inFavour: 25, against: 2, resolutionId: `${meetingId}:NQ1` }],
      minutes: 'Biên bản kỳ họp thứ nhất',
      closedAt: '2025-07-01T10:00:00.000+07:00',
    })
    expect(await at.census()).toMatchObject({ byState: { closed: 1 }, counts: { finished: 1, open: 0 } })
  })

  it('hands its resolutions over to document management, as drafts that can be issued', async () => {
    const meetingId = await upTo(at, 'decide')
    await act(meetingId, 'decide', { subject: 'Nghị quyết thứ nhất', content: 'Điều 1. …' })
    await act(meetingId, 'decide', { subject: 'Chương trình làm việc', resolution: false })
    await act(meetingId, 'decide', { subject: 'Nghị quyết thứ hai' })
    await act(meetingId, 'minutes', { minutes: 'Biên bản' })
    const { body } = await office.ask('documents.list', { query: { organId: RACH_GIA } })
    expect(body.data).toEqual([])
    await act(meetingId, 'close')
    expect((await office.ask('documents.list', { query: { organId: RACH_GIA } })).body.data).toMatchObject([
      { documentId: `${meetingId}:NQ1`, state: 'drafted', documentType: 'Nghị quyết', subject: 'Nghị quyết thứ nhất' },
      { documentId: `${meetingId}:NQ3`, state: 'drafted', subject: 'Nghị quyết thứ hai' },
    ])
    const params = { documentId: `${meetingId}:NQ1` }
    for (const step of ['review', 'sign', 'number']) await office.ask(`documents.${step}`, { params, body: {} })
    expect((await office.ask('documents.read', { params })).body.codeNotation).toBe('1/NQ-HĐND')
  })

  it('is refused a quorum below two thirds of its members', async () => {
    const meetingId = await upTo(at, 'quorum')
    expect(await act(meetingId, 'quorum', { present: 19 })).toMatchObject({
      status: 409,
      body: { error: 'no-quorum', members: 30, present: 19 },
    })
    expect((await act(meetingId, 'agenda')).body.error).toBe('action-not-allowed')
    expect((await act(meetingId, 'quorum', { present: 20 })).body.state).toBe('quorate')
  })

  it('counts those whom it names', async () => {
    const meetingId = await upTo(at, 'quorum')
    const attendance = Array.from({ length: 21 }, (_, n) => `Đại biểu ${n + 1}`)
    expect((await act(meetingId, 'quorum', { attendance })).body).toMatchObject({ present: 21, attendance })
  })

  it('adopts only what more than half of its members are for', async () => {
    const meetingId = await upTo(at, 'decide')
    const vote = async (inFavour: number, against = 0) =>
      (await act(meetingId, 'decide', { subject: 'Nghị quyết', inFavour, against })).body.error
    expect([await vote(15), await vote(16), await vote(20, 8)]).toEqual(['not-adopted', undefined, 'too-many-votes'])
  })

  it('can’t be closed without minutes, nor before it is in session', async () => {
    const meetingId = await upTo(at, 'minutes')
    expect(await act(meetingId, 'close')).toMatchObject({ status: 409, body: { error: 'no-minutes' } })
    expect((await act(await upTo(at, 'agenda'), 'close')).body.error).toBe('action-not-allowed')
    expect((await read(meetingId)).state).toBe('in-session')
  })

  it('has no minutes while that fault lasts, and closes after it', async () => {
    const meetingId = await upTo(at, 'minutes')
    await at.plant({ id: 'no-secretary', kind: 'no-minutes' })
    expect((await act(meetingId, 'minutes', { minutes: 'Biên bản' })).body.error).toBe('no-minutes')
    expect((await act(meetingId, 'close')).body.error).toBe('no-minutes')
    await at.plant({ id: 'no-secretary', kind: 'no-minutes', toMs: 1 })
    await act(meetingId, 'minutes', { minutes: 'Biên bản' })
    expect((await act(meetingId, 'close')).body.state).toBe('closed')
  })

  it('has no quorum while that fault lasts, whoever is said to be there', async () => {
    const meetingId = await upTo(at, 'quorum')
    await at.plant({ kind: 'no-quorum' })
    expect((await act(meetingId, 'quorum', { present: 30 })).body.error).toBe('no-quorum')
  })

  it('can be called off until it is in session', async () => {
    expect((await act(await upTo(at, 'agenda'), 'cancel')).body.state).toBe('cancelled')
    expect((await act(await upTo(at, 'decide'), 'cancel')).status).toBe(409)
    expect((await at.census()).counts).toMatchObject({ received: 2, withdrawn: 1, open: 1 })
  })

  it('is not there for another unit', async () => {
    const accounts = [{ user: 'other', secret: 'a-secret-for-tests', unit: '30760', roles: ['leader'] }]
    const alone = await standing(meetings, { accounts })
    const body = meeting()
    await alone.ask('meetings.convene', { body })
    const asking = { params: { meetingId: body.meetingId }, body: {}, as: 'other' }
    expect((await alone.ask('meetings.cancel', asking)).status).toBe(404)
    expect((await alone.ask('meetings.convene', { body: meeting(), as: 'other' })).status).toBe(422)
    await alone.close()
  })
})

describe('the target file of the stand-ins', () => {
  it('asks every act of a meeting', async () => {
    const at = await standing(meetings, { access: 'open' })
    const client = await openClient({ meetings: at.url })
    const call = async (act: string, said = {}, about = 'session') =>
      (await client.call(`meetings.${act}`, { ...values('', '2025-07-01T08:00'), about, values: said })).answer
    const heard: unknown[] = []
    await call('convene')
    for (const act of ['quorum', 'agenda', 'decide', 'minutes', 'close']) {
      const answer = await call(act, { members: 30, present: 25 })
      heard.push(answer.ok ? answer.fields.meetingState : answer)
    }
    expect(heard).toEqual(['quorate', 'in-session', 'in-session', 'in-session', 'closed'])
    await call('convene', {}, 'another')
    expect(await call('quorum', { members: 30, present: 5 }, 'another')).toMatchObject({
      ok: false,
      reason: 'no-quorum',
    })
    expect(await call('cancel', {}, 'another')).toMatchObject({ ok: true, fields: { meetingState: 'cancelled' } })
    await client.close()
    await at.close()
  })
})
