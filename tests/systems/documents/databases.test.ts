import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DatabasePlace } from '../../../src/systems/index.ts'
import { meetings } from '../../../src/systems/meetings/index.ts'
import { messages } from '../../../src/systems/messages/index.ts'
import { freshDirectory, removeDirectories } from '../folders.ts'
import { type PostgresServer, startPostgres } from '../postgres.ts'
import { type Standing, standing } from '../standing.ts'
import { arrivals, envelope, inward, office, RACH_GIA, received, sent, through, VINH_THONG } from './office.ts'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(async () => {
  await server.stop()
  removeDirectories()
})

const databases: Record<string, () => DatabasePlace> = {
  SQLite: () => ({ kind: 'sqlite', folder: freshDirectory() }),
  PostgreSQL: () => ({ kind: 'postgres', url: server.url, prefix: 'desk' }),
}

describe.each(Object.entries(databases))('on %s', (_, database) => {
  let at: Standing
  beforeAll(async () => {
    at = await office({ database: database() })
  })
  afterAll(() => at.close())

  it('registrations at the same moment get numbers without gap and without repetition', async () => {
    const ids = await Promise.all(Array.from({ length: 30 }, () => received(at)))
    const answers = await Promise.all(
      ids.map((documentId) => at.ask('documents.register', { params: { documentId }, body: {} })),
    )
    const numbers = answers.map(({ body }) => body.registerNo).sort((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: 30 }, (__, index) => index + 1))
  })

  it('a document goes its way through two units, and its sender hears the end', async () => {
    const documentId = await sent(at)
    const arrival = (await arrivals(at)).find(({ exchangeId }) => exchangeId.endsWith(documentId))
    await through(at, arrival?.documentId ?? '', inward, 'close', '2025-07-02T08:00', '30760')
    const { body } = await at.ask('documents.read', { params: { documentId }, as: 'leader' })
    expect(body.deliveries).toMatchObject([{ organId: VINH_THONG, statusCode: '06' }])
    const asking = { query: { organId: RACH_GIA, words: 'SỐ HÓA' } }
    expect((await at.ask('documents.find', asking)).body.data).toMatchObject([{ documentId }])
  })

  it('the same envelope sent many times at once is one document, of which all copies are counted', async () => {
    const body = envelope([VINH_THONG], 'H48,many')
    const sendings = Array.from({ length: 20 }, () => at.ask('documents.send-edoc', { body, as: 'province' }))
    expect((await Promise.all(sendings)).map(({ status }) => status)).toEqual(Array(20).fill(200))
    await at.drain()
    expect((await arrivals(at)).filter(({ exchangeId }) => exchangeId === 'H48,many')).toMatchObject([{ copies: 20 }])
  })

  it('meetings and messages keep what they are told', async () => {
    const hall = await standing(meetings, { database: database() })
    const body = { meetingId: 'm', organId: RACH_GIA, subject: 'Giao ban', members: 9 }
    expect((await hall.ask('meetings.convene', { body })).status).toBe(201)
    const params = { meetingId: 'm' }
    for (const act of ['quorum', 'agenda']) await hall.ask(`meetings.${act}`, { params, body: {} })
    const votes = Array.from({ length: 10 }, (__, n) => ({ subject: `Việc ${n}` }))
    await Promise.all(votes.map((said) => hall.ask('meetings.decide', { params, body: said })))
    const { decisions } = (await hall.ask('meetings.read', { params })).body
    expect(decisions.map(({ number }: { number: number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    await hall.close()

    const groups = await standing(messages, { database: database() })
    const said = { messageId: 'one', text: 'Mấy giờ mở cửa?', sender: 'Lê Thị Hoa' }
    await groups.ask('messages.receive', { params: { groupId: '30742-1' }, body: said })
    expect((await groups.ask('messages.read', { params: { messageId: 'one' } })).body).toMatchObject({
      state: 'question',
    })
    await groups.close()
  })
})
