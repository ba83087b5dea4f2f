import { describe, expect, it } from 'vitest'
import { parseLocal } from '../../src/calendar/index.ts'
import { timeFormNames } from '../../src/schema/index.ts'
import { parseCompact, timeForms } from '../../src/target/index.ts'
import { fileOf, targetOf } from './values.ts'

const answers = (answer: string, system = '') => {
  const target = targetOf(
    fileOf(`    method: GET\n    path: /\n    answer: ${answer}\n`, system && `systems: { one-stop: ${system} }\n`),
  )
  return (status: number, body: unknown) =>
    target.answer('one-stop.receive', status, typeof body === 'string' ? body : JSON.stringify(body))
}

describe('an answer', () => {
  const read = answers('{ fields: { dueDate: data.due, dossierNo: no, ticket: data.tickets.1.name } }')

  it('gives what the target says where it is', () => {
    const due = '2025-07-03T10:15:00.000+07:00'
    expect(read(200, { data: { due, tickets: [{}, { name: 7 }] }, no: 'H48-1' })).toEqual({
      ok: true,
      status: 200,
      dueAtMs: parseLocal('2025-07-03T10:15'),
      dossierNo: 'H48-1',
      fields: { dueDate: due, dossierNo: 'H48-1', ticket: '7' },
    })
    expect(read(200, { data: { due: '' }, no: null })).toEqual({ ok: true, status: 200, fields: {} })
    expect(read(200, { data: null })).toEqual({ ok: true, status: 200, fields: {} })
  })

  it('with a good status over the body of an error is a failure, but where the file says itself what is done', () => {
    expect(read(200, { error: 'internal-error' })).toEqual({ ok: false, reason: 'internal-error', status: 200 })
    const own = answers('{ doneWhen: { field: code, is: [OK] }, error: [code] }')
    expect(own(200, { code: 'OK' })).toMatchObject({ ok: true })
  })

  it('that is not what the target expects says why', () => {
    expect(read(409, { error: 'action-not-allowed' })).toEqual({ ok: false, reason: 'action-not-allowed', status: 409 })
    expect(read(500, '<html>')).toEqual({ ok: false, reason: 'http-500', status: 500 })
    expect(read(200, '<html>')).toEqual({ ok: false, reason: 'unreadable-answer', status: 200 })
    expect(read(200, { data: { due: 'soon' } })).toEqual({ ok: false, reason: 'unreadable-time', status: 200 })
    expect(read(400, { error: `${'x'.repeat(81)}` })).toMatchObject({ reason: 'http-400' })
    expect(read(400, { error: '<script>' })).toMatchObject({ reason: 'http-400' })
  })

  it('of status 200 is no success where the system says otherwise within it', () => {
    const strict = answers('{ done: [200, 201], doneWhen: { field: code, is: [OK, 0] }, error: [message, code] }')
    expect(strict(201, { code: 'OK' })).toMatchObject({ ok: true })
    expect(strict(200, { code: 0 })).toMatchObject({ ok: true })
    expect(strict(201, { code: 'LOCKED' })).toMatchObject({ ok: false, reason: 'LOCKED', status: 201 })
    expect(strict(201, { code: 'LOCKED', message: 'Hồ sơ đang khóa' })).toMatchObject({ reason: 'Hồ sơ đang khóa' })
    expect(strict(202, { code: 'OK' })).toMatchObject({ ok: false, reason: 'OK', status: 202 })
    expect(strict(200, {})).toMatchObject({ ok: false, reason: 'not-done' })
  })

  it('has its words put into ours: states, and errors', () => {
    const system = '{ states: { wait: 1, "3": 4 }, errors: { SAI_TRANG_THAI: action-not-allowed } }'
    const mapped = answers('{ fields: { state: s }, error: [e.0] }', system)
    expect(mapped(200, { s: 'wait' })).toMatchObject({ ok: true, state: 1, fields: { state: 'wait' } })
    expect(mapped(200, { s: 3 })).toMatchObject({ ok: true, state: 4 })
    expect(mapped(200, { s: 'gone' })).toMatchObject({ ok: false, reason: 'unknown-state' })
    expect(mapped(200, {})).toEqual({ ok: true, status: 200, fields: {} })
    expect(mapped(409, { e: ['SAI_TRANG_THAI'] })).toMatchObject({ reason: 'action-not-allowed' })
    expect(mapped(409, { e: ['KHAC'] })).toMatchObject({ reason: 'KHAC' })
    expect(answers('{ fields: { state: s } }')(200, { s: 10 })).toMatchObject({ ok: true, state: 10 })
  })

  it('may be XML, read by the names of its elements', () => {
    const xml = answers(
      '{ as: xml, times: date, fields: { docId: Envelope.Body.result.id, dueDate: Envelope.Body.result.due, second: Envelope.Body.code.1 }, error: [Envelope.Body.Fault.faultcode] }',
    )
    const body = (inner: string) =>
      `<?xml version="1.0"?><!-- c --><s:Envelope xmlns:s="urn:x" a="1 > 0"><s:Body>${inner}</s:Body></s:Envelope>`
    expect(
      xml(200, body('<result><id>&#272;<![CDATA[<1>]]> &amp;</id><due>2025-07-03</due></result><code>a</code><code/>')),
    ).toMatchObject({ ok: true, fields: { docId: 'Đ<1> &' }, dueAtMs: parseLocal('2025-07-04') - 1 })
    expect(xml(200, body('<code>a</code><code>b</code>'))).toMatchObject({ fields: { second: 'b' } })
    expect(xml(500, body('<Fault><faultcode>soap:Server</faultcode></Fault>'))).toMatchObject({ reason: 'soap:Server' })
    for (const broken of [
      '<a><b></a></b>',
      '<a>',
      'x',
      '<a/><b/>',
      '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
      '<a>&x;</a>',
    ]) {
      expect(xml(200, broken)).toMatchObject({ ok: false, reason: 'unreadable-answer' })
    }
  })

  it('is not looked at where there is nothing in it', () => {
    expect(answers('{ done: [204], as: nothing }')(204, '')).toEqual({ ok: true, status: 204, fields: {} })
  })
})

describe('a time', () => {
  const atMs = parseLocal('2025-07-01T23:59') + 58_000

  it('is read back to the second in every form that has seconds, to its day in the others', () => {
    for (const name of timeFormNames) {
      const back = timeForms[name].read(timeForms[name].write(atMs + 250))
      if (name.endsWith('date')) expect(back).toBe(parseLocal('2025-07-02') - 1)
      else expect(Math.floor((back ?? 0) / 1000)).toBe(atMs / 1000)
    }
  })

  it('with another offset is the same moment', () => {
    for (const text of ['2025-07-01T16:59:58.000+0000', '2025-07-01T16:59:58+00:00', '2025-07-01T11:59:58.000-0500']) {
      expect(timeForms.spring.read(text)).toBe(atMs)
    }
    expect(timeForms.iso.read('2025-07-01T16:59:58Z')).toBe(atMs)
  })

  it('that does not exist, or is written otherwise, is not read', () => {
    for (const text of ['', '2025070123595', '20250231000000', '20250701250000', '2025-07-01']) {
      expect(parseCompact(text)).toBeUndefined()
    }
    expect(timeForms.vietnamese.read('31/02/2025 08:00:00')).toBeUndefined()
    expect(timeForms['vietnamese-date'].read('7/1/2025')).toBeUndefined()
    expect(timeForms.date.read('2025-02-30')).toBeUndefined()
    expect(timeForms['epoch-ms'].read('soon')).toBeUndefined()
    expect(timeForms.iso.read(5)).toBeUndefined()
  })
})
