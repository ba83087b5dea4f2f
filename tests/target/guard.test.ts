import { describe, expect, it } from 'vitest'
import { parseLocal } from '../../src/calendar/index.ts'
import { Guard, loopbackOrigin, readTarget, type Surroundings, Targets, TokenBucket } from '../../src/target/index.ts'
import { withServer } from './server.ts'
import { callOf, clientOf, fileOf, plainOperation, urls } from './values.ts'

// Names under .invalid resolve nowhere; the addresses are for documentation (RFC 5737, 3849). Nothing is ever sent to
// any of them: names are resolved by the table below, and only 127.0.0.1 has a server.
const table: Record<string, string[]> = {
  'test.invalid': ['203.0.113.7', '2001:db8::7'],
  'moved.invalid': ['203.0.113.99'],
  'home.invalid': ['127.0.0.1'],
  'inside.invalid': ['10.0.0.5'],
  'metadata.invalid': ['169.254.169.254'],
  'mixed.invalid': ['203.0.113.7', '127.0.0.1'],
  'mapped.invalid': ['::ffff:203.0.113.7'],
  'nat64.invalid': ['64:ff9b::7f00:1'],
  'v6home.invalid': ['::1'],
  'ula.invalid': ['fd00::5'],
  'nowhere.invalid': [],
}

interface World extends Surroundings {
  readonly asked: string[]
}

function world(day = '2025-06-20'): World {
  const asked: string[] = []
  return {
    asked,
    nowMs: () => parseLocal(`${day}T12:00`),
    resolve: (host) => {
      asked.push(host)
      return Promise.resolve(table[host] ?? [])
    },
  }
}

const authorisation = (hosts: string, more = '') => `authorisation:
  by: Giám đốc Sở Khoa học và Công nghệ tỉnh
  document: Công văn 123/SKHCN-CĐS ngày 10/6/2025
  contact: tổ công tác, số 04 0000 0000
  until: 2025-06-30
  ratePerSecond: 20
  hosts: [${hosts}]
${more}`

const guardOf = (block: string, surroundings: Surroundings = world()) =>
  new Guard(readTarget(fileOf(plainOperation, block), 't.yaml'), surroundings)

const refused = (message: string | RegExp) =>
  expect.objectContaining({
    code: 'host-refused',
    message: typeof message === 'string' ? expect.stringContaining(message) : expect.stringMatching(message),
  })

describe('this machine', () => {
  it.each([
    'http://127.0.0.1:80',
    'http://127.9.9.9',
    'http://localhost:8080',
    'http://[::1]:8080',
    'https://127.0.0.1:8443',
  ])('may be asked without anybody’s leave: %s', (url) => {
    expect(guardOf('').admit(url, 'x').listed).toBeUndefined()
    expect(loopbackOrigin(url, 'x')).toMatch(/^https?:\/\/(127\.|localhost|\[::1\])/)
  })

  it('is pinned to its own addresses, and no name server is asked for localhost', async () => {
    const surroundings = world()
    const guard = guardOf('', surroundings)
    expect(await guard.pin(guard.admit('http://localhost', 'x'))).toEqual(['127.0.0.1', '::1'])
    expect(surroundings.asked).toEqual([])
  })
})

describe('any other host', () => {
  const others = [
    'http://203.0.113.7',
    'https://test.invalid',
    'http://127.0.0.1.test.invalid',
    'http://localhost.invalid:80',
    'http://0.0.0.0:80',
    'http://[::]:80',
    'http://128.0.0.1',
    'http://10.0.0.1',
    'http://169.254.169.254',
    'http://[fe80::1]',
    'http://[::ffff:cb00:7107]',
    'http://[::ffff:7f00:1]',
    'http://[64:ff9b::7f00:1]',
  ]

  it.each(others)('is refused without an authorisation: %s', (url) => {
    expect(() => guardOf('').admit(url, 'one-stop')).toThrow(refused('the file has no authorisation; nothing was sent'))
    expect(() => loopbackOrigin(url, 'x')).toThrow(refused('is not an address of this machine'))
  })

  it.each(others.filter((url) => url !== 'https://test.invalid'))('is refused when it is not listed: %s', (url) => {
    expect(() => guardOf(authorisation('{ host: test.invalid }')).admit(url, 'x')).toThrow(
      refused('is not among the hosts of the authorisation'),
    )
  })

  it('is refused before its name is resolved', () => {
    const surroundings = world()
    expect(() => guardOf('', surroundings).admit('https://test.invalid', 'x')).toThrow()
    expect(() =>
      guardOf(authorisation('{ host: other.invalid }'), surroundings).admit('https://test.invalid', 'x'),
    ).toThrow()
    expect(surroundings.asked).toEqual([])
  })

  it('is let through when it is listed, until the last day is over, in Vietnam', () => {
    const at = (nowMs: number) => guardOf(authorisation('{ host: test.invalid }'), { ...world(), nowMs: () => nowMs })
    const midnight = parseLocal('2025-07-01')
    expect(at(midnight - 1).admit('https://test.invalid:8443', 'x').listed?.host).toBe('test.invalid')
    expect(() => at(midnight).admit('https://test.invalid', 'x')).toThrow(refused('held until 2025-06-30'))
    const guard = guardOf(authorisation('{ host: test.invalid }'), { ...world(), nowMs: () => midnight })
    expect(() => guard.stillHolds()).toThrow(refused('nothing more is sent'))
  })

  it('is asked in the clear only where that is stated', () => {
    expect(() => guardOf(authorisation('{ host: test.invalid }')).admit('http://test.invalid', 'x')).toThrow(
      refused('without encryption'),
    )
    const guard = guardOf(authorisation('{ host: test.invalid, plainHttp: true }'))
    expect(guard.admit('http://test.invalid', 'x').origin.text).toBe('http://test.invalid')
  })

  it('may be an address, but none that hides another or is no server’s', () => {
    const guard = guardOf(
      authorisation(
        '{ host: 203.0.113.7 }, { host: "[2001:db8::7]" }, { host: 169.254.169.254 }, { host: "[::ffff:7f00:1]" }',
      ),
    )
    expect(guard.admit('https://203.0.113.7', 'x').origin.host).toBe('203.0.113.7')
    expect(guard.admit('https://[2001:db8::7]', 'x').origin.host).toBe('2001:db8::7')
    for (const url of ['https://169.254.169.254', 'https://[::ffff:7f00:1]']) {
      expect(() => guard.admit(url, 'x')).toThrow(refused('not an address that a system can have'))
    }
  })
})

describe('what is no plain URL of a system', () => {
  it.each([
    ['a decimal address', 'http://2130706433/'],
    ['a hexadecimal one', 'http://0x7f.1/'],
    ['an octal one', 'http://0177.0.0.1/'],
    ['a short one', 'http://127.1/'],
    ['a long IPv6 address', 'http://[0:0:0:0:0:0:0:1]/'],
    ['a point at the end', 'https://test.invalid./'],
    ['localhost with a point', 'http://localhost./'],
    ['letters that look alike', 'https://tеst.invalid/'],
    ['letters of full width', 'http://１２７.0.0.1/'],
    ['a soft hyphen', 'https://te\u00adst.invalid/'],
    ['percent signs', 'http://%6c%6fcalhost/'],
    ['a user', 'http://127.0.0.1@203.0.113.7/'],
    ['a user and password', 'http://user:word@127.0.0.1/'],
    ['a user without name', 'http://@127.0.0.1/'],
    ['a backslash', 'http://203.0.113.7\\@127.0.0.1/'],
    ['a line break', 'http://127.0.0.1\n.test.invalid/'],
    ['a path', 'http://127.0.0.1/path'],
    ['a query', 'http://127.0.0.1/?a=b'],
    ['a fragment', 'http://127.0.0.1/#a'],
    ['another scheme', 'file:///etc/passwd'],
    ['a scheme in scheme', 'http:http://127.0.0.1'],
    ['no host', 'http:///'],
    ['a port that is none', 'http://127.0.0.1:99999'],
    ['nonsense', 'nonsense'],
  ])('is not taken for one: %s', (_, url) => {
    const guard = guardOf(authorisation('{ host: test.invalid }, { host: 203.0.113.7 }'))
    expect(() => guard.admit(url, 'x')).toThrow(expect.objectContaining({ code: 'target-invalid' }))
    expect(() => loopbackOrigin(url, 'x')).toThrow(expect.objectContaining({ code: 'target-invalid' }))
  })

  it('is told without the password that it holds', () => {
    expect(() => loopbackOrigin('http://me:hunter2x@127.0.0.1/', 'x')).toThrow(/^(?!.*hunter2x)/)
  })

  it('may be an internationalised name, written as it is sent and listed so', () => {
    const guard = guardOf(authorisation('{ host: xn--tst-qdd.invalid }'))
    expect(guard.admit('https://xn--tst-qdd.invalid', 'x').listed).toBeDefined()
  })
})

describe('a listed name', () => {
  const pinned = (host: string, more = '') => {
    const guard = guardOf(authorisation(`{ host: ${host}${more} }`))
    return guard.pin(guard.admit(`https://${host}`, 'x'))
  }

  it('leads to the public addresses that it has now', async () => {
    expect(await pinned('test.invalid')).toEqual(['203.0.113.7', '2001:db8::7'])
  })

  it.each([
    ['home.invalid', 'loopback'],
    ['v6home.invalid', 'loopback'],
    ['metadata.invalid', 'link-local'],
    ['inside.invalid', 'private'],
    ['ula.invalid', 'private'],
    ['mixed.invalid', 'loopback'],
    ['mapped.invalid', 'special'],
    ['nat64.invalid', 'special'],
  ])('is refused when it resolves to an address inside: %s (%s)', async (host, space) => {
    await expect(pinned(host)).rejects.toEqual(refused(`an address of the ${space} kind; nothing was sent`))
  })

  it('may resolve to a private address where that is stated, and still to nothing else inside', async () => {
    expect(await pinned('inside.invalid', ', private: true')).toEqual(['10.0.0.5'])
    await expect(pinned('metadata.invalid', ', private: true')).rejects.toEqual(refused('link-local'))
    await expect(pinned('home.invalid', ', private: true')).rejects.toEqual(refused('loopback'))
  })

  it('is refused when it resolves to another address than those listed with it', async () => {
    expect(await pinned('test.invalid', ', addresses: [203.0.113.7, "2001:0db8::0007"]')).toHaveLength(2)
    await expect(pinned('moved.invalid', ', addresses: [203.0.113.7]')).rejects.toEqual(
      refused('resolves to 203.0.113.99, which is not among its listed addresses'),
    )
    await expect(pinned('test.invalid', ', addresses: [203.0.113.7]')).rejects.toEqual(refused('2001:db8::7'))
    await expect(pinned('nowhere.invalid')).rejects.toEqual(refused('has no address'))
  })

  it('is resolved once: what it points to later is not followed', async () => {
    await withServer(
      (app) => app.post('/d/:id', () => ({})),
      async (url) => {
        const { port } = new URL(url)
        let resolved = 0
        const surroundings = {
          ...world(),
          resolve: () => Promise.resolve(resolved++ === 0 ? ['127.0.0.1'] : ['203.0.113.99']),
        }
        const block = authorisation('{ host: home.invalid, addresses: [127.0.0.1], plainHttp: true }')
        const client = await clientOf(
          fileOf(plainOperation, block),
          { 'one-stop': `http://home.invalid:${port}` },
          { surroundings },
        )
        for (const id of ['d-1', 'd-2']) {
          expect((await client.call('one-stop.receive', callOf(id))).answer).toMatchObject({ ok: true })
        }
        expect(resolved).toBe(1)
        await client.close()
      },
    )
  })

  it('that resolves inside opens no client, and nothing arrives there', async () => {
    let arrived = 0
    await withServer(
      (app) => app.addHook('onRequest', async () => void arrived++),
      async (url) => {
        const block = authorisation('{ host: home.invalid, plainHttp: true }')
        const system = { 'one-stop': `http://home.invalid:${new URL(url).port}` }
        await expect(clientOf(fileOf(plainOperation, block), system, { surroundings: world() })).rejects.toEqual(
          refused('loopback'),
        )
      },
    )
    expect(arrived).toBe(0)
  })
})

describe('the agreed rate', () => {
  it('bounds what a system’s limits, or anybody, may ask for', () => {
    const block = (rate: number) =>
      authorisation(
        '{ host: test.invalid }',
        `systems: { one-stop: { url: "https://test.invalid", limits: { requestsPerSecond: ${rate} } } }\n`,
      )
    const open = (rate: number) => clientOf(fileOf(plainOperation, block(rate)), {}, { surroundings: world() })
    expect(() => open(21)).toThrow(
      expect.objectContaining({
        code: 'rate-refused',
        message: expect.stringContaining('more than the 20 that were agreed'),
      }),
    )
    expect(() => guardOf(block(20)).admitRate(20, 'load')).not.toThrow()
    expect(() => guardOf(block(20)).admitRate(20.5, 'load')).toThrow(expect.objectContaining({ code: 'rate-refused' }))
    expect(() => guardOf('').admitRate(1e9, 'load')).not.toThrow()
  })

  it('is kept while running: no second has more requests, whoever asks', async () => {
    let nowMs = 0
    const waiting: { dueMs: number; go: () => void }[] = []
    const bucket = new TokenBucket(4, {
      nowMs: () => nowMs,
      wait: (ms) => new Promise((resolve) => waiting.push({ dueMs: nowMs + ms, go: resolve })),
    })
    const sentMs: number[] = []
    const all = Array.from({ length: 10 }, () => bucket.take().then(() => sentMs.push(nowMs)))
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve))
      const next = waiting.sort((a, b) => a.dueMs - b.dueMs).shift()
      if (!next) break
      nowMs = next.dueMs
      next.go()
    }
    await Promise.all(all)
    expect(sentMs).toEqual([0, 250, 500, 750, 1000, 1250, 1500, 1750, 2000, 2250])
  })

  it('holds for logins and operations at all listed hosts together', async () => {
    const arrivedMs: number[] = []
    await withServer(
      (app) => {
        app.addHook('onRequest', async () => void arrivedMs.push(performance.now()))
        app.post('/oauth2/token', () => ({ access_token: 'a-token', expires_in: 600 }))
        app.post('/d/:id', () => ({}))
      },
      async (url) => {
        const at = `http://home.invalid:${new URL(url).port}`
        const block = authorisation(
          '{ host: home.invalid, addresses: [127.0.0.1], plainHttp: true }',
          'systems: { one-stop: { login: [{ kind: bearer, user: u, secretFrom: DIENTAP_X }] } }\n',
        ).replace('ratePerSecond: 20', 'ratePerSecond: 50')
        const client = await clientOf(
          fileOf(plainOperation, block),
          { 'one-stop': at },
          { surroundings: world(), secrets: () => 'a-secret' },
        )
        const tooks = await Promise.all(
          Array.from({ length: 10 }, (_, n) => client.call('one-stop.receive', callOf(`d-${n}`))),
        )
        // Eleven requests at 50 a second; waiting for leave is no time that the system took.
        expect((arrivedMs.at(-1) ?? 0) - (arrivedMs[0] ?? 0)).toBeGreaterThan(190)
        expect(Math.min(...tooks.map(({ tookMs }) => tookMs))).toBeLessThan(100)
        expect(arrivedMs).toHaveLength(11)
        await client.close()
      },
    )
  })

  it('and the hosts hold for a dialect’s file that states no authorisation itself', async () => {
    const own = readTarget(fileOf(plainOperation, authorisation('{ host: test.invalid }')), 'own.yaml')
    const at = (host: string) => {
      const igate = readTarget(
        fileOf(plainOperation, `systems: { one-stop: { url: "https://${host}" } }\n`),
        'igate.yaml',
      )
      return new Targets({ own, dialects: new Map([['igate', igate]]) }, urls, world())
        .of('igate')
        .of('one-stop.receive')
    }
    expect(at('test.invalid').system.guard.authorisation?.ratePerSecond).toBe(20)
    expect(() => at('other.invalid')).toThrow(refused('is not among the hosts'))
  })

  it('and the last day are looked at before every request', async () => {
    let arrived = 0
    await withServer(
      (app) => {
        app.addHook('onRequest', async () => void arrived++)
        app.post('/d/:id', () => ({}))
      },
      async (url) => {
        let day = '2025-06-30'
        const surroundings = { ...world(), nowMs: () => parseLocal(day) }
        const block = authorisation('{ host: home.invalid, addresses: [127.0.0.1], plainHttp: true }')
        const client = await clientOf(
          fileOf(plainOperation, block),
          { 'one-stop': `http://home.invalid:${new URL(url).port}` },
          { surroundings },
        )
        expect((await client.call('one-stop.receive', callOf('d-1'))).answer.ok).toBe(true)
        day = '2025-07-01'
        await expect(client.call('one-stop.receive', callOf('d-2'))).rejects.toEqual(refused('held until'))
        expect(arrived).toBe(1)
        await client.close()
      },
    )
  })
})

describe('a redirect', () => {
  it.each([
    ['to a host that is not listed', 'http://203.0.113.7/d', 'redirect-refused'],
    ['to another port of this machine', 'http://127.0.0.1:9/d', 'redirect-refused'],
    ['to no URL', 'http://[', 'redirect-refused'],
    ['within the system itself', '/elsewhere', 'redirected'],
  ])('of an operation is not followed: %s', async (_, location, reason) => {
    let arrived = 0
    await withServer(
      (app) => {
        app.addHook('onRequest', async () => void arrived++)
        app.post('/d/:id', (_request, reply) => reply.redirect(location, 307))
      },
      async (url) => {
        const client = await clientOf(fileOf(plainOperation), { ...urls, 'one-stop': url })
        expect((await client.call('one-stop.receive', callOf('d-1'))).answer).toEqual({
          ok: false,
          reason,
          status: 307,
        })
        await client.close()
      },
    )
    expect(arrived).toBe(1)
  })
})
