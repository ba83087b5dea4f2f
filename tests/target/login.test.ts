import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { describe, expect, it } from 'vitest'
import { withServer } from './server.ts'
import { callOf, clientOf, fileOf, plainOperation } from './values.ts'

const secrets = (name: string, user: string): string => `secret-of-${user}-${name.slice('DIENTAP_'.length)}`
const withLogin = (login: string, operation = plainOperation) =>
  fileOf(operation, `systems: { one-stop: { login: [${login}] } }\n`)
const form = (body: unknown): Record<string, string> => Object.fromEntries(new URLSearchParams(String(body)))

/** A system with a token door, whose tokens it can declare void. */
function tokenSystem(app: FastifyInstance, lifetimeS?: number) {
  const said = { logins: [] as string[], calls: [] as string[], good: new Set<string>() }
  app.post('/oauth2/token', (request, reply) => {
    const { grant_type, client_id, client_secret } = form(request.body)
    said.logins.push(`${grant_type} ${client_id} ${client_secret}`)
    if (client_secret !== `secret-of-${client_id}-X`) return reply.code(401).send({ error: 'invalid_client' })
    const token = `token-${said.logins.length}`
    said.good.add(token)
    return { access_token: token, ...(lifetimeS === undefined ? {} : { expires_in: lifetimeS }) }
  })
  app.post('/d/:id', (request, reply) => {
    const token = request.headers.authorization?.replace('Bearer ', '') ?? ''
    said.calls.push(token)
    return said.good.has(token) ? {} : reply.code(401).send({ error: `${token} is not good` })
  })
  return said
}

describe('a bearer token', () => {
  const login = '{ kind: bearer, user: "{place.code}.{by}", secretFrom: DIENTAP_X }'

  const run = async (
    use: (client: Awaited<ReturnType<typeof clientOf>>, said: ReturnType<typeof tokenSystem>) => Promise<void>,
    file = withLogin(login),
    lifetimeS?: number,
  ) => {
    let said: ReturnType<typeof tokenSystem> | undefined
    await withServer(
      (app) => {
        said = tokenSystem(app, lifetimeS)
      },
      async (url) => {
        const client = await clientOf(file, { 'one-stop': url }, { secrets })
        await use(client, said as NonNullable<typeof said>)
        await client.close()
      },
    )
  }
  const call = (by = 'clerk-1') => callOf('d-1', { by })

  it('is got once for each account, however many call at once', async () => {
    await run(async (client, said) => {
      await Promise.all(Array.from({ length: 20 }, () => client.call('one-stop.receive', call())))
      await client.call('one-stop.receive', call('leader-1'))
      expect(said.logins).toEqual([
        'client_credentials 30742.clerk-1 secret-of-30742.clerk-1-X',
        'client_credentials 30742.leader-1 secret-of-30742.leader-1-X',
      ])
      expect(new Set(said.calls)).toEqual(new Set(['token-1', 'token-2']))
      expect(client.logins.count).toBe(2)
    })
  })

  it('is renewed once when it is refused, and the request goes again', async () => {
    await run(async (client, said) => {
      await client.call('one-stop.receive', call())
      said.good.clear()
      const answers = await Promise.all([1, 2, 3].map(() => client.call('one-stop.receive', call())))
      expect(answers.every(({ answer }) => answer.ok)).toBe(true)
      expect(said.logins).toHaveLength(2)
    })
  })

  it('that is refused again is not renewed for ever, and the answer does not tell it', async () => {
    await run(async (client, said) => {
      said.good.add = () => said.good
      const { answer } = await client.call('one-stop.receive', call())
      expect(answer).toEqual({ ok: false, reason: '••• is not good', status: 401 })
      expect(said.calls).toEqual(['token-1', 'token-2'])
    })
  })

  it('is got anew when it has come to its end', async () => {
    await run(
      async (client, said) => {
        await client.call('one-stop.receive', call())
        await client.call('one-stop.receive', call())
        expect(said.logins).toHaveLength(2)
      },
      withLogin(login),
      3,
    )
  })

  it('that is not given makes the call fail', async () => {
    await run(async (client, said) => {
      const { answer } = await client.call('one-stop.receive', call())
      expect(answer).toEqual({ ok: false, reason: 'login-failed', status: 401 })
      expect(said.calls).toEqual([])
    }, withLogin('{ kind: bearer, user: u, secretFrom: DIENTAP_Y }'))
  })

  it('comes from another door, in another form, where the file says so', async () => {
    await withServer(
      (app) => {
        app.post('/session/open', (request, reply) =>
          reply.code(201).send({ data: { jwt: `${JSON.stringify(request.body)}`.length > 10 ? 'jwt-1' : '' } }),
        )
        app.post('/d/:id', (request) => ({ no: request.headers.authorization }))
      },
      async (url) => {
        const door = `{ path: /session/open, body: { json: { u: '{login.user}', p: '{login.secret}' } }, token: data.jwt, expiresInS: 60 }`
        const file = withLogin(
          `{ kind: bearer, user: u, secretFrom: DIENTAP_X, door: ${door} }`,
          `${plainOperation}    answer: { fields: { seen: no } }\n`,
        )
        const client = await clientOf(file, { 'one-stop': url }, { secrets })
        // The system gave the token back, and still nobody learns it.
        expect((await client.call('one-stop.receive', call())).answer).toMatchObject({ fields: { seen: 'Bearer •••' } })
        await client.close()
      },
    )
  })
})

describe('accounts', () => {
  it('are those of the first login that fits the actor, and of single officials', async () => {
    const users: string[] = []
    await withServer(
      (app) =>
        app.post('/d/:id', (request) => {
          const basic = Buffer.from((request.headers.authorization ?? '').slice(6), 'base64').toString()
          users.push(basic.split(':')[0] ?? '')
          return {}
        }),
      async (url) => {
        const file = withLogin(
          `{ kind: none, for: [agency] },
           { kind: basic, for: [official], user: '{place.code}.{by}', secretFrom: DIENTAP_X, accounts: [{ by: leader-1, user: boss, secretFrom: DIENTAP_Y }, { unit: "30743", user: neighbour, secretFrom: DIENTAP_Y }] },
           { kind: basic, user: counter, secretFrom: DIENTAP_X }`,
        )
        const client = await clientOf(file, { 'one-stop': url }, { secrets })
        const elsewhere = { code: '30743', name: 'Vĩnh Thông', organisationId: '000.00.43.H48' }
        for (const more of [
          { by: 'clerk-1' },
          { by: 'leader-1' },
          { by: 'clerk-1', place: elsewhere },
          { by: 'citizen' },
          { by: 'Bưu điện', actor: 'agency' as const },
        ]) {
          await client.call('one-stop.receive', callOf('d-1', more))
        }
        await client.close()
      },
    )
    expect(users).toEqual(['30742.clerk-1', 'boss', 'neighbour', 'counter', ''])
  })

  it('without a secret in the environment stop the call, with the name to set', async () => {
    const file = withLogin('{ kind: basic, user: u, secretFrom: DIENTAP_X }')
    for (const secret of [undefined, '', 'two\nlines']) {
      const client = await clientOf(file, { 'one-stop': 'http://127.0.0.1:1' }, { secrets: () => secret })
      await expect(client.call('one-stop.receive', callOf('d-1'))).rejects.toMatchObject({
        code: 'secret-missing',
        message: expect.stringContaining('DIENTAP_X'),
      })
      await client.close()
    }
  })
})

describe('a session', () => {
  it('is opened, carried where the file says, and opened again when an answer says that it has ended', async () => {
    const said = { logins: 0, sessions: [] as string[] }
    await withServer(
      (app) => {
        app.post<{ Body: Record<string, string> }>('/login', ({ body, headers }) =>
          body.password === 'secret-of-u-X' && headers.dstcode === 'VN:GOV'
            ? { session: `s-${++said.logins}`, error_code: 0 }
            : { error_code: 5 },
        )
        app.post<{ Body: { session: string } }>('/api', ({ body }) => {
          said.sessions.push(body.session)
          return body.session === 's-1' && said.sessions.length > 1 ? { error_code: -1 } : { error_code: 0 }
        })
      },
      async (url) => {
        const session = (user: string) =>
          withLogin(
            `{ kind: session, user: ${user}, secretFrom: DIENTAP_X, door: { path: /login, headers: { dstcode: 'VN:GOV' }, body: { json: { username: '{login.user}', password: '{login.secret}' } }, session: session, answer: { doneWhen: { field: error_code, is: [0] } } }, expired: { field: error_code, is: [-1] } }`,
            `    method: POST\n    path: /api\n    body: { json: { session: '{login.session}', service: DongBoHoSoMC } }\n    answer: { doneWhen: { field: error_code, is: [0] }, error: [error_code] }\n`,
          )
        const client = await clientOf(session('u'), { 'one-stop': url }, { secrets })
        for (const _ of [1, 2, 3]) {
          expect((await client.call('one-stop.receive', callOf('d-1'))).answer).toMatchObject({ ok: true })
        }
        expect(said).toEqual({ logins: 2, sessions: ['s-1', 's-1', 's-2', 's-2'] })
        await client.close()
        const stranger = await clientOf(session('v'), { 'one-stop': url }, { secrets })
        expect((await stranger.call('one-stop.receive', callOf('d-1'))).answer).toMatchObject({
          reason: 'login-failed',
        })
        await stranger.close()
      },
    )
  })
})

describe('a citizen', () => {
  const oidc = `{ kind: oidc, for: [citizen], user: '{dossier.applicantIdNo}', secretFrom: DIENTAP_X, provider: identity, authorise: /authorize, token: /token, clientId: portal, redirectUri: 'https://portal.invalid/callback', acrValues: loa2, page: { fields: { soDinhDanh: '{login.user}', matKhau: '{login.secret}' } } }`
  const file = withLogin(oidc)

  /** A provider with a login page and a consent page; `bend` may lead the browser astray. */
  const provider = (bend: { afterLogin?: string; state?: string; nonce?: string } = {}) => {
    const codes = new Map<string, URLSearchParams>()
    const said = { pages: [] as string[], consents: [] as unknown[] }
    return {
      said,
      open: (app: FastifyInstance) => {
        app.addHook(
          'onRequest',
          async (request) => void said.pages.push(`${request.method} ${request.url.split('?')[0]}`),
        )
        app.get('/authorize', (request, reply) => {
          const query = new URLSearchParams(request.url.split('?')[1])
          codes.set('i-1', query)
          return reply.header('set-cookie', 'way=i-1; Path=/; HttpOnly').redirect('/interaction/i-1', 302)
        })
        app.get('/interaction/:id', (request, reply) =>
          request.headers.cookie === 'way=i-1'
            ? reply
                .type('text/html')
                .send(
                  '<form method="post" action="/interaction/i-1/login?a=1&amp;b=2"><input type="hidden" name="csrf" value="&quot;x&quot;"><input name=soDinhDanh><input name="matKhau" type="password"><input type="submit" name="go"></form>',
                )
            : reply.code(400).send('no cookie'),
        )
        app.post('/interaction/:id/login', (request, reply) => {
          const { soDinhDanh, matKhau, csrf } = form(request.body)
          if (csrf !== '"x"' || matKhau !== `secret-of-${soDinhDanh}-X`)
            return reply.code(401).type('text/html').send('<p>Sai mật khẩu</p>')
          return reply.redirect(bend.afterLogin ?? '/consent', 303)
        })
        app.get('/consent', (_, reply) =>
          reply
            .type('text/html')
            .send('<form method="post" action="/consent"><input type=hidden name=ok value=1></form>'),
        )
        app.post('/consent', (request, reply) => {
          said.consents.push(form(request.body))
          const query = codes.get('i-1') as URLSearchParams
          return reply.redirect(`${query.get('redirect_uri')}?code=c-1&state=${bend.state ?? query.get('state')}`, 303)
        })
        app.post('/token', (request, reply) => {
          const { code, code_verifier = '', client_id, redirect_uri, grant_type } = form(request.body)
          const query = codes.get('i-1') as URLSearchParams
          const challenge = createHash('sha256').update(code_verifier).digest('base64url')
          const isGood =
            code === 'c-1' &&
            grant_type === 'authorization_code' &&
            client_id === 'portal' &&
            redirect_uri === query.get('redirect_uri') &&
            challenge === query.get('code_challenge') &&
            query.get('acr_values') === 'loa2'
          if (!isGood) return reply.code(400).send({ error: 'invalid_grant' })
          const claims = Buffer.from(JSON.stringify({ nonce: bend.nonce ?? query.get('nonce') })).toString('base64url')
          return { access_token: 'citizen-token', id_token: `e30.${claims}.`, expires_in: 600 }
        })
      },
    }
  }

  const run = async (
    bend: Parameters<typeof provider>[0],
    use: (
      client: Awaited<ReturnType<typeof clientOf>>,
      said: ReturnType<typeof provider>['said'],
      calls: string[],
    ) => Promise<void>,
    text = file,
  ) => {
    const calls: string[] = []
    const { said, open } = provider(bend)
    await withServer(open, (identity) =>
      withServer(
        (app) => app.post('/d/:id', (request) => ({ calls: calls.push(request.headers.authorization ?? '') })),
        async (url) => {
          const client = await clientOf(text, { 'one-stop': url, identity }, { secrets })
          await use(client, said, calls)
          await client.close()
        },
      ),
    )
  }
  const call = () => callOf('d-1', { by: 'citizen' })

  it('logs in through the pages of the provider, once, and consents without giving the password again', async () => {
    await run({}, async (client, said, calls) => {
      for (const _ of [1, 2]) expect((await client.call('one-stop.receive', call())).answer).toMatchObject({ ok: true })
      expect(said.pages).toEqual([
        'GET /authorize',
        'GET /interaction/i-1',
        'POST /interaction/i-1/login',
        'GET /consent',
        'POST /consent',
        'POST /token',
      ])
      expect(said.consents).toEqual([{ ok: '1' }])
      expect(calls).toEqual(['Bearer citizen-token', 'Bearer citizen-token'])
    })
  })

  it.each([
    ['a redirect to a host that is not listed', { afterLogin: 'https://203.0.113.7/consent' }, 'redirect-refused'],
    ['one to another port of this machine', { afterLogin: 'http://127.0.0.1:9/consent' }, 'redirect-refused'],
    ['one in a circle', { afterLogin: '/authorize' }, 'login-failed'],
    ['another state than was sent', { state: 'forged' }, 'login-failed'],
    ['another nonce than was sent', { nonce: 'forged' }, 'login-failed'],
  ])('is not logged in by %s', async (_, bend, reason) => {
    await run(bend, async (client, _said, calls) => {
      expect((await client.call('one-stop.receive', call())).answer).toMatchObject({ ok: false, reason })
      expect(calls).toEqual([])
    })
  })

  it('with a wrong password is not logged in', async () => {
    await run(
      {},
      async (client) => {
        expect((await client.call('one-stop.receive', call())).answer).toEqual({
          ok: false,
          reason: 'login-failed',
          status: 401,
        })
      },
      file.replaceAll('DIENTAP_X', 'DIENTAP_Y'),
    )
  })
})
