import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { removeDirectories } from '../folders.ts'
import type { Standing } from '../standing.ts'
import {
  arrivals,
  draft,
  drafted,
  incoming,
  inward,
  office,
  outward,
  PROVINCE,
  RACH_GIA,
  received,
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

const read = async (documentId: string, more = {}) =>
  (await at.ask('documents.read', { params: { documentId }, as: 'leader', ...more })).body
const act = (action: string, documentId: string, body: object = {}, more = {}) =>
  at.ask(`documents.${action}`, { params: { documentId }, body, ...more })

describe('an incoming document', () => {
  it('is received, registered, presented, assigned, processed and closed', async () => {
    const documentId = await received(at)
    await through(at, documentId, inward, 'close')
    const whole = await read(documentId)
    expect(whole).toMatchObject({
      state: 'closed',
      registerNo: 1,
      codeNotation: '12/UBND-NC',
      assignee: 'specialist',
      result: 'Đã rà soát',
    })
    expect(whole.history.map(({ action, by }: { action: string; by: string }) => `${action} ${by}`)).toEqual([
      'arrive ',
      'register secretary',
      'present secretary',
      'assign leader',
      'process specialist',
      'close secretary',
    ])
    expect(await at.census()).toMatchObject({ byState: { closed: 1 }, counts: { received: 1, finished: 1, open: 0 } })
  })

  it('goes no other way than this', async () => {
    const documentId = await received(at)
    for (const [action, body] of [...inward.slice(1), ...outward]) {
      const { status, body: said } = await act(action, documentId, body ?? {})
      expect([action, status, said.error, said.state]).toEqual([action, 409, 'action-not-allowed', 'arrived'])
    }
    expect((await act('refuse', documentId, { note: 'Không thuộc thẩm quyền' })).body.state).toBe('refused')
    expect((await act('register', documentId)).status).toBe(409)
    expect((await at.census()).counts).toMatchObject({ received: 1, refused: 1, open: 0 })
  })

  it('gets the next number of its unit’s register', async () => {
    const numbers: number[] = []
    for (let n = 0; n < 3; n++) numbers.push((await act('register', await received(at))).body.registerNo)
    const other = { ...incoming(), organId: VINH_THONG }
    await at.ask('documents.receive', { body: other, as: 'agency' })
    numbers.push((await act('register', other.documentId, {}, { as: '30760.secretary' })).body.registerNo)
    expect(numbers).toEqual([1, 2, 3, 1])
  })

  it('is taken once, for a unit that there is', async () => {
    const body = incoming()
    expect((await at.ask('documents.receive', { body })).status).toBe(201)
    expect(await at.ask('documents.receive', { body })).toMatchObject({ status: 409 })
    const nowhere = { ...incoming(), organId: '000.00.99.H48' }
    expect(await at.ask('documents.receive', { body: nowhere })).toMatchObject({
      status: 422,
      body: { error: 'unknown-agency' },
    })
  })

  it('is not there for another unit', async () => {
    const documentId = await received(at)
    const as = '30760.secretary'
    expect((await act('register', documentId, {}, { as })).status).toBe(404)
    expect((await at.ask('documents.read', { params: { documentId }, as })).status).toBe(404)
    expect((await at.ask('documents.list', { query: { organId: RACH_GIA }, as })).status).toBe(404)
    expect((await at.ask('documents.draft', { body: draft(), as: '30760.specialist' })).status).toBe(422)
  })
})

describe('an outgoing document', () => {
  it('is drafted, reviewed, signed, numbered, issued and sent, and arrives', async () => {
    const documentId = await sent(at)
    expect(await read(documentId)).toMatchObject({
      state: 'sent',
      codeNotation: '1/UBND',
      promulgationDate: '2025/07/01',
      signer: 'leader',
      deliveries: [{ organId: VINH_THONG, statusCode: '01' }],
    })
    const [arrival] = await arrivals(at)
    expect(arrival).toMatchObject({
      state: 'arrived',
      subject: 'Đề nghị phối hợp số hóa hồ sơ',
      codeNotation: '1/UBND',
      exchangeId: `${RACH_GIA},${documentId}`,
      copies: 1,
    })
    const there = await read(arrival?.documentId ?? '', { as: '30760.leader' })
    expect(there.content).toBe('Đề nghị quý cơ quan phối hợp & phản hồi trước ngày 10/7.')
  })

  it('tells its sender at each step how it fares', async () => {
    const documentId = await sent(at)
    const [arrival] = await arrivals(at)
    const heard: string[] = []
    for (const step of inward) {
      await through(at, arrival?.documentId ?? '', [step], step[0], '2025-07-02T08:00', '30760')
      heard.push((await read(documentId)).deliveries[0].statusCode)
    }
    expect(heard).toEqual(['03', '03', '04', '05', '06'])
  })

  it('goes back to who drafted it when the reviewer does not agree', async () => {
    const documentId = await drafted(at)
    const back = await act('review', documentId, { agrees: false, note: 'Sai thể thức' })
    expect(back.body.state).toBe('drafted')
    const again = { ...draft(documentId), subject: 'Đề nghị phối hợp số hóa' }
    expect((await at.ask('documents.draft', { body: again })).body.subject).toBe('Đề nghị phối hợp số hóa')
    await through(at, documentId, outward, 'sign')
    expect((await at.ask('documents.draft', { body: again })).status).toBe(409)
  })

  it('has a number of its own for each kind', async () => {
    const numberOf = async (documentType: string) => {
      const body = { ...draft(), documentType }
      await at.ask('documents.draft', { body })
      await through(at, body.documentId, outward, 'number')
      return (await read(body.documentId)).codeNotation
    }
    const kinds = ['Quyết định', 'Quyết định', 'Báo cáo', 'Công văn']
    const numbers: string[] = []
    for (const kind of kinds) numbers.push(await numberOf(kind))
    expect(numbers).toEqual(['1/QĐ-UBND', '2/QĐ-UBND', '1/BC-UBND', '1/UBND'])
  })

  it('is meant for the province when nobody else is named', async () => {
    const { documentId } = draft()
    const { to: _, ...body } = draft(documentId)
    expect((await at.ask('documents.draft', { body })).body.to).toEqual([
      { organId: PROVINCE, organName: 'Ủy ban nhân dân tỉnh An Giang' },
    ])
  })

  it('is given back by who agrees to it, and stays with who does not', async () => {
    const recalled = async (agrees: boolean) => {
      const documentId = await sent(at)
      await act('recall', documentId, { note: 'Gửi nhầm' })
      const arrival = (await arrivals(at)).find(({ exchangeId }) => exchangeId.endsWith(documentId))
      expect(arrival?.recall).toBe('asked')
      const there = await act('answer-recall', arrival?.documentId ?? '', { agrees }, { as: '30760.secretary' })
      const here = await read(documentId)
      return [there.body.state, here.state, here.recall, here.deliveries[0].statusCode]
    }
    expect(await recalled(true)).toEqual(['recalled', 'recalled', 'agreed', '15'])
    expect(await recalled(false)).toEqual(['arrived', 'sent', 'refused', '16'])
  })
})

describe('the archive', () => {
  it('finds documents by words of the subject, in any case, and by their number', async () => {
    const documentId = await received(at)
    const found = async (words: string) =>
      (await at.ask('documents.find', { query: { organId: RACH_GIA, words } })).body.data.map(
        (each: { documentId: string }) => each.documentId,
      )
    expect(await found('RÀ SOÁT')).toEqual([documentId])
    expect(await found('12/ubnd')).toEqual([documentId])
    expect(await found('%')).toEqual([])
    expect(await found('không có')).toEqual([])
  })

  it('knows where an old file stands, unless its description is missing', async () => {
    const search = (fileId: string, call: string) =>
      at.ask('documents.search', { params: { fileId }, query: { organId: RACH_GIA }, call, as: 'archivist' })
    const { body } = await search('30742-000017', 'one')
    expect(body).toMatchObject({ fileId: '30742-000017', fond: 'Phường Rạch Giá' })
    expect((await search('30742-000017', 'two')).body).toEqual(body)
    await at.plant({ kind: 'archive-undescribed', share: 0.5 })
    let missing = 0
    for (let n = 0; n < 100; n++) {
      const { status, body: said } = await search(`30742-${n}`, `call-${n}`)
      if (status === 200) continue
      expect([status, said.error]).toEqual([404, 'description-missing'])
      missing++
    }
    // Binomial(100, 0.5): 50 ± 4 standard deviations of 5.
    expect(missing).toBeGreaterThan(30)
    expect(missing).toBeLessThan(70)
  })
})
