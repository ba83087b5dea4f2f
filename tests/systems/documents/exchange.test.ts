import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readEnvelope } from '../../../src/systems/documents/edxml/envelope.ts'
import { readStatus, statusCodes, writeStatus } from '../../../src/systems/documents/edxml/status.ts'
import { readXml } from '../../../src/systems/documents/edxml/xml.ts'
import { removeDirectories } from '../folders.ts'
import type { Standing } from '../standing.ts'
import {
  arrivals,
  drafted,
  envelope,
  office,
  outward,
  PROVINCE,
  RACH_GIA,
  sent,
  through,
  VINH_THONG,
} from './office.ts'

let at: Standing
beforeEach(async () => {
  at = await office()
})
afterEach(() => at.close())
afterAll(removeDirectories)

interface Line {
  readonly DocId: string
  readonly DocumentId: string
  readonly StatusCode: string
}

const response = (xml: string) => (readXml(xml) as { edXML: { Response: Record<string, never> } }).edXML.Response
const list = async (organId: string, messageType = 'edoc', time = '2025-07-01T09:00'): Promise<Line[]> => {
  const asking = { query: { organId, messageType }, as: 'province', at: time }
  const { EdocList } = response((await at.ask('documents.get-received-edoc-list', asking)).body)
  const { Edoc = [] } = (EdocList || {}) as { Edoc?: Line | Line[] }
  return Array.isArray(Edoc) ? Edoc : [Edoc]
}
const send = (body: string, more = {}) =>
  at.ask('documents.send-edoc', { body, as: 'province', at: '2025-07-01T07:30', ...more })
const wordOf = (xml: string) => (response(xml) as { ErrorList?: { Error: { Code: string } } }).ErrorList?.Error.Code

describe('the exchange axis', () => {
  it('says in edXML too what its doors refuse before anything is read', async () => {
    const body = envelope([RACH_GIA, VINH_THONG], 'H48,2')
    const said = async (asking: object) => {
      const { status, headers, body: xml } = await at.ask('documents.send-edoc', { as: 'province', body, ...asking })
      expect(headers.get('content-type')).toBe('application/xml; charset=utf-8')
      expect(response(xml)).toMatchObject({ Status: 'ERROR' })
      return [status, wordOf(xml)]
    }
    expect(await said({ as: null })).toEqual([401, 'unauthorised'])
    expect(await said({ as: 'leader' })).toEqual([403, 'forbidden'])
    expect(await said({ body: `<a>${'x'.repeat(20_000_000)}</a>` })).toEqual([413, 'too-large'])
    expect(await said({ headers: { 'content-type': 'text/plain' } })).toEqual([415, 'unsupported-media-type'])
    expect(await said({ headers: { 'x-dientap-at': 'noon' } })).toEqual([400, 'no-scenario-time'])
    await at.plant({ kind: 'connection-lost', operations: ['documents.send-edoc'] })
    expect(await said({})).toEqual([503, 'connection-lost'])
  })

  it('lists the agencies: the units and their province', async () => {
    const { body } = await at.ask('documents.get-agencies-list', { as: 'province' })
    expect(response(body)).toEqual({
      Status: 'OK',
      AgencyList: {
        Agency: [
          { OrganId: PROVINCE, OrganName: 'Ủy ban nhân dân tỉnh An Giang' },
          { OrganId: RACH_GIA, OrganName: 'Phường Rạch Giá' },
          { OrganId: VINH_THONG, OrganName: 'Phường Vĩnh Thông' },
        ],
      },
    })
  })

  it('brings what the province sends to every receiver, as it was sent', async () => {
    const xml = envelope([RACH_GIA, VINH_THONG], 'H48,1')
    expect(response((await send(xml)).body)).toEqual({ Status: 'OK', DocumentId: 'H48,1' })
    const [line] = await list(VINH_THONG)
    expect(line).toMatchObject({ DocumentId: 'H48,1', StatusCode: '01' })
    const query = { organId: VINH_THONG, docId: line?.DocId ?? '' }
    expect((await at.ask('documents.get-edoc', { query, as: 'province' })).body).toBe(xml)
    const [arrival] = await arrivals(at)
    expect(arrival?.subject).toBe('Báo cáo tình hình <khẩn> & kết quả')
    const params = { documentId: arrival?.documentId ?? '' }
    const { body: whole } = await at.ask('documents.read', { params, as: '30760.leader' })
    expect(whole).toMatchObject({
      codeNotation: '15/UBND-VX',
      dueDate: '2025/07/05',
      priority: 2,
      attachments: [{ name: 'phụ lục.pdf', content: 'U1lOVEhFVElD' }],
    })
    expect(await arrivals(at, RACH_GIA)).toHaveLength(1)
  })

  it('brings the statuses back to the sender', async () => {
    await send(envelope([VINH_THONG], 'H48,2'))
    const [arrival] = await arrivals(at)
    const asking = { params: { documentId: arrival?.documentId ?? '' }, body: {}, as: '30760.secretary' }
    await at.ask('documents.register', { ...asking, at: '2025-07-01T09:30' })
    const statuses = await list(PROVINCE, 'status')
    expect(statuses.map(({ StatusCode }) => StatusCode)).toEqual(['01', '03'])
    const query = { organId: PROVINCE, docId: statuses[1]?.DocId ?? '' }
    const status = readStatus((await at.ask('documents.get-edoc', { query, as: 'province' })).body)
    expect(status).toMatchObject({ documentId: 'H48,2', to: PROVINCE, code: '03', staff: '30760.secretary' })
    expect(await list(VINH_THONG)).toMatchObject([{ StatusCode: '03' }])
  })

  it('takes every status that the province tells of a document that it got', async () => {
    const documentId = await sent(at, [PROVINCE])
    const tell = async (code: (typeof statusCodes)[number]) => {
      const from = { organId: PROVINCE, organName: '' }
      const status = { documentId: `${RACH_GIA},${documentId}`, to: RACH_GIA, from, code, note: '', staff: '', at: '' }
      await at.ask('documents.update-status', { body: writeStatus(status), as: 'province' })
      return (await at.ask('documents.read', { params: { documentId }, as: 'leader' })).body.deliveries[0].statusCode
    }
    const heard: string[] = []
    for (const code of statusCodes.filter((each) => each !== '13')) heard.push(await tell(code))
    expect(heard).toEqual(['01', '02', '03', '04', '05', '06', '15', '16'])
    // One that comes late undoes nothing.
    expect(await tell('03')).toBe('16')
  })

  it('changes and asks back what it brought before, by BussinessDocType', async () => {
    await send(envelope([VINH_THONG], 'H48,3'))
    const changed = envelope([VINH_THONG], 'H48,3', '2').replace('Báo cáo tình hình', 'Báo cáo bổ sung')
    await send(changed)
    expect((await arrivals(at)).map(({ subject }) => subject)).toEqual(['Báo cáo bổ sung <khẩn> & kết quả'])
    await send(envelope([VINH_THONG], 'H48,3', '1'))
    expect((await arrivals(at)).map(({ recall }) => recall)).toEqual(['asked'])
  })

  it('refuses what is no envelope, and what has a document type or goes too deep', async () => {
    const good = envelope([VINH_THONG])
    const bomb = `<!DOCTYPE a [<!ENTITY b "${'x'.repeat(50)}"><!ENTITY c "&b;&b;&b;">]>`
    const spoilt = [
      'no XML',
      '<edXML/>',
      good.slice(0, -20),
      good.replace(/<edXML:Subject>.*<\/edXML:Subject>/, ''),
      good.replace('<edXML:BussinessDocType>0', '<edXML:BussinessDocType>9'),
      good.replace('?>', `?>${bomb}`),
      good.replace('?>', '?><!DOCTYPE a SYSTEM "file:///etc/passwd">'),
      `${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`,
      '<__proto__><edXML/></__proto__>',
      good.replace('<edXML:Subject>', '<edXML:Subject>&#xD800;'),
      good.replace('<edXML:Subject>', '<edXML:Subject>&copy;'),
    ]
    for (const body of spoilt) {
      const said = await send(body)
      expect([body.slice(0, 40), said.status, wordOf(said.body)]).toEqual([body.slice(0, 40), 422, 'invalid-envelope'])
    }
    expect(await arrivals(at)).toEqual([])
    expect(await at.ask('documents.update-status', { body: good, as: 'province' })).toMatchObject({ status: 422 })
  })

  it('reads numbered characters, and refuses references that no receiver could read', () => {
    expect(readXml('<a><b>Ph&#432;&#x1edd;ng &amp; x&#227;</b><c><![CDATA[&c;]]></c><!-- &d; --></a>')).toEqual({
      a: { b: 'Phường & xã', c: '&c;' },
    })
    for (const bad of [
      '&unheard;',
      '&copy;',
      '&',
      '&#0;',
      '&#1;',
      '&#xD800;',
      '&#xFFFE;',
      '&#x110000;',
      '&#;',
      '&#-1;',
    ]) {
      expect([bad, readXml(`<a>${bad}</a>`)]).toEqual([bad, undefined])
    }
  })

  it('lets nobody send or read for another unit', async () => {
    const accounts = [{ user: 'software', secret: 'a-secret-for-tests', unit: '30742', roles: ['agency'] }]
    await at.close()
    at = await office({ accounts })
    expect((await send(envelope([VINH_THONG]), { as: 'software' })).status).toBe(422)
    const query = { organId: VINH_THONG }
    expect((await at.ask('documents.get-received-edoc-list', { query, as: 'software' })).status).toBe(422)
  })
})

describe('what goes wrong on the exchange axis', () => {
  it('a lost document never arrives, and its sender hears nothing', async () => {
    await at.plant({ kind: 'transfer-lost', operations: ['edoc'] })
    const documentId = await sent(at)
    expect(await arrivals(at)).toEqual([])
    const { body } = await at.ask('documents.read', { params: { documentId }, as: 'leader' })
    expect(body).toMatchObject({ state: 'sent', deliveries: [{ statusCode: '' }] })
  })

  it('a document that comes twice is listed twice and registered once', async () => {
    await at.plant({ kind: 'transfer-duplicated', operations: ['edoc'], more: { as: 'another' } })
    await sent(at)
    expect(await list(VINH_THONG)).toHaveLength(2)
    expect(await arrivals(at)).toMatchObject([{ state: 'arrived', copies: 2 }])
  })

  it('the same message twice is one', async () => {
    await at.plant({ kind: 'transfer-duplicated', operations: ['edoc'] })
    await sent(at)
    expect(await list(VINH_THONG)).toHaveLength(1)
    expect(await arrivals(at)).toMatchObject([{ copies: 1 }])
  })

  it('a late document arrives when its time has come', async () => {
    await at.plant({ kind: 'transfer-delayed', operations: ['edoc'], more: { delayMin: 90 } })
    await sent(at, undefined, '2025-07-01T08:00')
    expect(await arrivals(at, VINH_THONG, '2025-07-01T09:29')).toEqual([])
    expect(await arrivals(at, VINH_THONG, '2025-07-01T09:30')).toHaveLength(1)
  })

  it('a status that is lost leaves the sender with the one before', async () => {
    const documentId = await sent(at)
    await at.plant({ kind: 'transfer-lost', operations: ['edoc-status'] })
    const [arrival] = await arrivals(at)
    const asking = { params: { documentId: arrival?.documentId ?? '' }, body: {}, as: '30760.secretary' }
    await at.ask('documents.register', asking)
    const { body } = await at.ask('documents.read', { params: { documentId }, as: 'leader' })
    expect(body.deliveries[0].statusCode).toBe('01')
  })

  it('an agency that the list does not have can’t be written to', async () => {
    const documentId = await drafted(at)
    await through(at, documentId, outward, 'issue')
    await at.plant({ id: 'not-listed', kind: 'unknown-agency', units: ['30760'] })
    const asking = { params: { documentId }, body: {}, as: 'secretary' }
    expect(await at.ask('documents.send', asking)).toMatchObject({
      status: 422,
      body: { error: 'unknown-agency', organId: VINH_THONG },
    })
    const { body } = await at.ask('documents.get-agencies-list', { as: 'province' })
    expect(body).not.toContain(VINH_THONG)
    const said = await send(envelope([RACH_GIA, VINH_THONG]))
    expect([said.status, wordOf(said.body)]).toEqual([404, 'unknown-agency'])
    expect(await arrivals(at, RACH_GIA)).toEqual([])
    await at.plant({ id: 'not-listed', kind: 'unknown-agency', units: ['30760'], toMs: 1 })
    expect((await at.ask('documents.send', asking)).body.state).toBe('sent')
    expect(await arrivals(at)).toHaveLength(1)
  })
})

describe('an envelope', () => {
  it('is read as it was written', () => {
    const xml = envelope([RACH_GIA, VINH_THONG], 'H48,9')
    expect(readEnvelope(xml)).toMatchObject({
      documentId: 'H48,9',
      business: '0',
      codeNumber: '15',
      to: [{ organId: RACH_GIA }, { organId: VINH_THONG }],
      subject: 'Báo cáo tình hình <khẩn> & kết quả',
      attachments: [{ name: 'phụ lục.pdf' }],
    })
    expect(xml).toContain('xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016"')
  })
})
