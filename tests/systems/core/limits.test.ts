import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeDirectories } from '../folders.ts'
import { type Standing, standing } from '../standing.ts'
import { workshop } from './workshop.ts'

let at: Standing
beforeAll(async () => {
  at = await standing(workshop(), { access: 'open', requestTimeoutMs: 300 })
})
afterAll(async () => {
  await at.close()
  removeDirectories()
})

/** What comes back for raw bytes, until the server closes or the answer is whole. */
function said(parts: readonly string[], pauseMs = 0): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(at.url)
    const socket = connect(Number(port), hostname)
    let text = ''
    let timer: NodeJS.Timeout | undefined
    const send = (index: number): void => {
      const part = parts[index]
      if (part === undefined || socket.destroyed) return
      socket.write(part)
      timer = setTimeout(() => send(index + 1), pauseMs)
    }
    socket.on('connect', () => send(0))
    socket.setEncoding('utf8').on('data', (more: string) => {
      text += more
      if (/\r\n\r\n.*\}$/s.test(text)) socket.end()
    })
    socket.on('error', reject)
    socket.on('close', () => {
      clearTimeout(timer)
      resolve(text)
    })
  })
}

const head = (length: number, more = ''): string =>
  `POST /items HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n${more}\r\n`
const isStillUp = async (): Promise<boolean> => (await fetch(`${at.url}/items/x`)).status === 404

describe('a request that is no good is answered 4xx, and the server goes on', () => {
  it.each([
    ['no HTTP', ['hello\r\n\r\n'], 400],
    ['a header without end', [`GET / HTTP/1.1\r\nhost: x\r\nx-dientap-by: ${'a'.repeat(20_000)}\r\n\r\n`], 431],
    ['two lengths', [`${head(2, 'content-length: 5\r\n')}{}`], 400],
    ['a length and chunks', [`${head(2, 'transfer-encoding: chunked\r\n')}0\r\n\r\n`], 400],
    ['an unheard-of method', ['BREW /items HTTP/1.1\r\nhost: x\r\n\r\n'], 400],
    ['a method that the path has not', ['QUERY /items/x HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'], 405],
    ['a path that is no URL', ['GET /items/%zz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'], 400],
    ['a NUL in the path', ['GET /items/%00 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'], 400],
    ['an expectation that it can’t meet', [head(2, 'expect: 200-maybe\r\n')], 400],
    [
      'a part of the path that is longer than any id',
      [`GET /items/${'x'.repeat(1100)} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`],
      414,
    ],
    ['a compressed body', [`${head(2, 'content-encoding: gzip\r\n')}{}`], 415],
    ['more than it may hold', [`${head(300_000)}${'x'.repeat(1000)}`], 413],
  ])('%s', async (_, parts, status) => {
    const answer = await said(parts)
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toHaveProperty('error')
    expect(await isStillUp()).toBe(true)
  })

  it.each([
    ['bytes that are no UTF-8', Buffer.from('{"id":"a\xff\xfe"}', 'latin1')],
    ['an escaped half of a character', '{"id":"a\\ud800"}'],
    ['a NUL', '{"id":"a\\u0000"}'],
  ])('%s, which no database keeps as it came, is refused', async (_, body) => {
    const answer = await fetch(`${at.url}/items`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    expect(answer.status).toBe(400)
    expect((await at.census()).counts.received).toBe(0)
  })

  it('a body that comes drop by drop is cut off after the time limit', async () => {
    const fromMs = performance.now()
    const answer = await said([head(20), '{"id', '":', '"', 'a', 'b', 'c', 'd', 'e', 'f'], 150)
    expect(answer).toMatch(/^HTTP\/1.1 408 /)
    expect(performance.now() - fromMs).toBeLessThan(1800)
    expect((await at.census()).counts.received).toBe(0)
  })

  it('a caller who leaves in the middle of the body leaves nothing behind', async () => {
    const { hostname, port } = new URL(at.url)
    const socket = connect(Number(port), hostname)
    await new Promise<void>((resolve) => socket.once('connect', resolve))
    socket.write(`${head(30)}{"id":"half`)
    socket.destroy()
    expect(await isStillUp()).toBe(true)
    expect((await at.census()).counts.received).toBe(0)
  })
})

describe('the page on which the interface is read', () => {
  it('is served from here alone: nothing on it comes from elsewhere', async () => {
    const page = await fetch(`${at.url}/docs/`)
    const html = await page.text()
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(html).not.toMatch(/https?:/)
    for (const [, file] of html.matchAll(/(?:src|href)="([^"]+)"/g)) {
      const part = await fetch(new URL(file ?? '', page.url))
      expect(part.status, file).toBe(200)
      expect((await part.text()).length).toBeGreaterThan(20)
    }
  })

  it('reads the document of the stand-in', async () => {
    expect(await (await fetch(`${at.url}/docs/start.js`)).text()).toContain('../openapi.json')
    expect(at.document.text).toMatchObject({ openapi: '3.1.0', info: { title: 'Workshop' } })
  })
})
