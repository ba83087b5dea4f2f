import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Loaded, load } from '../../src/load/index.ts'
import { loadScenario } from '../../src/scenario/index.ts'
import { loadOutcomes } from '../../src/schema/index.ts'
import { readTarget } from '../../src/target/index.ts'
import { temporary } from '../cli/command.ts'
import { describeWithK6, surroundings } from './k6.ts'

/** How a system can go wrong, by the order in which its calls come. */
const troubles: readonly ((answer: ServerResponse) => void)[] = [
  (answer) => answer.writeHead(201).end('{"MaHoSo":""}'),
  (answer) => answer.writeHead(201).end('<html>nginx</html>'),
  (answer) => answer.writeHead(200).end('{"error":"database-locked"}'),
  (answer) => answer.writeHead(201).end('{"error":"queue-full"}'),
  (answer) => answer.writeHead(503).end('{"error":"busy"}'),
  (answer) => answer.writeHead(422).end('{"error":"unknown-procedure"}'),
  (answer) => answer.writeHead(302, { location: '/login' }).end(),
  (answer) => answer.writeHead(409).end('{"error":"already-registered"}'),
  (answer) => answer.socket?.destroy(),
  (answer) => answer.socket?.end('what is this\r\n\r\n'),
  // Hangs.
  () => {},
]

const target = (url: string) => `
version: 2
name: troubled
speaks: opencps
systems:
  portal: { url: '${url}', timeOuts: { answerMs: 500 } }
  one-stop: { url: '${url}', timeOuts: { answerMs: 500 } }
  messages: { url: '${url}', timeOuts: { answerMs: 500 } }
operations:
${[
  'portal.submit',
  'portal.supply',
  'portal.withdraw',
  'one-stop.register',
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
  'messages.receive',
  'messages.answer',
]
  .map(
    (name) =>
      `  ${name}: { method: POST, path: '/${name}', body: { json: { id: '{dossier.id}', at: '{at}' } }, answer: { done: [201] } }`,
  )
  .join('\n')}
  one-stop.todo: { method: GET, path: '/todo', answer: &list { list: { at: data, about: id, changes: changes } } }
  one-stop.list: { method: GET, path: '/list', answer: *list }
`

describeWithK6('a system that', (k6) => {
  let server: Server
  let loaded: Loaded
  let submitted = 0
  const handedIn: string[] = []

  beforeAll(async () => {
    server = createServer((request, answer) => {
      let body = ''
      request.on('data', (chunk) => {
        body += chunk
      })
      request.on('end', () => {
        // An official finds the first dossier in the list, and that another has taken it on by then.
        if (request.method === 'GET') return answer.end(JSON.stringify({ data: [{ id: handedIn[0], changes: 1 }] }))
        if (!/submit|register/.test(request.url ?? '')) return answer.writeHead(409).end('{"error":"other-state"}')
        handedIn.push((JSON.parse(body) as { id: string }).id)
        const trouble = troubles[submitted++ % troubles.length]
        // Dead for the last part of the run.
        if (submitted > 4 * troubles.length) {
          server.closeAllConnections()
          server.close()
        } else trouble?.(answer)
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const plan = loadScenario('scenarios/rach-gia-2025-07.yaml')
    loaded = await load(plan, {
      ...{ seed: 1, runId: 'troubled', k6, surroundings, systems: undefined, secrets: () => undefined },
      target: { own: readTarget(target(`http://127.0.0.1:${port}`), 'troubled.yaml'), dialects: new Map() },
      ...{ folder: temporary(), signal: new AbortController().signal, calibrates: false },
      ...{ ratePerSecond: 10, peakFactor: 1, compression: 60, durationMs: 7000, noThink: true },
    })
  }, 60_000)
  afterAll(() => server.close())

  const times = (kind: string): number =>
    loaded.result.operations
      .flatMap(({ outcomes }) => Object.entries(outcomes))
      .filter(([name]) => name === kind)
      .reduce((sum, [, count]) => sum + count, 0)

  it.each([
    ['answers what is no JSON, or no HTTP', 'unreadable'],
    ['answers well and says in the body that it did not do it', 'error-body'],
    ['says that it is busy', 'http-5xx'],
    ['refuses, or has the dossier already', 'http-4xx'],
    ['sends elsewhere', 'http-3xx'],
    ['has it from another official already', 'taken-by-another'],
    ['closes the connection', 'connection-cut'],
    ['hangs', 'timed-out'],
    ['is dead', 'connection-refused'],
  ])('%s is counted as %s', (_, kind) => {
    expect(times(kind)).toBeGreaterThan(2)
  })

  it('is in trouble never makes a mistake of the script, and the run ends with every call counted', () => {
    expect(times('script-error')).toBe(0)
    expect(times('unreachable')).toBe(0)
    expect(loaded.stopped).toBeUndefined()
    expect(loaded.result.begun).toBe(loaded.work.dossiers.length)
    expect(loaded.result.happenings.filter(([, call]) => call === 0)).toHaveLength(loaded.work.dossiers.length)
  })

  it('answers 409 to who hands in has refused: it was taken by nobody else', () => {
    const first = loaded.result.happenings.filter(([, call]) => call === 0)
    expect(first.filter(([, , , , status]) => status === 409).length).toBeGreaterThan(2)
    expect(first.filter(([, , outcome]) => loadOutcomes[outcome] === 'taken-by-another')).toEqual([])
  })

  it('got every dossier at most once', () => {
    expect(new Set(handedIn).size).toBe(handedIn.length)
  })

  it('makes what hangs cost its time-out', () => {
    const hung = loaded.result.happenings.filter(([, , , , status, ,]) => status === 0).map(([, , , tookUs]) => tookUs)
    expect(Math.max(...hung)).toBeGreaterThanOrEqual(500_000)
  })
})
