import { afterAll } from 'vitest'
import { acts as igateActs } from '../../../src/systems/one-stop/dialects/igate/acts.ts'
import { acts as portalActs } from '../../../src/systems/one-stop/dialects/new-portal/acts.ts'
import { oneStop } from '../../../src/systems/one-stop/index.ts'
import { type ActionCode, actionCodes } from '../../../src/systems/one-stop/transitions.ts'
import { describeContract, type Sample } from '../contract.ts'
import { removeDirectories } from '../folders.ts'
import type { Standing } from '../standing.ts'
import { IGATE, igateRegistration, NEW_PORTAL, OPENCPS, portalRegistration, registration, world } from './centres.ts'

afterAll(removeDirectories)

/** What must have been done before, for each action to be allowed. */
const before: Record<ActionCode, readonly ActionCode[]> = {
  receive: [],
  'ask-supplement': [],
  supply: ['ask-supplement'],
  refuse: [],
  'hand-over': ['receive'],
  process: ['receive', 'hand-over'],
  'demand-payment': ['receive', 'hand-over'],
  'confirm-payment': ['receive', 'hand-over', 'demand-payment'],
  sign: ['receive', 'hand-over'],
  return: ['receive', 'hand-over', 'sign'],
  withdraw: [],
  stop: ['ask-supplement'],
  apologise: ['receive'],
  digitise: [],
}

/** A role that may do it. */
const by = (code: ActionCode) =>
  code === 'sign' ? 'leader' : code === 'process' || code === 'demand-payment' ? 'specialist' : 'clerk'

async function registered(at: Standing, actions: readonly ActionCode[] = []): Promise<string> {
  const body = registration()
  await at.ask('one-stop.register', { body, as: 'run' })
  for (const actionCode of actions) {
    const params = { id: body.referenceUid }
    await at.ask('one-stop.act', { params, body: { actionCode, actionUser: 'x' }, as: 'run' })
  }
  return body.referenceUid
}

const igateBodies: Partial<Record<ActionCode, object>> = {
  'ask-supplement': { missingList: ['Giấy chứng sinh'] },
  supply: { fileList: ['Giấy chứng sinh'] },
  refuse: { comment: 'Không thuộc thẩm quyền' },
  withdraw: { comment: '' },
  stop: { comment: 'Quá hạn bổ sung' },
  process: { draftResult: 'Dự thảo' },
  apologise: { comment: 'Xin lỗi', appointmentDate: '2025-07-10T03:15:00.000+0000' },
  digitise: { fileList: ['Tờ khai'], kind: 0, status: 1 },
}
const portalBodies: Partial<Record<ActionCode, object>> = {
  'ask-supplement': { taiLieuThieu: ['Giấy chứng sinh'] },
  supply: { taiLieuNop: ['Giấy chứng sinh'] },
  refuse: { ghiChu: 'Không thuộc thẩm quyền' },
  withdraw: { ghiChu: '' },
  stop: { ghiChu: 'Quá hạn bổ sung' },
  process: { duThaoKetQua: 'Dự thảo' },
  apologise: { lyDo: 'Xin lỗi', ngayHenTraMoi: '10/07/2025 10:15:00' },
  digitise: { taiLieu: ['Tờ khai'], loai: 0, trangThaiSoHoa: 1 },
}

async function igateId(at: Standing, actions: readonly ActionCode[] = []): Promise<string> {
  const { body } = await at.ask('one-stop.igate-register', { body: igateRegistration(), as: 'run' })
  for (const code of actions) {
    const verb = igateActs.find((act) => act.code === code)?.verb
    const asking = { params: { id: body.id }, body: igateBodies[code] ?? {}, as: 'run' }
    await at.ask(`one-stop.igate-${verb}`, asking)
  }
  return body.id
}

async function portalId(at: Standing, actions: readonly ActionCode[] = []): Promise<number> {
  const { body } = await at.ask('one-stop.portal-create', { body: portalRegistration(), as: 'run' })
  const idHoSo: number = body.data.idHoSo
  for (const code of actions) {
    const verb = portalActs.find((act) => act.code === code)?.verb
    await at.ask(`one-stop.portal-${verb}`, { body: { idHoSo, ...portalBodies[code] }, as: 'run' })
  }
  return idHoSo
}

const existing: Sample = async (at) => ({ params: { id: await registered(at) } })
const list = { maCoQuan: NEW_PORTAL, trang: 1, soLuong: 20 }

describeContract(
  oneStop,
  {
    'one-stop.ticket': {
      body: { govAgencyCode: OPENCPS, serviceCode: '1.001193', bookingName: 'Trần Văn An' },
    },
    'one-stop.register': () => ({ body: registration() }),
    'one-stop.act': actionCodes.map(
      (actionCode): Sample =>
        async (at) => ({
          params: { id: await registered(at, before[actionCode]) },
          body: { actionCode, actionUser: 'clerk-1', actionNote: '', payload: { documents: ['Giấy chứng sinh'] } },
          as: by(actionCode),
        }),
    ),
    'one-stop.digitise': async (at) => ({
      params: { id: await registered(at) },
      body: { documents: ['Tờ khai'], kind: 0, digitalStatus: 1 },
    }),
    'one-stop.dossier': existing,
    'one-stop.list': { query: { govAgencyCode: OPENCPS, status: 'new', start: 0, end: 10 } },
    'one-stop.todo': { query: { status: '1', start: 0, end: 10 } },
    'one-stop.duplicates': { query: { govAgencyCode: OPENCPS } },
    'one-stop.look-up': async (at) => {
      const { dossierNo, lookupCode } = (
        await at.ask('one-stop.act', {
          params: { id: await registered(at) },
          body: { actionCode: 'receive', actionUser: 'x' },
          as: 'run',
        })
      ).body
      return { query: { dossierNo, lookupCode } }
    },
    'one-stop.word': existing,

    'one-stop.igate-token': {
      body: { grant_type: 'client_credentials', client_id: 'clerk', client_secret: 'a-secret-for-tests' },
    },
    'one-stop.igate-ticket': { params: { org: IGATE }, body: { procedureCode: '1.001193' }, as: 'clerk' },
    'one-stop.igate-register': () => ({ body: igateRegistration(), as: 'clerk' }),
    ...Object.fromEntries(
      igateActs.map(({ code, verb }) => [
        `one-stop.igate-${verb}`,
        (async (at) => ({
          params: { id: await igateId(at, before[code]) },
          body: igateBodies[code] ?? {},
          as: by(code),
        })) satisfies Sample,
      ]),
    ),
    'one-stop.igate-search': [
      { query: { 'agency-code': IGATE, page: 0, size: 20, status: 0 }, as: 'clerk' },
      { query: { code: 'd-1' }, as: 'clerk' },
    ],
    'one-stop.igate-todo': { query: { 'agency-code': IGATE, page: 0, size: 20 }, as: 'clerk' },
    'one-stop.igate-duplicates': { query: { 'agency-code': IGATE }, as: 'clerk' },
    'one-stop.igate-dossier': async (at) => ({ params: { id: await igateId(at) }, as: 'clerk' }),

    'one-stop.portal-issue-ticket': { body: { maCoQuan: NEW_PORTAL, maThuTuc: '1.001193' }, as: 'clerk' },
    'one-stop.portal-create': () => ({ body: portalRegistration(), as: 'clerk' }),
    ...Object.fromEntries(
      portalActs.map(({ code, verb }) => [
        `one-stop.portal-${verb}`,
        (async (at) => ({
          body: { idHoSo: await portalId(at, before[code]), ...portalBodies[code] },
          as: by(code),
        })) satisfies Sample,
      ]),
    ),
    'one-stop.portal-get-by-reference': async (at) => {
      const body = portalRegistration()
      await at.ask('one-stop.portal-create', { body, as: 'run' })
      return { body: { maThamChieu: body.maThamChieu }, as: 'clerk' }
    },
    'one-stop.portal-get': async (at) => ({ body: { idHoSo: await portalId(at) }, as: 'clerk' }),
    'one-stop.portal-list': { body: { ...list, trangThai: 'MOI_DANG_KY' }, as: 'clerk' },
    'one-stop.portal-todo': { body: list, as: 'clerk' },
    'one-stop.portal-duplicates': { body: list, as: 'clerk' },
  },
  { world },
)
