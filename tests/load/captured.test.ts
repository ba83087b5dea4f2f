import { describe, expect, it } from 'vitest'
import { Captured, withCaptured } from '../../src/load/scripts/captured.ts'
import { capturedMarks, markedAddress, markedBody, markedHeader } from '../../src/load/work/marks.ts'
import { compileTarget, readTarget } from '../../src/target/index.ts'

const target = compileTarget(
  readTarget(
    `
version: 2
name: captured
speaks: opencps
systems: { one-stop: { url: 'http://127.0.0.1:1' } }
operations:
  one-stop.tell: { method: GET, path: /, answer: { captures: { id: id, other-1: other } } }
  one-stop.address:
    method: GET
    path: /dossier/{captured.id}/of/{captured.other-1}?id={captured.id}
    headers: { x-id: 'id {captured.id}' }
  one-stop.json:
    method: POST
    path: /
    body: { json: { whole: '{captured.id}', within: 'số "{captured.id}" và {captured.other-1}', list: ['{captured.id}'] } }
  one-stop.form: { method: POST, path: /, body: { form: { id: '{captured.id}', text: 'a&{captured.other-1}' } } }
  one-stop.xml: { method: POST, path: /, body: { xml: '<a id="{captured.id}">{captured.other-1}</a>' } }
  one-stop.file: { method: POST, path: '/{captured.id}', body: { file: { name: a, sizeBytes: 10, field: f } } }
  one-stop.named: { method: POST, path: /, body: { file: { name: '{captured.id}', sizeBytes: 100, field: f } } }
`,
    'captured.yaml',
  ),
  {},
)
const unit = { code: '1', name: 'Xã', organisationId: '1' }
const values = { runId: 'r', callId: 'c', atMs: 0, by: 'clerk-1', actor: 'official', unit, place: unit } as const

describe('what an answer has told', () => {
  const ids: readonly (string | number)[] = [
    12,
    'a1',
    'a/b?c=d&e#f 100%',
    'Hồ sơ "số" 1\\2',
    '<a>&\'"',
    '@@captured.id.json@@',
    '12',
  ]
  const operations = ['address', 'json', 'form', 'xml', 'file'].map((name) => target.of(`one-stop.${name}`))

  it.each(ids)('stands in every part of a request as in a rehearsal: %s', (id) => {
    const told = new Map<string, string | number>([
      ['id', id],
      ['other-1', `${id}!`],
    ])
    for (const operation of operations) {
      const { needs, given } = operation
      const { path, headers, body } = operation.request({ ...values, captured: capturedMarks(needs) })
      const filled = {
        path: withCaptured(markedAddress(path, needs), told),
        headers: Object.fromEntries(
          Object.entries(headers).map(([name, text]) => [name, withCaptured(markedHeader(text, needs), told)]),
        ),
        body: body === undefined ? undefined : withCaptured(markedBody(body, needs, given.body), told),
      }
      expect(filled).toEqual(
        (({ path, headers, body }) => ({ path, headers, body }))(operation.request({ ...values, captured: told })),
      )
    }
  })
})

it('does not name made-up files: load says so', () => {
  const { needs, given, request } = target.of('one-stop.named')
  const { body } = request({ ...values, captured: capturedMarks(needs) })
  expect(() => markedBody(body ?? '', needs, given.body)).toThrow(/made-up file/)
})

describe('the memory of a virtual user', () => {
  const captures = [
    { name: 'id', path: ['data', 'id'] },
    { name: 'no', path: ['data', 'no'] },
  ]

  it('keeps what stands in an answer, whichever answer told it', () => {
    const captured = new Captured()
    captured.take(3, captures, { data: { id: 7, no: null } })
    captured.take(3, captures, { data: { no: 'A-1' } })
    captured.take(4, captures, { data: { id: '' } })
    expect([...(captured.of(3) ?? [])]).toEqual([
      ['id', 7],
      ['no', 'A-1'],
    ])
    expect(captured.of(4)).toBeUndefined()
    captured.forget(3)
    expect(captured.of(3)).toBeUndefined()
  })

  it('does not grow with the dossiers that it has seen: the oldest goes first', () => {
    const captured = new Captured()
    const count = 10_000
    for (let place = 0; place < count; place++) captured.take(place, captures, { data: { id: place } })
    const kept = Array.from({ length: count }, (_, place) => place).filter((place) => captured.of(place))
    expect(kept.length).toBeLessThan(5000)
    expect(kept.at(-1)).toBe(count - 1)
    expect(kept[0]).toBe(count - kept.length)
  })
})
