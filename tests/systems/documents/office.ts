/** Document management with accounts of two wards and of the province, and documents to handle. */

import { writeEnvelope } from '../../../src/systems/documents/edxml/envelope.ts'
import { documents } from '../../../src/systems/documents/index.ts'
import { type Standing, type StandingOptions, standing } from '../standing.ts'

export const RACH_GIA = '000.00.53.H48'
export const VINH_THONG = '000.00.54.H48'
export const PROVINCE = '000.00.00.H48'
const secret = 'a-secret-for-tests'

/** Officials of the other ward: of the ward 30742 there is one of each role. */
export const others = ['secretary', 'leader', 'specialist'].map((role) => ({
  user: `30760.${role}`,
  secret,
  unit: '30760',
  roles: [role],
}))
/** The software of the province, which belongs to no unit. */
export const province = { user: 'province', secret, roles: ['agency'] }

export function office(options: StandingOptions = {}): Promise<Standing> {
  return standing(documents, { ...options, accounts: [...others, province, ...(options.accounts ?? [])] })
}

let made = 0

export const incoming = (documentId = `in-${++made}`) => ({
  documentId,
  organId: RACH_GIA,
  from: { organId: PROVINCE, organName: 'Ủy ban nhân dân tỉnh An Giang' },
  documentType: 'Công văn',
  codeNotation: '12/UBND-NC',
  promulgationDate: '2025/06/30',
  subject: 'Về việc rà soát điều kiện vận hành chính quyền hai cấp',
})

export const draft = (documentId = `out-${++made}`, to: readonly string[] = [VINH_THONG]) => ({
  documentId,
  organId: RACH_GIA,
  documentType: 'Công văn',
  subject: 'Đề nghị phối hợp số hóa hồ sơ',
  content: 'Đề nghị quý cơ quan phối hợp & phản hồi trước ngày 10/7.',
  to,
})

export async function received(at: Standing): Promise<string> {
  const body = incoming()
  await at.ask('documents.receive', { body, as: 'run' })
  return body.documentId
}

type Step = readonly [action: string, body?: Readonly<Record<string, unknown>>]

/** The steps of an incoming and of an outgoing document, in their order. */
export const inward: readonly Step[] = [
  ['register'],
  ['present'],
  ['assign', { assignee: 'specialist' }],
  ['process', { result: 'Đã rà soát' }],
  ['close'],
]
export const outward: readonly Step[] = [['review'], ['sign'], ['number'], ['issue'], ['send']]

/** Takes a document through steps up to one, as officials of the ward (or of another) that may. */
export async function through(
  at: Standing,
  documentId: string,
  steps: readonly Step[],
  until: string,
  time = '2025-07-01T08:00',
  ward = '',
): Promise<void> {
  for (const [action, body = {}] of steps) {
    const as = ward === '' ? {} : { as: `${ward}.${roleOf(action)}` }
    const { status, body: said } = await at.ask(`documents.${action}`, {
      params: { documentId },
      body,
      at: time,
      ...as,
    })
    if (status !== 200) throw new Error(`${action}: ${status} ${JSON.stringify(said)}`)
    if (action === until) return
  }
}

function roleOf(action: string): string {
  if (action === 'assign' || action === 'sign') return 'leader'
  return action === 'process' || action === 'review' ? 'specialist' : 'secretary'
}

export async function drafted(at: Standing, to?: readonly string[]): Promise<string> {
  const body = draft(undefined, to)
  const { status } = await at.ask('documents.draft', { body, at: '2025-07-01T08:00' })
  if (status !== 201) throw new Error(`${status}`)
  return body.documentId
}

export async function sent(at: Standing, to?: readonly string[], time = '2025-07-01T08:00'): Promise<string> {
  const documentId = await drafted(at, to)
  await through(at, documentId, outward, 'send', time)
  return documentId
}

/** An envelope of the province for a ward. */
export function envelope(
  to: readonly string[],
  documentId = `H48,${++made}`,
  business: '0' | '1' | '2' | '3' = '0',
): string {
  return writeEnvelope({
    documentId,
    business,
    reason: '',
    from: { organId: PROVINCE, organName: 'Ủy ban nhân dân tỉnh An Giang' },
    to: to.map((organId) => ({ organId, organName: '' })),
    codeNumber: '15',
    codeNotation: 'UBND-VX',
    promulgationDate: '2025/07/01',
    documentType: 'Công văn',
    subject: 'Báo cáo tình hình <khẩn> & kết quả',
    content: 'Nội dung',
    signer: 'Nguyễn Văn Bình',
    dueDate: '2025/07/05',
    priority: '2',
    sentAt: '2025/07/01 07:30:00',
    attachments: [{ name: 'phụ lục.pdf', content: 'U1lOVEhFVElD' }],
  })
}

/** The documents that a ward has got over the exchange axis. */
export async function arrivals(at: Standing, organId = VINH_THONG, time = '2025-07-01T09:00'): Promise<Arrival[]> {
  const asking = { query: { organId }, at: time, as: organId === VINH_THONG ? '30760.secretary' : 'secretary' }
  const { body } = await at.ask('documents.list', asking)
  return body.data.filter(({ direction, copies }: Arrival) => direction === 'in' && copies > 0)
}

export interface Arrival {
  readonly documentId: string
  readonly direction: string
  readonly state: string
  readonly subject: string
  readonly copies: number
  readonly exchangeId: string
  readonly recall: string
}
