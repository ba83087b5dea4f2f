import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Loaded, load } from '../../src/load/index.ts'
import { loadScenario } from '../../src/scenario/index.ts'
import { readTarget } from '../../src/target/index.ts'
import { temporary } from '../cli/command.ts'
import { describeWithK6, surroundings } from './k6.ts'

/** Ids as awkward as a system may make them. */
const idOf = (dossier: string): string => `Số "${dossier}" a/b?c=d&e\\100%`

const post = (name: string, rest = '') =>
  `  ${name}: { method: POST, path: '/${name}/{captured.id}', body: { json: { id: '{captured.id}', for: '{dossier.id}' } }${rest} }`

const target = (url: string) => `
version: 2
name: with-ids
speaks: opencps
systems:
  portal: { url: '${url}' }
  one-stop:
    url: '${url}'
    states: { moi: 1, nhan: 2, xu-ly: 4, xong: 9 }
    login: [{ kind: bearer, user: '{by}', secretFrom: DIENTAP_TEST_SECRET }]
  messages: { url: '${url}' }
found: { id: one-stop.find }
operations:
  portal.submit: { method: POST, path: /submit, body: { json: { for: '{dossier.id}' } } }
  messages.receive: { method: POST, path: /submit, body: { json: { for: '{dossier.id}' } } }
  one-stop.register: { method: POST, path: /submit, body: { json: { for: '{dossier.id}' } } }
  portal.supply: { method: POST, path: /supply, body: { json: { for: '{dossier.id}' } } }
  portal.withdraw: { method: POST, path: /withdraw, body: { json: { for: '{dossier.id}' } } }
  messages.answer: { method: POST, path: /answer, body: { json: { for: '{dossier.id}' } } }
  one-stop.find: { method: GET, path: '/find?for={dossier.id}', answer: { captures: { id: found.id } } }
${[
  'one-stop.receive',
  'one-stop.intake',
  'one-stop.ask-supplement',
  'one-stop.supply',
  'one-stop.refuse',
  'one-stop.hand-over',
  'one-stop.process',
  'one-stop.sign',
  'one-stop.return',
  'one-stop.withdraw',
  'one-stop.stop',
]
  .map((name) => post(name))
  .join('\n')}
  one-stop.todo:
    method: GET
    path: /todo?page={value.page}&size={value.size}
    values: { page: 1, size: 3 }
    answer: &list { list: { at: rows, about: for, state: state } }
  one-stop.list: { method: GET, path: '/list?state={value.state}', answer: *list }
`

/** State that each operation leads to. */
const leadsTo: Readonly<Record<string, string>> = {
  'one-stop.receive': 'nhan',
  'one-stop.intake': 'nhan',
  'one-stop.hand-over': 'xu-ly',
  'one-stop.process': 'xu-ly',
  'one-stop.sign': 'xong',
  'one-stop.return': 'tra',
}

/** Every third dossier is never found by its id. */
const isHidden = (dossier: string): boolean => Number(dossier.slice(-1)) % 3 === 0

/** So many calls a token is good for, whatever the door said. */
const CALLS_A_TOKEN = 5

describeWithK6('a virtual user who was not told the id of a dossier', (k6) => {
  let server: Server
  let loaded: Loaded
  const states = new Map<string, string>()
  /** Operations by dossier, in the order in which they came. */
  const came = new Map<string, string[]>()
  const wrong: string[] = []
  const pages = new Set<number>()
  let finds = 0
  let doors = 0
  const left = new Map<string, number>()

  beforeAll(async () => {
    server = createServer((request, answer) => {
      let text = ''
      request.on('data', (chunk) => {
        text += chunk
      })
      request.on('end', () => {
        const url = new URL(request.url ?? '', 'http://127.0.0.1')
        const say = (body: object) => answer.end(JSON.stringify(body))
        if (url.pathname === '/oauth2/token') {
          const token = `t${doors++}`
          left.set(token, CALLS_A_TOKEN)
          return say({ access_token: token, expires_in: 3600 })
        }
        if (/^\/(one-stop\.|todo|list|find)/.test(url.pathname)) {
          const token = (request.headers.authorization ?? '').replace('Bearer ', '')
          const calls = left.get(token) ?? 0
          left.set(token, calls - 1)
          if (calls <= 0) return answer.writeHead(401).end('{"error":"unauthorised"}')
        }
        const rows = [...states].map(([dossier, state]) => ({ for: dossier, state }))
        if (url.pathname === '/list') return say({ rows: [] })
        if (url.pathname === '/todo') {
          const page = Number(url.searchParams.get('page'))
          pages.add(page)
          return say({ rows: rows.filter(({ state }) => state !== 'tra').slice((page - 1) * 3, page * 3) })
        }
        if (url.pathname === '/find') {
          finds++
          const dossier = url.searchParams.get('for') ?? ''
          return say(isHidden(dossier) ? {} : { found: { id: idOf(dossier) } })
        }
        const body = JSON.parse(text) as { for: string; id?: string }
        if (url.pathname === '/submit') states.set(body.for, 'moi')
        else {
          const [, operation = '', id = ''] = url.pathname.split('/')
          if (decodeURIComponent(id) !== body.id || body.id !== idOf(body.for)) wrong.push(text)
          came.set(body.for, [...(came.get(body.for) ?? []), operation])
          states.set(body.for, leadsTo[operation] ?? 'tra')
        }
        return say({})
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    loaded = await load(loadScenario('scenarios/rach-gia-2025-07.yaml'), {
      ...{ seed: 1, runId: 'found', k6, surroundings, systems: undefined, secrets: () => 'kept' },
      target: { own: readTarget(target(`http://127.0.0.1:${port}`), 'found.yaml'), dialects: new Map() },
      ...{ folder: temporary(), signal: new AbortController().signal, calibrates: false },
      ...{ ratePerSecond: 6, peakFactor: 1, compression: 60, durationMs: 7000, noThink: true },
    })
  }, 60_000)
  afterAll(() => server.close())

  const outcomes = (name: string) => loaded.result.operations.find(({ operation }) => operation === name)?.outcomes

  it('asks for it, and names the dossier by it in addresses and bodies, however it is written', () => {
    expect(came.size).toBeGreaterThan(10)
    expect(wrong).toEqual([])
    expect([...came.values()]).toContainEqual([
      'one-stop.intake',
      'one-stop.hand-over',
      'one-stop.process',
      'one-stop.sign',
      'one-stop.return',
    ])
  })

  it('asks once each, as long as they have to do with the dossier', () => {
    const { happenings } = loaded.result
    const { dossiers } = loaded.work
    const pairs = happenings.flatMap(([place, call]) => {
      const each = dossiers[place]?.calls[call]
      return each && each.finders.length > 0 ? [`${place} ${each.who}`] : []
    })
    expect(outcomes('one-stop.find')?.ok).toBe(new Set(pairs).size)
  })

  it('makes no call about a dossier that is not found, which is a failure of the finder alone', () => {
    expect([...came.keys()].filter(isHidden)).toEqual([])
    expect(outcomes('one-stop.find')?.['error-body']).toBeGreaterThan(0)
    expect((outcomes('one-stop.find')?.ok ?? 0) + (outcomes('one-stop.find')?.['error-body'] ?? 0)).toBe(finds)
    expect(outcomes('one-stop.intake')).toEqual({ ok: expect.any(Number) })
    const { happenings, operations } = loaded.result
    expect(happenings.filter(([, call]) => call < 0)).toEqual([])
    expect(operations.flatMap((each) => Object.keys(each.outcomes))).not.toContain('script-error')
  })

  it('gets another token where one is refused before its time, and makes the call again', () => {
    expect(doors).toBeGreaterThan(2 * loaded.work.logins.length)
    expect(loaded.result.operations.flatMap((each) => Object.keys(each.outcomes))).not.toContain('http-4xx')
  })

  it('reads the list page by page, from the first that the target names, as far as there are dossiers', () => {
    expect([...pages].sort((a, b) => a - b).slice(0, 3)).toEqual([1, 2, 3])
  })

  it('makes the calls of the dossier’s way in their order, each once, although the list shows states alone', () => {
    for (const [place, { id }] of loaded.work.dossiers.entries()) {
      const made = came.get(id) ?? []
      const way = loaded.work.ways[place]?.way.calls.map(({ call }) => call.operation) ?? []
      expect(made).toEqual(
        way.filter((name) => name !== 'one-stop.register' && name.startsWith('one-stop.')).slice(0, made.length),
      )
    }
  })
})
