import { chmodSync, writeFileSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { doubtsOf, type Loaded, load } from '../../src/load/index.ts'
import { loadScenario } from '../../src/scenario/index.ts'
import { readTarget } from '../../src/target/index.ts'
import { Histogram } from '../../src/verdict/index.ts'
import { temporary } from '../cli/command.ts'
import { describeWithK6, surroundings } from './k6.ts'

/** How the door of tokens answers, by turns. */
const SLOW_MS = 700
const doors: readonly ((answer: ServerResponse) => void)[] = [
  (answer) => setTimeout(() => answer.end('{"access_token":"t","expires_in":3600}'), SLOW_MS),
  (answer) => answer.end('<html>nginx</html>'),
  (answer) => answer.writeHead(503).end(),
  // Hangs.
  () => {},
]

const LOGIN = `login: [{ kind: bearer, user: '{place.code}.{by}', secretFrom: DIENTAP_SECRET }]`
const AUTHORISATION = `
authorisation:
  { by: Sở, document: 'CV 1', contact: Tổ, until: 2030-01-01, ratePerSecond: 5, hosts: [{ host: x.test.invalid, private: true }] }`
const STEPS = ['receive', 'intake', 'ask-supplement', 'supply', 'refuse', 'hand-over', 'process', 'sign', 'return']

const target = (url: string, { login = '', authorisation = '' }) => `
version: 2
name: held-up${authorisation}
systems:
  portal: { url: '${url}', timeOuts: { answerMs: 1500 }, ${login} }
  one-stop: { url: '${url}', timeOuts: { answerMs: 1500 } }
  messages: { url: '${url}' }
operations:
${['portal.submit', 'portal.supply', 'portal.withdraw', 'one-stop.register', 'messages.receive', 'messages.answer']
  .concat([...STEPS, 'withdraw', 'stop'].map((step) => `one-stop.${step}`))
  .map((name) => `  ${name}: { method: POST, path: '/${name}', body: { json: { id: '{dossier.id}' } } }`)
  .join('\n')}
  one-stop.todo: { method: GET, path: '/todo', answer: &list { list: { at: data, about: id, changes: changes } } }
  one-stop.list: { method: GET, path: '/list', answer: *list }
`

describeWithK6('a load that is held up', (k6) => {
  let server: Server
  let url: string
  let asked = 0

  beforeAll(async () => {
    server = createServer((request, answer) => {
      request.resume()
      if (request.url?.startsWith('/oauth2/token')) doors[asked++ % doors.length]?.(answer)
      else answer.end('{"data":[]}')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })

  function loaded(given: { login?: string; authorisation?: string }, by = k6): Promise<Loaded> {
    return load(loadScenario('scenarios/rach-gia-2025-07.yaml'), {
      ...{ seed: 1, runId: 'held-up', k6: by, surroundings, systems: undefined, secrets: () => 'geheim' },
      outside: { nowMs: Date.now, resolve: async () => [] },
      target: { own: readTarget(target(url, given), 'held-up.yaml'), dialects: new Map() },
      ...{ folder: temporary(), signal: new AbortController().signal, calibrates: false },
      ...{ ratePerSecond: 4, peakFactor: 1, compression: 60, durationMs: 6000, noThink: true },
    })
  }
  const kindsOf = ({ work, result }: Loaded) => doubtsOf(work, result, null, []).map(({ kind }) => kind)

  it('by a login has it counted in what the call took, and as a login that failed where it did', async () => {
    const { result, work } = await loaded({ login: LOGIN })
    const submitted = result.operations.find(({ operation }) => operation === 'portal.submit')
    const took = new Histogram()
    if (submitted) took.add(submitted.tookUs)
    expect(result.begun).toBe(work.dossiers.length)
    expect(Object.keys(submitted?.outcomes ?? {}).sort()).toEqual(['login-failed', 'ok'])
    // The door that hangs costs its time-out.
    expect(took.quantile(1)).toBeGreaterThanOrEqual(1_500_000)
    expect(took.quantile(1)).toBeLessThan(4_000_000)
    const ok = result.happenings.filter(([, call, outcome]) => call === 0 && outcome === 0).map(([, , , us]) => us)
    expect(ok.filter((us) => us >= SLOW_MS * 1000).length).toBeGreaterThan(0)
  }, 60_000)

  it('by the limit of an authorisation is late, and nothing that it did not send is a failure of the systems', async () => {
    const held = await loaded({ authorisation: AUTHORISATION })
    expect(kindsOf(held)).toContain('late')
    expect(held.result.operations.flatMap(({ outcomes }) => Object.keys(outcomes))).not.toContain('script-error')
  }, 60_000)

  it('by a k6 that ended by itself says so', async () => {
    const path = join(temporary(), 'k6')
    writeFileSync(path, `#!/bin/sh\n'${k6.path}' "$@" &\nsleep 4\nkill -9 $!\nwait $!\n`)
    chmodSync(path, 0o755)
    const killed = await loaded({}, { ...k6, path })
    expect(killed.result.generators[0]?.died).toBe('137')
    expect(kindsOf(killed)).toContain('generator-died')
  }, 60_000)
})
