import { describe, expect, it } from 'vitest'
import { systemNames } from '../../src/schema/index.ts'
import { loadTarget, operationsFor, Targets } from '../../src/target/index.ts'
import { callOf, fileOf, targetOf } from './values.ts'

const call = callOf('a/b', {
  applicantName: 'Ngô "Đức"\n',
  documents: ['Đơn', 'Bản "sao" <1> & 2'],
  channel: 'post',
  values: { note: 'gấp', copies: 3, urgent: true },
})
const request = (operation: string, values = call) => targetOf(fileOf(operation)).request('one-stop.receive', values)

describe('a request', () => {
  it('has its placeholders filled in: typed when alone, text within text, URL-encoded in the path', () => {
    const made = request(`    method: POST
    path: /d/{dossier.id}?at={at}
    headers: { x-by: 'the {by}' }
    body:
      json: { whole: '{dossier.documents}', text: 'x "{dossier.applicantName}"', n: 1, channel: '{dossier.channelCode}', none: null, list: [true, '{by}'] }
`)
    expect(made).toMatchObject({
      system: 'one-stop',
      method: 'POST',
      path: '/d/a%2Fb?at=2025-07-01T08%3A00%3A00.000%2B07%3A00',
      headers: { 'content-type': 'application/json', 'x-by': 'the clerk-1' },
    })
    expect(JSON.parse(made.body ?? '')).toEqual({
      whole: ['Đơn', 'Bản "sao" <1> & 2'],
      text: 'x "Ngô "Đức"\n"',
      n: 1,
      channel: 3,
      none: null,
      list: [true, 'clerk-1'],
    })
  })

  it('may carry a made-up file of a stated size, alone or as a part of a form', () => {
    const alone = request(`    method: POST
    path: /
    body: { file: { name: '{value.note}', sizeBytes: 3000 } }
`)
    expect(alone.headers['content-type']).toBe('application/octet-stream')
    expect(Buffer.byteLength(alone.body ?? '')).toBe(3000)
    expect(alone.body).toContain('SYNTHETIC')
    const sized = request(`    method: POST
    path: /
    body: { file: { name: scan.pdf, sizeBytes: '{value.copies}' } }
`)
    expect(sized.body).toHaveLength(3)
    const form = request(`    method: POST
    path: /
    body: { file: { name: '{dossier.applicantName}.pdf', sizeBytes: 100, field: tepTin, fields: { maHoSo: '{dossier.id}' } } }
`)
    const [, boundary] = /^multipart\/form-data; boundary=(.*)$/.exec(form.headers['content-type'] ?? '') ?? []
    const parts = (form.body ?? '').split(`--${boundary}`)
    expect(parts).toHaveLength(4)
    expect(parts[1]).toBe('\r\ncontent-disposition: form-data; name="maHoSo"\r\n\r\na/b\r\n')
    expect(parts[2]).toContain('name="tepTin"; filename="Ngô _Đức__.pdf"\r\n')
  })

  it('may have a list with an object for each', () => {
    const made = request(`    method: POST
    path: /
    body: { json: { papers: { $each: '{dossier.documents}', $item: { name: '{item}', of: '{dossier.id}' } } } }
`)
    expect(JSON.parse(made.body ?? '')).toEqual({
      papers: [
        { name: 'Đơn', of: 'a/b' },
        { name: 'Bản "sao" <1> & 2', of: 'a/b' },
      ],
    })
  })

  it('may be a form', () => {
    const made = request(`    method: POST
    path: /
    body: { form: { 'họ tên': '{dossier.applicantName}', giấy: '{dossier.documents}', cố định: 'a&b={by}' } }
`)
    expect(made.headers['content-type']).toBe('application/x-www-form-urlencoded')
    expect(Object.fromEntries(new URLSearchParams(made.body))).toEqual({
      'họ tên': 'Ngô "Đức"\n',
      giấy: 'Đơn, Bản "sao" <1> & 2',
      'cố định': 'a&b=clerk-1',
    })
  })

  it('may be XML, in which a value can open no element', () => {
    const made = request(`    method: POST
    path: /
    body: { xml: '<m to="{by}">{dossier.documents}</m>', contentType: text/xml }
`)
    expect(made.headers['content-type']).toBe('text/xml')
    expect(made.body).toBe('<m to="clerk-1">Đơn, Bản &quot;sao&quot; &lt;1&gt; &amp; 2</m>')
  })

  it('writes a time in the form that is asked for', () => {
    const made = request(`    method: POST
    path: /
    body: { json: ['{at.iso}', '{at.compact}', '{at.spring}', '{at.vietnamese}', '{at.vietnamese-date}', '{at.date}', '{at.epoch-ms}', '{at.epoch-s}'] }
`)
    expect(JSON.parse(made.body ?? '')).toEqual([
      '2025-07-01T08:00:00.000+07:00',
      '20250701080000',
      '2025-07-01T01:00:00.000+0000',
      '01/07/2025 08:00:00',
      '01/07/2025',
      '2025-07-01',
      1_751_331_600_000,
      1_751_331_600,
    ])
  })

  it('takes further values from the call, and is not made without them', () => {
    const operation = `    method: POST
    path: /
    body: { json: { note: '{value.note}', copies: '{value.copies}', urgent: '{value.urgent}' } }
`
    expect(JSON.parse(request(operation).body ?? '')).toEqual({ note: 'gấp', copies: 3, urgent: true })
    expect(() => request(operation, callOf('a'))).toThrow('needs {value.note}, which nothing has told')
    expect(() => request(operation, callOf('a', { values: { constructor: 'x' } }))).toThrow('needs {value.note}')
  })

  it('takes a value from the file where the call gives none', () => {
    const operation = `    method: POST
    path: /
    values: { note: thường, copies: 1 }
    body: { json: { note: '{value.note}', copies: '{value.copies}', about: '{about}' } }
`
    expect(JSON.parse(request(operation, callOf('a', { values: { copies: 2 } })).body ?? '')).toEqual({
      note: 'thường',
      copies: 2,
      about: 'a',
    })
    const target = targetOf(fileOf(operation.replace('copies: 1', 'pages: 1')))
    expect(target.of('one-stop.receive').values).toEqual(['copies'])
  })

  it('about no dossier has what it is about, and nothing of a dossier', () => {
    const { dossier, ...noDossier } = callOf('a')
    const operation = (text: string) => `    method: GET\n    path: '/${text}'\n`
    expect(request(operation('{about}'), { ...noDossier, about: 'meeting-1' }).path).toBe('/meeting-1')
    expect(() => request(operation('{dossier.id}'), noDossier)).toThrow('needs {dossier.id}')
    expect(() => request(operation('{dossier.viaPostal}'), noDossier)).toThrow('needs {dossier.viaPostal}')
    expect(dossier).toBeDefined()
  })

  it('has headers that a header can hold, whoever acts', () => {
    const made = request(
      "    method: GET\n    path: /\n    headers: { x-by: '{by}' }\n",
      callOf('a', { by: 'Bưu điện\r\nx: 1' }),
    )
    expect(made.headers).toEqual({ 'x-by': 'B%C6%B0u %C4%91i%E1%BB%87n%0D%0Ax: 1' })
    expect(decodeURIComponent(made.headers['x-by'] ?? '')).toBe('Bưu điện\r\nx: 1')
  })

  it('for an operation that the target lacks is an error that lists those it has', () => {
    const target = targetOf(fileOf('    method: GET\n    path: /\n'))
    expect(() => target.request('one-stop.burn', call)).toThrow('has no operation one-stop.burn')
    expect(target.has('one-stop.burn')).toBe(false)
  })
})

describe('the shipped targets', () => {
  const files = loadTarget('stand-ins')
  const everywhere = Object.fromEntries(systemNames.map((name) => [name, 'http://127.0.0.1:1']))
  const targets = new Targets(files, everywhere)

  it.each(['opencps', 'igate', 'new-portal'] as const)(
    '%s: every request says run, call, scenario time and who',
    (dialect) => {
      const captured = new Map<string, string | number>([
        ['oneStopId', 7],
        ['receiptNo', 'A1'],
      ])
      for (const name of operationsFor(files, dialect)) {
        const values = Object.fromEntries(
          targets
            .of(dialect)
            .of(name)
            .values.map((value) => [value, '1']),
        )
        expect(targets.of(dialect).request(name, { ...call, captured, values }).headers).toMatchObject({
          'x-dientap-run': 'test',
          'x-dientap-call': call.callId,
          'x-dientap-at': '2025-07-01T08:00:00.000+07:00',
          'x-dientap-by': 'clerk-1',
        })
      }
    },
  )

  it('have the same operations of the one-stop centre, but for how an id is found', () => {
    const oneStop = [...operationsFor(files, 'opencps')].filter((name) => name.startsWith('one-stop.'))
    for (const [, file] of files.dialects) {
      expect(
        Object.keys(file.operations)
          .filter((name) => name !== 'one-stop.find')
          .sort(),
      ).toEqual(oneStop.sort())
    }
  })
})
