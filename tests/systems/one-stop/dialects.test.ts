import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseLocal } from '../../../src/calendar/index.ts'
import { igateId, numberOfIgate } from '../../../src/systems/one-stop/dialects/igate/ids.ts'
import { parseSpring, springTime } from '../../../src/systems/one-stop/dialects/igate/times.ts'
import { igateStatus, stateOfIgate } from '../../../src/systems/one-stop/dialects/igate/words.ts'
import { parseVietnamese, vietnameseTime } from '../../../src/systems/one-stop/dialects/new-portal/times.ts'
import { stateOfWord, statusWord } from '../../../src/systems/one-stop/dialects/new-portal/words.ts'
import { dossierStatus, stateOfStatus } from '../../../src/systems/one-stop/dialects/opencps/words.ts'
import { oneStop } from '../../../src/systems/one-stop/index.ts'
import { removeDirectories } from '../folders.ts'
import { type Standing, standing } from '../standing.ts'
import { act, igateAct, portalAct } from './act.ts'
import {
  IGATE,
  igateRegistration,
  NEW_PORTAL,
  OPENCPS,
  portalRegistration,
  registration,
  SECOND_OPENCPS,
  world,
} from './centres.ts'

let at: Standing
beforeAll(async () => {
  at = await standing(oneStop, { world })
})
afterAll(async () => {
  await at.close()
  removeDirectories()
})

/** The same way of a dossier in every dialect, with the same moments. */
const way = [
  ['receive', '2025-07-01T08:10'],
  ['hand-over', '2025-07-01T09:00'],
  ['sign', '2025-07-03T10:15'],
  ['return', '2025-07-04T10:00'],
] as const

describe('a dossier’s life in each dialect', () => {
  it('OpenCPS-like: words, ISO times, empty texts, a look-up code once it is received', async () => {
    const body = registration()
    const made = await at.ask('one-stop.register', { body, as: 'centre', at: '2025-07-01T08:00' })
    expect(made).toMatchObject({
      status: 201,
      body: {
        referenceUid: body.referenceUid,
        dossierNo: '',
        lookupCode: '',
        receiveDate: '',
        dueDate: '',
        dossierStatus: 'new',
        state: 1,
        sequence: 1,
      },
    })
    const answers = []
    for (const [code, time] of way) answers.push((await act(at, body.referenceUid, code, { at: time })).body)
    expect(answers.map(({ dossierStatus }) => dossierStatus)).toEqual(['receiving', 'processing', 'releasing', 'done'])
    expect(answers[3]).toEqual({
      referenceUid: body.referenceUid,
      dossierId: made.body.dossierId,
      dossierNo: `${OPENCPS}-250701-0001`,
      lookupCode: expect.stringMatching(/^[A-HJ-NP-Z2-9]{4}$/),
      receiveDate: '2025-07-01T08:10:00.000+07:00',
      dueDate: '2025-07-04T14:15:00.000+07:00',
      releaseDate: '2025-07-03T10:15:00.000+07:00',
      finishDate: '2025-07-04T10:00:00.000+07:00',
      dossierStatus: 'done',
      state: 10,
      sequence: 5,
    })
    const byNumber = await at.ask('one-stop.dossier', { params: { id: made.body.dossierId } })
    expect(byNumber.body).toMatchObject({ referenceUid: body.referenceUid, applicantName: 'Trần Văn An', viaPostal: 0 })
  })

  it('iGate-like: ids and names of states, Spring times in UTC, null, an id made up by the server', async () => {
    const body = igateRegistration()
    const made = await at.ask('one-stop.igate-register', { body, as: 'centre', at: '2025-07-01T08:00' })
    expect(made).toMatchObject({
      status: 200,
      body: {
        id: expect.stringMatching(/^[0-9a-f]{24}$/),
        nationCode: body.nationCode,
        code: null,
        acceptedDate: null,
        dossierStatus: { id: 0, name: 'Chờ tiếp nhận' },
      },
    })
    const answers = []
    for (const [code, time] of way) answers.push((await igateAct(at, made.body.id, code, { at: time })).body)
    expect(answers.map(({ dossierStatus }) => dossierStatus.id)).toEqual([2, 3, 4, 5])
    expect(answers[3]).toEqual({
      id: made.body.id,
      nationCode: body.nationCode,
      code: `${IGATE}-250701-0001`,
      agency: { code: IGATE },
      procedure: { code: '1.001193', name: 'Đăng ký khai sinh' },
      dossierStatus: { id: 5, name: 'Đã trả kết quả' },
      acceptedDate: '2025-07-01T01:10:00.000+0000',
      appointmentDate: '2025-07-04T07:15:00.000+0000',
      completedDate: '2025-07-03T03:15:00.000+0000',
      returnedDate: '2025-07-04T03:00:00.000+0000',
      sequence: 5,
    })
    for (const code of [body.nationCode, `${IGATE}-250701-0001`]) {
      const found = await at.ask('one-stop.igate-search', { query: { page: 0, size: 1, code }, as: 'clerk' })
      expect(found.body).toMatchObject({ content: [{ id: made.body.id }], totalElements: 1, totalPages: 1, last: true })
    }
    const whole = await at.ask('one-stop.igate-dossier', { params: { id: made.body.id }, as: 'clerk' })
    expect(whole.body).toMatchObject({ applicant: { fullname: 'Lê Thị Hồng' }, receivingKind: 3, sameCode: [] })
  })

  it('new-portal-like: words in capitals, Vietnamese times, 201 with an envelope', async () => {
    const body = portalRegistration()
    const made = await at.ask('one-stop.portal-create', { body, as: 'centre', at: '2025-07-01T08:00' })
    expect(made).toMatchObject({
      status: 201,
      body: { code: 'OK', data: { maThamChieu: body.maThamChieu, maHoSo: null, trangThai: 'MOI_DANG_KY' } },
    })
    const { idHoSo } = made.body.data
    const answers = []
    for (const [code, time] of way) answers.push((await portalAct(at, idHoSo, code, { at: time })).body.data)
    expect(answers.map(({ trangThai }) => trangThai)).toEqual([
      'DA_TIEP_NHAN',
      'DANG_XU_LY',
      'DA_XU_LY',
      'DA_TRA_KET_QUA',
    ])
    expect(answers[3]).toEqual({
      idHoSo,
      maThamChieu: body.maThamChieu,
      maHoSo: `${NEW_PORTAL}-250701-0001`,
      maCoQuan: NEW_PORTAL,
      trangThai: 'DA_TRA_KET_QUA',
      ngayTiepNhan: '01/07/2025 08:10:00',
      ngayHenTra: '04/07/2025 14:15:00',
      ngayKetThucXuLy: '03/07/2025 10:15:00',
      ngayTraKetQua: '04/07/2025 10:00:00',
      thuTu: 5,
    })
    const asked = { body: { maThamChieu: body.maThamChieu }, as: 'clerk' }
    expect((await at.ask('one-stop.portal-get-by-reference', asked)).body.data.idHoSo).toBe(idHoSo)
    const whole = await at.ask('one-stop.portal-get', { body: { idHoSo }, as: 'clerk' })
    expect(whole.body.data).toMatchObject({ tenChuHoSo: 'Phạm Quốc Bảo', loaiGiayTo: 'CCCD', kenhThucHien: 1 })
  })
})

describe('errors', () => {
  it('are written as the dialect writes them', async () => {
    const uid = registration().referenceUid
    expect(await act(at, uid, 'receive')).toMatchObject({ status: 404, body: { error: 'unknown-dossier' } })
    const id = igateId(999_999)
    expect((await igateAct(at, id, 'receive', { at: '2025-07-01T08:00' })).body).toEqual({
      timestamp: '2025-07-01T01:00:00.000+0000',
      status: 404,
      error: 'Not Found',
      message: 'unknown-dossier',
      path: `/pa/dossier/${id}/--accept`,
    })
    const { body } = await portalAct(at, 999_999, 'receive')
    expect(body).toEqual({ code: 'UNKNOWN_DOSSIER', data: null, message: 'unknown-dossier' })
  })

  it('also of who is not logged in, and of a body that can’t be read', async () => {
    const igate = { body: {}, params: { id: igateId(1) }, as: null }
    expect(await at.ask('one-stop.igate-accept', igate)).toMatchObject({
      status: 401,
      body: { status: 401, message: 'unauthorised' },
    })
    const portal = { body: { idHoSo: 1 }, as: 'leader' }
    expect(await at.ask('one-stop.portal-receive', portal)).toMatchObject({
      status: 403,
      body: { code: 'FORBIDDEN', data: null },
    })
    expect(await at.ask('one-stop.portal-receive', { body: '{', as: 'clerk' })).toMatchObject({
      status: 400,
      body: { code: 'BAD_REQUEST' },
    })
  })
})

describe('a dialect', () => {
  it('knows only the centres that speak it, and their dossiers', async () => {
    const elsewhere = { body: registration({ govAgencyCode: IGATE }), as: 'clerk' }
    expect(await at.ask('one-stop.register', elsewhere)).toMatchObject({
      status: 422,
      body: { error: 'unknown-agency' },
    })
    const { body } = await at.ask('one-stop.igate-register', { body: igateRegistration(), as: 'clerk' })
    expect((await act(at, body.nationCode, 'receive')).status).toBe(404)
    const asked = { body: { maThamChieu: body.nationCode }, as: 'clerk' }
    expect((await at.ask('one-stop.portal-get-by-reference', asked)).status).toBe(404)
    const list = { query: { govAgencyCode: IGATE }, as: 'clerk' }
    expect((await at.ask('one-stop.list', list)).status).toBe(422)
  })

  it('knows a dossier that came through the portal, whichever it is', async () => {
    const act = (uid: string, agency: string) => ({
      id: `m-${uid}`,
      from: 'portal',
      kind: 'citizen-act',
      subject: uid,
      atMs: parseLocal('2025-07-02T07:00'),
      dueMs: parseLocal('2025-07-02T07:00'),
      ordered: true,
      call: '',
      body: {
        referenceUid: uid,
        action: 'register',
        by: 'citizen',
        note: '',
        documents: [],
        run: '',
        serviceCode: '1.001193',
        govAgencyCode: agency,
        applicantName: 'Võ Minh Khang',
        applicantIdType: 'CCCD',
        applicantIdNo: '091812345670',
      },
    })
    const messages = [act('online-1', OPENCPS), act('online-2', IGATE), act('online-3', NEW_PORTAL)]
    const taken = await at.ask('inner.messages', { body: { messages }, as: 'run' })
    expect(taken.body.replies.map(({ status }: { status: number }) => status)).toEqual([200, 200, 200])
    expect((await at.ask('one-stop.dossier', { params: { id: 'online-1' } })).body.online).toBe(true)
    const igate = await at.ask('one-stop.igate-search', { query: { code: 'online-2' }, as: 'clerk' })
    expect(igate.body.content).toMatchObject([{ nationCode: 'online-2', dossierStatus: { id: 0 } }])
    const portal = await at.ask('one-stop.portal-get-by-reference', {
      body: { maThamChieu: 'online-3' },
      as: 'clerk',
    })
    expect(portal.body.data).toMatchObject({ trangThai: 'MOI_DANG_KY' })
  })

  it('lists the unit asked for, or that of the account, page by page', async () => {
    const own = await standing(oneStop, { world })
    for (let n = 0; n < 5; n++) await own.ask('one-stop.register', { body: registration() })
    await own.ask('one-stop.register', { body: registration({ govAgencyCode: SECOND_OPENCPS }) })
    for (let n = 0; n < 3; n++) await own.ask('one-stop.igate-register', { body: igateRegistration(), as: 'clerk' })
    const mine = await own.ask('one-stop.list', { query: { start: 1, end: 3 } })
    expect(mine.body.total).toBe(5)
    expect(mine.body.data).toHaveLength(2)
    expect((await own.ask('one-stop.list', { query: { govAgencyCode: SECOND_OPENCPS } })).body.total).toBe(1)
    const page = { query: { page: 1, size: 2, 'agency-code': IGATE, status: 0 }, as: 'clerk' }
    expect((await own.ask('one-stop.igate-search', page)).body).toMatchObject({
      content: [{ dossierStatus: { id: 0 } }],
      totalElements: 3,
      totalPages: 2,
      number: 1,
      size: 2,
      first: false,
      last: true,
      empty: false,
    })
    const empty = { body: { maCoQuan: NEW_PORTAL, trang: 1, soLuong: 5 }, as: 'clerk' }
    expect((await own.ask('one-stop.portal-list', empty)).body.data).toEqual({ danhSach: [], tongSo: 0 })
    await own.close()
  })
})

describe('words, times and ids', () => {
  it('every state has a word of its own in each dialect, and comes back from it', () => {
    for (let state = 1; state <= 10; state++) {
      expect(stateOfStatus(dossierStatus(state))).toBe(state)
      expect(stateOfIgate(igateStatus(state).id)).toBe(state)
      expect(stateOfWord(statusWord(state))).toBe(state)
    }
    expect(stateOfWord('')).toBeUndefined()
    expect(stateOfStatus('')).toBeUndefined()
    expect(stateOfIgate(10)).toBeUndefined()
  })

  it('times come back as they were written; days that do not exist are none', () => {
    const atMs = parseLocal('2025-07-03T10:15')
    expect(springTime(atMs)).toBe('2025-07-03T03:15:00.000+0000')
    expect(parseSpring('2025-07-03T03:15:00.000+0000')).toBe(atMs)
    expect(parseSpring('2025-02-30T03:15:00.000+0000')).toBeUndefined()
    expect(parseSpring('2025-07-03T03:15:00.000Z')).toBeUndefined()
    expect(vietnameseTime(atMs + 999)).toBe('03/07/2025 10:15:00')
    expect(parseVietnamese('03/07/2025 10:15:00')).toBe(atMs)
    expect(parseVietnamese('30/02/2025 10:15:00')).toBeUndefined()
    expect(parseVietnamese('3/7/2025 10:15:00')).toBeUndefined()
  })

  it('an iGate-like id is good only as the server made it', () => {
    for (const number of [1, 255, 65_536, 1_000_000, 2 ** 40]) expect(numberOfIgate(igateId(number))).toBe(number)
    expect(new Set([1, 2, 3, 4].map(igateId)).size).toBe(4)
    expect(numberOfIgate(igateId(7).replace(/.$/, '8'))).toBeUndefined()
    expect(numberOfIgate('f'.repeat(24))).toBeUndefined()
    expect(numberOfIgate('7')).toBeUndefined()
  })
})
