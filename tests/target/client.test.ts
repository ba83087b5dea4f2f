import type { FastifyReply, FastifyRequest } from 'fastify'
import { describe, expect, it } from 'vitest'
import type { TargetRequest } from '../../src/target/index.ts'
import { withServer } from './server.ts'
import { callOf, clientOf, fileOf, plainOperation } from './values.ts'

type Handler = (request: FastifyRequest<{ Params: { id: string } }>, reply: FastifyReply) => unknown

/** Calls a server that answers /d/:id, and gives it a client of a file. */
const against = (handler: Handler, use: (url: string) => Promise<void>) =>
  withServer((app) => app.all('/d/:id', handler as never), use)

describe('the client', () => {
  it('says unreachable of a port where nobody listens, and that a connection was cut', async () => {
    let free = ''
    await against(
      (request) => void request.raw.socket.destroy(),
      async (url) => {
        free = url
        const client = await clientOf(fileOf(plainOperation), { 'one-stop': url })
        const { answer } = await client.call('one-stop.receive', callOf('d-1'))
        expect(answer).toEqual({ ok: false, reason: 'connection-cut', status: 0 })
        await client.close()
      },
    )
    const client = await clientOf(fileOf(plainOperation), { 'one-stop': free })
    const { answer } = await client.call('one-stop.receive', callOf('d-1'))
    expect(answer).toEqual({ ok: false, reason: 'unreachable', status: 0 })
    await client.close()
  })

  it('says connection-cut of an answer that breaks off, or is no HTTP', async () => {
    const ways: Handler[] = [
      (request, reply) => {
        reply.hijack()
        request.raw.socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"a":')
      },
      (request, reply) => {
        reply.hijack()
        request.raw.socket.end('220 mail.invalid ESMTP\r\n')
      },
    ]
    for (const way of ways) {
      await against(way, async (url) => {
        const client = await clientOf(fileOf(plainOperation), { 'one-stop': url })
        expect((await client.call('one-stop.receive', callOf('d-1'))).answer).toMatchObject({
          reason: 'connection-cut',
        })
        await client.close()
      })
    }
  })

  it('says timed-out of a system that keeps silent, after the time that the file gives it', async () => {
    await against(
      (_, reply) => void reply.hijack(),
      async (url) => {
        const patient = 'systems: { one-stop: { timeOuts: { answerMs: 100 } } }\n'
        const client = await clientOf(fileOf(plainOperation, patient), { 'one-stop': url })
        const { answer, tookMs } = await client.call('one-stop.receive', callOf('d-1'))
        expect(answer).toEqual({ ok: false, reason: 'timed-out', status: 0 })
        expect(tookMs).toBeGreaterThanOrEqual(95)
        await client.close()
      },
    )
  })

  it('reads no endless answer', async () => {
    await against(
      (_, reply) => reply.send('x'.repeat(33 * 1024 * 1024)),
      async (url) => {
        const client = await clientOf(fileOf(plainOperation), { 'one-stop': url })
        expect((await client.call('one-stop.receive', callOf('d-1'))).answer).toMatchObject({
          reason: 'answer-too-large',
        })
        await client.close()
      },
    )
  })

  it('has no more requests under way than the file allows', async () => {
    let now = 0
    let most = 0
    let release: () => void = () => {}
    let full = new Promise<void>((resolve) => {
      release = resolve
    })
    await against(
      async () => {
        most = Math.max(most, ++now)
        if (now === 3) release()
        await full
        // Long enough for a fourth to come in, if one were sent.
        for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
        if (--now === 0) {
          full = new Promise((resolve) => {
            release = resolve
          })
        }
        return {}
      },
      async (url) => {
        const limited = 'systems: { one-stop: { limits: { concurrent: 3 } } }\n'
        const client = await clientOf(fileOf(plainOperation, limited), { 'one-stop': url })
        await Promise.all(Array.from({ length: 30 }, (_, n) => client.call('one-stop.receive', callOf(`d-${n}`))))
        expect(most).toBe(3)
        await client.close()
      },
    )
  })

  it('tells of every request as it was sent, in order, without what proves who sent it', async () => {
    const sent: TargetRequest[] = []
    const got: string[] = []
    await against(
      (request) => {
        got.push(`${request.url} ${request.headers.authorization}`)
        return {}
      },
      async (url) => {
        const login =
          'systems: { one-stop: { login: [{ kind: basic, user: "{place.code}.{by}", secretFrom: DIENTAP_X }] } }\n'
        const client = await clientOf(
          fileOf(plainOperation, login),
          { 'one-stop': url },
          { onCall: (request) => sent.push(request), secrets: (name, user) => `${name}-of-${user}` },
        )
        for (const id of ['d-1', 'd-2']) await client.call('one-stop.receive', callOf(id))
        await client.close()
      },
    )
    const basic = Buffer.from('30742.clerk-1:DIENTAP_X-of-30742.clerk-1').toString('base64')
    expect(got).toEqual([`/d/d-1 Basic ${basic}`, `/d/d-2 Basic ${basic}`])
    expect(sent.map(({ path, headers }) => [path, headers])).toEqual([
      ['/d/d-1', { 'content-type': 'application/json' }],
      ['/d/d-2', { 'content-type': 'application/json' }],
    ])
  })
})

describe('an id that the system made up', () => {
  const file = `version: 2
name: t
found: { id: one-stop.find }
operations:
  one-stop.register: { method: POST, path: '/new/{dossier.id}', answer: { captures: { id: data.id } } }
  one-stop.sign: { method: PUT, path: '/own/{captured.id}', body: { json: { id: '{captured.id}' } }, answer: { fields: { state: state } } }
  one-stop.find: { method: GET, path: '/find?uid={dossier.id}', answer: { captures: { id: content.0.id } } }
`
  const ids: Record<string, number> = { a: 11, b: 12 }

  const run = (use: (client: Awaited<ReturnType<typeof clientOf>>, asked: string[]) => Promise<void>) => {
    const asked: string[] = []
    return withServer(
      (app) => {
        app.addHook('onRequest', async (request) => void asked.push(`${request.method} ${request.url}`))
        app.post<{ Params: { uid: string } }>('/new/:uid', ({ params }) => ({ data: { id: ids[params.uid] } }))
        app.get<{ Querystring: { uid: string } }>('/find', ({ query }) => ({
          content: query.uid in ids ? [{ id: ids[query.uid] }] : [],
        }))
        app.put<{ Params: { id: string }; Body: { id: unknown } }>('/own/:id', ({ params, body }, reply) =>
          body.id === Number(params.id)
            ? { state: params.id === '12' ? 10 : 4 }
            : reply.code(400).send({ error: 'types' }),
        )
      },
      async (url) => {
        const client = await clientOf(file, { 'one-stop': url })
        await use(client, asked)
        await client.close()
      },
    )
  }

  it('is remembered for the dossier from the answer that told it, with its type', async () => {
    await run(async (client, asked) => {
      for (const id of ['a', 'b']) await client.call('one-stop.register', callOf(id))
      for (const id of ['a', 'b', 'a']) expect((await client.call('one-stop.sign', callOf(id))).answer.ok).toBe(true)
      expect(asked).toEqual(['POST /new/a', 'POST /new/b', 'PUT /own/11', 'PUT /own/12', 'PUT /own/11'])
    })
  })

  it('is asked for where no answer has told it, once, and the time counts with the call', async () => {
    await run(async (client, asked) => {
      const { answer, tookMs } = await client.call('one-stop.sign', callOf('a'))
      expect(answer).toMatchObject({ ok: true, state: 4 })
      expect(tookMs).toBeGreaterThan(0)
      await client.call('one-stop.sign', callOf('a'))
      expect(asked).toEqual(['GET /find?uid=a', 'PUT /own/11', 'PUT /own/11'])
    })
  })

  it('is forgotten once the dossier has ended', async () => {
    await run(async (client, asked) => {
      await client.call('one-stop.register', callOf('b'))
      await client.call('one-stop.sign', callOf('b'))
      await client.call('one-stop.sign', callOf('b'))
      expect(asked.slice(1)).toEqual(['PUT /own/12', 'GET /find?uid=b', 'PUT /own/12'])
    })
  })

  it('that nobody knows makes the call fail, and nothing is sent in its place', async () => {
    await run(async (client, asked) => {
      expect((await client.call('one-stop.sign', callOf('c'))).answer).toEqual({
        ok: false,
        reason: 'unknown-dossier',
        status: 200,
      })
      expect(asked).toEqual(['GET /find?uid=c'])
    })
  })
})
