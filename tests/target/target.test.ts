import { readFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { parseLocal } from '../../src/calendar/index.ts'
import {
  compileTarget,
  formatCompact,
  loopbackOrigin,
  parseCompact,
  readTarget,
  SystemClient,
  type TargetRequest,
} from '../../src/target/index.ts'
import { standIns, standInsFile, values } from '../systems/centre.ts'

const urls = { portal: 'http://127.0.0.1:1', 'one-stop': 'http://localhost:2' }

const target = (lines: string) => `version: 1\nname: t\noperations:\n  one-stop.receive:\n${lines}`
const operation = `    system: one-stop
    method: POST
    path: /d/{dossier.id}?at={at}
    headers: { x-by: 'the {by}' }
    body: { whole: '{dossier.documents}', text: 'x "{dossier.applicantName}"', n: 1, channel: '{dossier.channelCode}', none: null, list: [true, '{by}'] }
    answer: { status: 200, dueDate: data.due, dossierNo: no }
`
const compiled = () => compileTarget(readTarget(target(operation), 't.yaml'), urls)
const call = values('a/b', '2025-07-01T08:00', {
  applicantName: 'Ngô "Đức"\n',
  documents: ['Đơn', 'Bản "sao"'],
  channel: 'post',
})

describe('a request', () => {
  it('has its placeholders filled in: typed when alone, text within text, URL-encoded in the path', () => {
    const request = compiled().request('one-stop.receive', call)
    expect(request).toMatchObject({
      system: 'one-stop',
      method: 'POST',
      path: '/d/a%2Fb?at=2025-07-01T08%3A00%3A00.000%2B07%3A00',
      headers: { 'x-by': 'the clerk-1' },
    })
    expect(JSON.parse(request.body ?? '')).toEqual({
      whole: ['Đơn', 'Bản "sao"'],
      text: 'x "Ngô "Đức"\n"',
      n: 1,
      channel: 3,
      none: null,
      list: [true, 'clerk-1'],
    })
  })

  it('carries the run, the call, the scenario time and who, for every operation of the shipped target', () => {
    const file = readTarget(readFileSync(standInsFile, 'utf8'), 'stand-ins.yaml')
    const shipped = standIns(urls)
    for (const name of Object.keys(file.operations)) {
      expect(shipped.request(name, call).headers).toEqual({
        'content-type': 'application/json',
        'x-dientap-run': 'test',
        'x-dientap-call': call.callId,
        'x-dientap-at': '2025-07-01T08:00:00.000+07:00',
        'x-dientap-by': 'clerk-1',
      })
    }
  })

  it('for an operation that the target lacks is an error that lists those it has', () => {
    expect(() => compiled().request('one-stop.burn', call)).toThrow('has no operation one-stop.burn')
    expect(compiled().has('one-stop.burn')).toBe(false)
  })
})

describe('an answer', () => {
  const answer = (status: number, body: unknown) =>
    compiled().answer('one-stop.receive', status, typeof body === 'string' ? body : JSON.stringify(body))

  it('gives the appointment date and the number where the target says they are', () => {
    expect(answer(200, { data: { due: '2025-07-03T10:15:00.000+07:00' }, no: 'H48-1' })).toEqual({
      ok: true,
      dueAtMs: parseLocal('2025-07-03T10:15'),
      dossierNo: 'H48-1',
    })
    expect(answer(200, { data: { due: '' }, no: null })).toEqual({ ok: true })
    expect(answer(200, { data: null })).toEqual({ ok: true })
  })

  it('that is not what the target expects says why', () => {
    expect(answer(409, { error: 'action-not-allowed' })).toEqual({
      ok: false,
      reason: 'action-not-allowed',
      status: 409,
    })
    expect(answer(500, '<html>')).toEqual({ ok: false, reason: 'http-500', status: 500 })
    expect(answer(200, '<html>')).toEqual({ ok: false, reason: 'unreadable-answer', status: 200 })
    expect(answer(200, { data: { due: 'soon' } })).toEqual({ ok: false, reason: 'unreadable-time', status: 200 })
  })
})

describe('a compact time', () => {
  it('is read back to the second, and nothing else is read', () => {
    const atMs = parseLocal('2025-07-01T23:59') + 58_000
    expect(formatCompact(atMs)).toBe('20250701235958')
    expect(parseCompact('20250701235958')).toBe(atMs)
    for (const text of ['', '2025070123595', '20250231000000', '20250701250000', '2025-07-01']) {
      expect(parseCompact(text)).toBeUndefined()
    }
  })
})

describe('a target file', () => {
  const messageOf = (text: string): string => {
    try {
      readTarget(text, 't.yaml')
    } catch (error) {
      return (error as Error).message
    }
    return ''
  }

  it('with mistakes is refused with every one of them at its place', () => {
    const wrong = target(
      operation.replace('POST', 'PST').replace('status: 200', 'status: 700').replace('path:', 'pth:'),
    )
    const lines = messageOf(wrong).split('\n')
    expect(lines.some((line) => line.startsWith('t.yaml:6:13: /operations/one-stop.receive/method'))).toBe(true)
    expect(lines.some((line) => line.includes('/answer/status must be <= 299'))).toBe(true)
    expect(lines.some((line) => line.includes('"pth"'))).toBe(true)
  })

  it('with an unknown placeholder, broken YAML or an alias bomb is refused', () => {
    expect(messageOf(target(operation.replace('{by}', '{bye}')))).toMatch(/^t\.yaml:8:\d+: \{bye\} is not known/)
    expect(messageOf('version: [1')).toMatch(/^t\.yaml:1:\d+: /)
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghi'].map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[i]}`)}]`).join('\n')}`
    expect(messageOf(bomb)).toContain('alias')
    expect(messageOf('x'.repeat(2_000_000))).toContain('more than')
  })

  it('needs a URL for every system it names', () => {
    expect(() => compileTarget(readTarget(target(operation), 't.yaml'), {})).toThrow('no URL for the one-stop')
  })
})

describe('the guard', () => {
  it.each([
    'http://127.0.0.1:80',
    'http://127.9.9.9',
    'http://localhost:8080',
    'http://[::1]:8080',
    'http://2130706433/',
  ])('lets %s through', (url) => {
    expect(loopbackOrigin(url, 'x')).toMatch(/^http:\/\/(127\.|localhost|\[::1\])/)
  })

  it.each([
    'http://203.0.113.7',
    'http://dichvucong.example',
    'http://127.0.0.1.example',
    'http://127.0.0.1@203.0.113.7',
    'http://localhost.example:80',
    'http://0.0.0.0:80',
    'http://[::ffff:203.0.113.7]',
    'http://128.0.0.1',
  ])('refuses %s before anything is sent', (url) => {
    const open = () => compileTarget(readTarget(target(operation), 't.yaml'), { 'one-stop': url })
    expect(open).toThrow(expect.objectContaining({ code: 'host-refused' }))
  })

  it.each(['https://127.0.0.1', 'file:///etc/passwd', 'nonsense', 'http://127.0.0.1/path', 'http://user:pw@127.0.0.1'])(
    'does not take %s for the address of a system',
    (url) => {
      expect(() => loopbackOrigin(url, 'x')).toThrow(expect.objectContaining({ code: 'target-invalid' }))
    },
  )
})

describe('the client', () => {
  const withServer = async (handler: RequestListener, test: (url: string) => Promise<void>): Promise<void> => {
    const server = createServer(handler)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    await test(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    server.closeAllConnections()
    server.close()
  }
  const clientOf = (url: string, options: ConstructorParameters<typeof SystemClient>[1] = {}) =>
    new SystemClient(compileTarget(readTarget(target(operation), 't.yaml'), { 'one-stop': url }), options)

  it('says unreachable of a port where nobody listens, and of a connection that is cut', async () => {
    const unreachable = { ok: false, reason: 'unreachable', status: 0 }
    let free = ''
    await withServer(
      (request) => request.socket.destroy(),
      async (url) => {
        free = url
        const client = clientOf(url)
        expect((await client.call('one-stop.receive', call)).answer).toEqual(unreachable)
        await client.close()
      },
    )
    const client = clientOf(free)
    expect((await client.call('one-stop.receive', call)).answer).toEqual(unreachable)
    await client.close()
  })

  it('says timed-out of a system that keeps silent', async () => {
    await withServer(
      () => {},
      async (url) => {
        const client = clientOf(url, { timeoutMs: 100 })
        const { answer, tookMs } = await client.call('one-stop.receive', call)
        expect(answer).toEqual({ ok: false, reason: 'timed-out', status: 0 })
        expect(tookMs).toBeGreaterThanOrEqual(95)
        await client.close()
      },
    )
  })

  it('records every request as it was sent, in order', async () => {
    const sent: TargetRequest[] = []
    const got: string[] = []
    await withServer(
      (request, response) => {
        got.push(request.url ?? '')
        response.end('{}')
      },
      async (url) => {
        const client = clientOf(url, { onCall: (request) => sent.push(request) })
        for (const id of ['d-1', 'd-2']) await client.call('one-stop.receive', values(id, '2025-07-01T08:00'))
        await client.close()
      },
    )
    expect(sent.map(({ path }) => path)).toEqual(got)
    expect(JSON.parse(sent[1]?.body ?? '')).toMatchObject({ channel: 1 })
  })
})
