import { afterAll } from 'vitest'
import { writeStatus } from '../../../src/systems/documents/edxml/status.ts'
import { documents } from '../../../src/systems/documents/index.ts'
import { describeContract } from '../contract.ts'
import { removeDirectories } from '../folders.ts'
import type { Standing } from '../standing.ts'
import {
  draft,
  drafted,
  envelope,
  incoming,
  inward,
  outward,
  PROVINCE,
  RACH_GIA,
  received,
  sent,
  through,
} from './office.ts'

afterAll(removeDirectories)

/** An incoming document that has come as far as before an action. */
const before =
  (action: string, body: object = {}) =>
  async (at: Standing) => {
    const documentId = await received(at)
    const steps = inward.slice(
      0,
      inward.findIndex(([name]) => name === action),
    )
    await through(at, documentId, steps, '')
    return { params: { documentId }, body }
  }

const beforeOut =
  (action: string, body: object = {}) =>
  async (at: Standing) => {
    const documentId = await drafted(at)
    const steps = outward.slice(
      0,
      outward.findIndex(([name]) => name === action),
    )
    await through(at, documentId, steps, '')
    return { params: { documentId }, body }
  }

const status = () =>
  writeStatus({
    documentId: `${RACH_GIA},nothing`,
    to: PROVINCE,
    from: { organId: RACH_GIA, organName: 'Phường Rạch Giá' },
    code: '03',
    note: '',
    staff: 'Văn thư',
    at: '2025/07/01 08:00:00',
  })

describeContract(documents, {
  'documents.receive': () => ({ body: incoming() }),
  'documents.register': before('register'),
  'documents.refuse': before('register', { note: 'Không thuộc thẩm quyền' }),
  'documents.present': before('present'),
  'documents.assign': before('assign', { assignee: 'specialist' }),
  'documents.process': before('process', { result: 'Đã làm' }),
  'documents.close': before('close'),
  'documents.answer-recall': async (at) => ({
    params: { documentId: await received(at) },
    body: { agrees: true },
    status: 409,
  }),
  'documents.draft': () => ({ body: draft() }),
  'documents.review': beforeOut('review'),
  'documents.sign': beforeOut('sign'),
  'documents.number': beforeOut('number'),
  'documents.issue': beforeOut('issue'),
  'documents.send': beforeOut('send'),
  'documents.recall': async (at) => ({ params: { documentId: await sent(at) }, body: { note: 'Gửi nhầm' } }),
  'documents.list': { query: { organId: RACH_GIA } },
  'documents.read': async (at) => ({ params: { documentId: await received(at) } }),
  'documents.find': { query: { organId: RACH_GIA, words: 'rà soát' } },
  'documents.search': { params: { fileId: '30742-000017' }, query: { organId: RACH_GIA } },
  'documents.get-agencies-list': {},
  'documents.send-edoc': () => ({ body: envelope([RACH_GIA]).replace(PROVINCE, RACH_GIA) }),
  'documents.get-received-edoc-list': { query: { organId: RACH_GIA } },
  'documents.get-edoc': { query: { organId: RACH_GIA, docId: '1' }, status: 404 },
  'documents.update-status': () => ({ body: status() }),
})
