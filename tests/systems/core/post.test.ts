import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { parseLocal } from '../../../src/calendar/index.ts'
import { freshDirectory, removeDirectories } from '../folders.ts'
import { type PostgresServer, startPostgres } from '../postgres.ts'
import { type Planted, type Standing, type StandingOptions, standing } from '../standing.ts'
import { workshop } from './workshop.ts'

// The province's workshop tells, the land's hears.
const teller = workshop('province', 'land')
const hearer = workshop('land', 'payment')
const running = ['province', 'land'] as const

const open: Standing[] = []
let server: PostgresServer | undefined
afterEach(async () => {
  await Promise.all(open.splice(0).map((at) => at.close()))
})
afterAll(async () => {
  await server?.stop()
  removeDirectories()
})

async function start(which: typeof teller, options: StandingOptions = {}): Promise<Standing> {
  const at = await standing(which, { running, ...options })
  open.push(at)
  return at
}

async function pair(
  faults: Planted[] = [],
  options: StandingOptions = {},
): Promise<{ tells: Standing; hears: Standing }> {
  const hears = await start(hearer, options)
  const tells = await start(teller, { ...options, faults, peers: { land: hears.url } })
  return { tells, hears }
}

/** Tells a word about an item, and waits for the reply if told to. @returns whether it is told for sure */
async function tell(
  at: Standing,
  item: string,
  word: string,
  more: { wait?: boolean; at?: string; call?: string } = {},
) {
  const { body } = await at.ask('province.tell', {
    params: { id: item },
    body: { word },
    at: more.at ?? '2025-07-01T08:00',
    ...(more.wait ? { query: { wait: 'yes' } } : {}),
    ...(more.call ? { call: more.call } : {}),
  })
  return body.isTold as boolean
}

async function heard(at: Standing, item: string, time = '2025-07-01T08:00'): Promise<string[]> {
  const answer = await at.ask('land.read', { params: { id: item }, at: time })
  return answer.status === 404 ? [] : answer.body.heard
}

const replies = async (at: Standing, item: string): Promise<number[]> =>
  (await at.ask('province.replies', { params: { id: item }, as: 'maker' })).body

const words = Array.from({ length: 40 }, (_, n) => `word-${n}`)

async function until(holds: () => Promise<boolean>, limitMs = 5000): Promise<void> {
  const endMs = performance.now() + limitMs
  while (!(await holds())) if (performance.now() > endMs) throw new Error('it never came to that')
}

describe.each(['SQLite', 'PostgreSQL'])('the post between stand-ins on %s', (kind) => {
  let schemas = 0
  const database = async (): Promise<StandingOptions> => {
    if (kind === 'SQLite') return {}
    server ??= await startPostgres()
    return { database: { kind: 'postgres', url: server.url, prefix: `post_${++schemas}` } }
  }

  it('brings every message once, those about one thing in order, and the replies back', async () => {
    const { tells, hears } = await pair([], await database())
    for (const word of words) {
      await tell(tells, 'one', word)
      await tell(tells, 'two', word)
    }
    expect((await tells.drain()).outboxPending).toBe(0)
    expect(await heard(hears, 'one')).toEqual(words)
    expect(await heard(hears, 'two')).toEqual(words)
    expect(await replies(tells, 'one')).toEqual(words.map(() => 200))
  })

  it('can be waited for: then the reply is there before the answer', async () => {
    const { tells, hears } = await pair([], await database())
    const told = await Promise.all(words.map((word, n) => tell(tells, `item-${n}`, word, { wait: true })))
    expect(told).toEqual(words.map(() => true))
    for (const [n, word] of words.entries()) {
      expect(await heard(hears, `item-${n}`)).toEqual([word])
      expect(await replies(tells, `item-${n}`)).toEqual([200])
    }
  })

  it('keeps messages while the receiver is away, and brings them when it is back, in order', async () => {
    const options = await database()
    const tells = await start(teller, { ...options, peers: { land: 'http://127.0.0.1:9' } })
    for (const word of words.slice(0, 5)) expect(await tell(tells, 'one', word, { wait: true })).toBe(false)
    expect((await tells.census()).outboxPending).toBe(5)
    const hears = await start(hearer, options)
    await tells.ask('control.peers', { body: { land: hears.url } })
    await until(async () => (await tells.census()).outboxPending === 0)
    expect(await heard(hears, 'one')).toEqual(words.slice(0, 5))
  })

  it('goes on where a former process stopped', async () => {
    const options = { ...(await database()) }
    options.database ??= { kind: 'sqlite', folder: freshDirectory() }
    const before = await standing(teller, { ...options, running, peers: { land: 'http://127.0.0.1:9' } })
    await tell(before, 'one', 'kept')
    await before.close()
    const hears = await start(hearer, kind === 'SQLite' ? {} : options)
    const after = await start(teller, { ...options, peers: { land: hears.url } })
    await until(async () => (await heard(hears, 'one')).length > 0)
    await until(async () => (await after.census()).outboxPending === 0)
    expect(await heard(hears, 'one')).toEqual(['kept'])
    expect(await replies(after, 'one')).toEqual([200])
  })

  it('brings what is refused back as a reply, and goes on with what is behind it', async () => {
    const { tells, hears } = await pair([], await database())
    for (const word of ['yes', 'no', 'well']) await tell(tells, 'one', word)
    await tells.drain()
    expect(await heard(hears, 'one')).toEqual(['yes', 'no', 'well'])
    expect(await replies(tells, 'one')).toEqual([200, 409, 200])
  })

  it('is not held up by a message that can’t be taken in, but for those behind it about the same thing', async () => {
    const { tells, hears } = await pair([], await database())
    for (const word of ['first', 'crash', 'last']) await tell(tells, 'stuck', word)
    await tell(tells, 'free', 'through')
    await until(async () => (await heard(hears, 'free')).length === 1)
    await until(async () => (await heard(hears, 'stuck')).length === 1)
    expect(await heard(hears, 'stuck')).toEqual(['first'])
    expect(await tell(tells, 'free', 'again', { wait: true })).toBe(true)
    expect((await tells.census()).outboxPending).toBe(2)
  })

  it('held by a delay, a message counts at its scenario time, and those behind it wait for it', async () => {
    const { tells, hears } = await pair(
      [{ kind: 'transfer-delayed', toMs: parseLocal('2025-07-01T09:00'), more: { delayMin: 120 } }],
      await database(),
    )
    expect(await tell(tells, 'one', 'late', { wait: true })).toBe(true)
    await tell(tells, 'one', 'behind', { at: '2025-07-01T09:30' })
    await tell(tells, 'two', 'punctual', { at: '2025-07-01T09:30' })
    expect(await tells.drain()).toMatchObject({ outboxPending: 0 })
    expect(await hears.census()).toMatchObject({ inboxHeld: 2 })
    expect(await heard(hears, 'two', '2025-07-01T09:31')).toEqual(['punctual'])
    expect(await heard(hears, 'one', '2025-07-01T09:59')).toEqual([])
    expect(await heard(hears, 'one', '2025-07-01T10:00')).toEqual(['late', 'behind'])
    expect(await hears.census()).toMatchObject({ inboxHeld: 0 })
    // The receiver's word never came.
    expect(await replies(tells, 'one')).toEqual([202, 202])
  })
})

describe('a planted fault of the post', () => {
  it('loses messages of which the sender believes that they were taken', async () => {
    const { tells, hears } = await pair([{ kind: 'transfer-lost', toMs: parseLocal('2025-07-01T09:00') }])
    expect(await tell(tells, 'one', 'lost', { wait: true })).toBe(true)
    await tell(tells, 'one', 'brought', { at: '2025-07-01T09:00' })
    expect((await tells.drain()).outboxPending).toBe(0)
    expect(await heard(hears, 'one')).toEqual(['brought'])
    expect(await replies(tells, 'one')).toEqual([200])
  })

  it('sends messages twice, which the receiver notices', async () => {
    const { tells, hears } = await pair([{ kind: 'transfer-duplicated' }])
    await tell(tells, 'one', 'once', { wait: true })
    expect(await heard(hears, 'one')).toEqual(['once'])
    expect(await replies(tells, 'one')).toEqual([200])
  })

  it('sends messages twice as others, which the receiver can’t notice', async () => {
    const { tells, hears } = await pair([{ kind: 'transfer-duplicated', more: { as: 'another' } }])
    await tell(tells, 'one', 'twice', { wait: true })
    expect(await heard(hears, 'one')).toEqual(['twice', 'twice'])
    expect(await replies(tells, 'one')).toEqual([200])
  })

  it('lets messages overtake each other', async () => {
    const { tells, hears } = await pair([
      { kind: 'transfer-out-of-order', toMs: parseLocal('2025-07-01T08:01'), more: { delayMin: 30 } },
    ])
    await tell(tells, 'one', 'first', { at: '2025-07-01T08:00' })
    await tell(tells, 'one', 'second', { at: '2025-07-01T08:10' })
    await tells.drain()
    expect(await heard(hears, 'one', '2025-07-01T08:20')).toEqual(['second'])
    expect(await heard(hears, 'one', '2025-07-01T08:30')).toEqual(['second', 'first'])
  })

  it('may hit only messages of a kind, or for a system', async () => {
    const { tells, hears } = await pair([
      { kind: 'transfer-lost', operations: ['another-kind'] },
      { kind: 'transfer-lost', operations: ['to:payment'] },
    ])
    await tell(tells, 'one', 'brought', { wait: true })
    expect(await heard(hears, 'one')).toEqual(['brought'])
    await tells.plant({ kind: 'transfer-lost', operations: ['to:land'] })
    await tell(tells, 'one', 'lost', { wait: true })
    expect(await heard(hears, 'one')).toEqual(['brought'])
  })

  it('holds messages until the end is drained, over a restart too', async () => {
    const database = { kind: 'sqlite' as const, folder: freshDirectory() }
    const first = await standing(hearer, { running, database })
    const tells = await start(teller, {
      faults: [{ kind: 'transfer-delayed', more: { delayMin: 60 } }],
      peers: { land: first.url },
    })
    await tell(tells, 'one', 'late', { wait: true })
    await first.close()
    const second = await start(hearer, { database })
    expect(await second.census()).toMatchObject({ inboxHeld: 1 })
    expect(await heard(second, 'one', '2025-07-01T08:59')).toEqual([])
    expect(await second.drain()).toMatchObject({ inboxHeld: 0 })
    expect(await heard(second, 'one', '2025-07-01T08:59')).toEqual(['late'])
  })
})

describe('the inner door', () => {
  const message = {
    id: 'm-1',
    from: 'province',
    kind: 'word',
    subject: 'one',
    atMs: parseLocal('2025-07-01T08:00'),
    dueMs: parseLocal('2025-07-01T08:00'),
    ordered: true,
    call: '',
    body: { word: 'hello' },
  }

  it('gives a message that comes again the same reply, and it has no second effect', async () => {
    const hears = await start(hearer)
    const send = () => hears.ask('inner.messages', { body: { messages: [message, message] } })
    const [one, two] = [await send(), await send()]
    expect(one.body.replies).toEqual([
      { status: 200, body: { heard: 'hello' } },
      { status: 200, body: { heard: 'hello' } },
    ])
    expect(two.body).toEqual(one.body)
    expect(await heard(hears, 'one')).toEqual(['hello'])
  })

  it('refuses what it does not know, and takes what is beside it', async () => {
    const hears = await start(hearer)
    const messages = [
      { ...message, id: 'm-2', kind: 'song' },
      { ...message, id: 'm-3', body: { tune: 'hello' } },
      { ...message, id: 'm-4' },
    ]
    const { body } = await hears.ask('inner.messages', { body: { messages } })
    expect(body.replies.map(({ status }: { status: number }) => status)).toEqual([422, 422, 200])
  })

  it('is open to the other stand-ins alone', async () => {
    const hears = await start(hearer)
    expect((await hears.ask('inner.messages', { body: { messages: [message] }, as: null })).status).toBe(401)
    expect((await hears.ask('inner.messages', { body: { messages: [message] }, as: 'maker' })).status).toBe(403)
    expect((await hears.ask('inner.messages', { body: { messages: [{ ...message, from: 'nobody' }] } })).status).toBe(
      400,
    )
  })

  it('writes nothing for a system that does not run', async () => {
    const tells = await start(teller, { running: ['province'] })
    expect(await tell(tells, 'one', 'nobody hears', { wait: true })).toBe(true)
    expect((await tells.census()).outboxPending).toBe(0)
  })
})
