import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { removeDirectories } from '../folders.ts'
import type { Answered, Asking } from '../standing.ts'
import { AN, declaration, declared, openTown, submission, submitted, type Town } from './town.ts'

const MEBIBYTE = 1024 * 1024
const SECRET = 'a-secret-for-tests'
const BINH = '091912345678'

let town: Town
beforeEach(async () => {
  const citizen = (user: string) => ({ user, secret: SECRET, roles: ['citizen'] })
  town = await openTown({ accounts: [citizen(AN), citizen(BINH)] })
})
afterEach(() => town.close())
afterAll(removeDirectories)

const portal = (operation: string, asking: Asking = {}): Promise<Answered> =>
  town.portal.ask(`portal.${operation}`, { at: '2025-07-01T08:00', ...asking })
const act = async (uid: string, actionCode: string, at: string, payload: object = {}) => {
  const body = { actionCode, actionUser: 'clerk-1', payload }
  const answer = await town.oneStop.ask('one-stop.act', { params: { id: uid }, body, at, as: 'run' })
  await town.oneStop.drain()
  return answer
}
const upload = (uid: string, size: number, more: Asking = {}) =>
  portal('upload', { params: { uid }, query: { TenGiayTo: 'Giấy chứng sinh' }, body: new Uint8Array(size), ...more })

describe('the portal', () => {
  it('lets anybody search procedures, in any case of letters, and look at one', async () => {
    const { body } = await portal('procedures', { query: { TuKhoa: 'KHAI SINH' }, as: null })
    expect(body).toMatchObject({ TongSo: 1, ThuTuc: [{ MaTTHC: '1.001193', ThoiHanGiaiQuyet: '5 ngày làm việc' }] })
    expect((await portal('procedures', { as: null })).body.TongSo).toBe(2)
    const certified = await portal('procedure', { params: { code: '2.000815' }, as: null })
    expect(certified.body).toMatchObject({ ThoiHanGiaiQuyet: 'trong ngày làm việc', ThoiHanGio: 0 })
    expect((await portal('procedure', { params: { code: '9.9' }, as: null })).status).toBe(404)
  })

  it('takes a dossier from the form to the result, and tells the citizen of each state', async () => {
    const uid = await declared(town.portal)
    const content = new TextEncoder().encode('Giấy chứng sinh số 7')
    const file = (await upload(uid, 0, { body: content })).body
    expect(file.MaTepTin).toBe(createHash('sha256').update(content).digest('hex'))
    const handedIn = await portal('submit-declared', { params: { uid } })
    expect(handedIn).toMatchObject({ status: 201, body: { TrangThaiHoSo: 1 } })
    const atCentre = await town.oneStop.ask('one-stop.dossier', { params: { id: uid }, as: 'clerk' })
    expect(atCentre.body).toMatchObject({ applicantIdNo: AN, dossierStatus: 'new' })

    await act(uid, 'receive', '2025-07-01T08:30')
    await act(uid, 'ask-supplement', '2025-07-01T09:00', { missing: ['Giấy chứng nhận kết hôn'] })
    await portal('supply', {
      params: { uid },
      body: { TaiLieuNop: ['Giấy chứng nhận kết hôn'] },
      at: '2025-07-01T10:00',
    })
    await act(uid, 'process', '2025-07-01T11:00', { draftResult: 'Giấy khai sinh' })
    await act(uid, 'sign', '2025-07-01T14:00')
    await act(uid, 'return', '2025-07-01T15:00')

    const dossier = (await portal('follow', { params: { uid } })).body
    expect(dossier).toMatchObject({
      TrangThaiHoSo: 10,
      HinhThuc: 2,
      NgayDangKy: '20250701080000',
      NgayTra: '20250701150000',
      TaiLieuNop: ['Tờ khai điện tử', 'Giấy chứng sinh', 'Giấy chứng nhận kết hôn'],
      TepTin: [{ TenGiayTo: 'Giấy chứng sinh', MaTepTin: file.MaTepTin, KichThuoc: content.length }],
    })
    const { ThongBao: told } = (await portal('notifications', { query: { SoDinhDanh: AN } })).body
    const states = told.map(({ TrangThaiHoSo }: { TrangThaiHoSo: number }) => TrangThaiHoSo)
    // That the papers were supplied (4) is no news to who supplied them.
    expect(states).toEqual([1, 2, 5, 9, 10])
    expect(told[1].NoiDung).toBe(`Hồ sơ ${dossier.MaHoSo} đã được tiếp nhận, hẹn trả kết quả 14:30 ngày 04/07/2025.`)
    const tracked = await portal('track', { query: { MaHoSo: dossier.MaHoSo, SoDinhDanh: AN }, as: null })
    expect(tracked.body).toMatchObject({ MaThamChieu: uid, TrangThaiHoSo: 10 })
    expect((await portal('track', { query: { MaHoSo: dossier.MaHoSo, SoDinhDanh: BINH }, as: null })).status).toBe(404)
  })

  it('gives a file back as it was, keeps one content once, and shows none to others', async () => {
    const [one, two] = [await declared(town.portal), await declared(town.portal)]
    const { MaTepTin: hash } = (await upload(one, 3)).body
    expect((await upload(two, 3)).body.MaTepTin).toBe(hash)
    const params = { uid: one, hash }
    const back = await town.portal.fetch('portal.file', { params })
    expect([...new Uint8Array(await back.arrayBuffer())]).toEqual([0, 0, 0])
    expect(back.headers.get('x-content-type-options')).toBe('nosniff')
    expect((await portal('file', { params, as: AN })).status).toBe(200)
    expect((await portal('file', { params, as: BINH })).status).toBe(404)
    expect((await portal('file', { params: { uid: one, hash: 'f'.repeat(64) } })).status).toBe(404)
    expect((await upload(one, 4, { as: BINH })).status).toBe(404)
  })

  it('replaces a form until it is handed in, and takes it in once', async () => {
    const body = declaration()
    await portal('declare', { body })
    await portal('declare', { body: { ...body, ToKhai: { hoTenTre: 'Trần Thị Cúc' } } })
    const params = { uid: body.MaThamChieu }
    expect((await portal('declaration', { params })).body).toMatchObject({
      ToKhai: { hoTenTre: 'Trần Thị Cúc' },
      DaNop: false,
    })
    await portal('submit-declared', { params })
    expect((await portal('declaration', { params })).body.DaNop).toBe(true)
    expect((await portal('declare', { body })).body.error).toBe('already-submitted')
    expect((await portal('submit-declared', { params })).body.error).toBe('already-submitted')
    expect((await portal('submit', { body: { ...submission(), MaThamChieu: params.uid } })).status).toBe(409)
    expect(await town.portal.census()).toMatchObject({ counts: { received: 1 } })
  })

  it('shows a citizen what is theirs, and nothing of others', async () => {
    const uid = await submitted(town.portal)
    const params = { uid }
    expect((await portal('follow', { params, as: AN })).status).toBe(200)
    for (const [operation, body] of [
      ['follow', undefined],
      ['withdraw', {}],
      ['supply', { TaiLieuNop: [] }],
      ['pay', { PhiLePhi: [{ LoaiPhiLePhi: 1, MaPhiLePhi: 'x', TenPhiLePhi: 'x', SoTien: 1 }] }],
    ] as const) {
      expect((await portal(operation, { params, as: BINH, ...(body ? { body } : {}) })).status, operation).toBe(404)
    }
    expect((await portal('submit', { body: submission(), as: BINH })).body.error).toBe('another-person')
    expect((await portal('notifications', { as: AN })).body).toMatchObject({ TongSo: 1, ChuaDoc: 1 })
    expect((await portal('notifications', { as: BINH, query: { SoDinhDanh: AN } })).body.TongSo).toBe(0)
    const { MaThongBao: id } = (await portal('notifications', { as: AN })).body.ThongBao[0]
    expect((await portal('read-notification', { params: { id }, as: BINH })).status).toBe(404)
    expect((await portal('read-notification', { params: { id }, as: AN })).body.DaDoc).toBe(true)
    expect((await portal('notifications', { as: AN })).body).toMatchObject({ TongSo: 1, ChuaDoc: 0 })
  })
})

describe('the portal’s LGSP door', () => {
  it('takes dossiers and steps with every field of the convention, and nothing without a session', async () => {
    const login = { username: '000.00.53.H48', password: town.portal.token }
    const { session } = (await portal('lgsp-login', { body: login })).body
    const envelope = { session, madonvi: '000.00.53.H48', isUpdating: 'False' }
    const dossier = {
      MaThamChieu: 'far-1',
      ThuTu: 1,
      MaHoSo: '000.00.53.H48-250701-0007',
      MaTTHC: '1.001193',
      TenTTHC: 'Đăng ký khai sinh',
      MaLinhVuc: 'HT',
      TenLinhVuc: 'Hộ tịch',
      ChuHoSo: 'Trần Văn An',
      LoaiDoiTuong: '1',
      MaDoiTuong: AN,
      Email: 'an@example.invalid',
      SoDienThoai: '',
      TrichYeuHoSo: 'Khai sinh cho Trần Thị Bình',
      HinhThuc: 1,
      TaiLieuNop: ['Tờ khai'],
      DanhSachLePhi: [{ TenLePhi: 'Lệ phí', SoTien: 8000 }],
      DanhSachHoSoBoSung: [],
      DanhSachGiayToKetQua: [],
      NgayDangKy: '20250701080000',
      NgayTiepNhan: '20250701080000',
      NgayHenTra: '20250704143000',
      NgayKetThucXuLy: '',
      NgayTra: '',
      TrangThaiHoSo: 2,
      DonViXuLy: 'Phường Rạch Giá',
      NguoiXuLy: 'clerk-1',
      ThoiDiemXuLy: '20250701080000',
      GhiChu: '',
    }
    const full = { ...envelope, service: 'DongBoHoSoMC', data: [dossier] }
    expect((await portal('lgsp', { body: full })).body).toEqual({ error_code: 0, accepted: 1, unknown: [] })
    const step = {
      MaThamChieu: 'far-1',
      ThuTu: 2,
      MaHoSo: dossier.MaHoSo,
      NguoiXuLy: 'specialist-1',
      ChucDanh: 'Công chức tư pháp – hộ tịch',
      PhongBanXuLy: 'Văn phòng',
      ThoiDiemXuLy: '20250701090000',
      NoiDungXuLy: 'Chuyển xử lý',
      TrangThai: 4,
      NgayBatDau: '20250701090000',
      NgayKetThucTheoQuyDinh: '20250704143000',
    }
    const steps = { ...envelope, isUpdating: 'True', service: 'CapNhatTienDoHoSoMC', data: [step] }
    expect((await portal('lgsp', { body: steps })).body).toMatchObject({ accepted: 1 })
    const shown = (await portal('follow', { params: { uid: 'far-1' } })).body
    expect(shown).toMatchObject({ TrangThaiHoSo: 4, HinhThuc: 1, NgayHenTra: '20250704143000' })
    // Looked up by its number, by its own unit alone.
    const asked = { session, madonvi: envelope.madonvi, service: 'TraCuuHoSo', data: [{ MaHoSo: dossier.MaHoSo }] }
    expect((await portal('lgsp', { body: asked })).body).toMatchObject({
      ...{ error_code: 0, TongSo: 1 },
      result: [{ MaThamChieu: 'far-1', TrangThaiHoSo: 4, TienDo: [{}, {}] }],
    })
    expect((await portal('lgsp', { body: { ...asked, madonvi: '000.00.60.H48' } })).body.TongSo).toBe(0)
    expect((await portal('lgsp', { body: { ...asked, data: [] } })).body.TongSo).toBe(0)
    expect((await portal('lgsp', { body: { ...full, session: 'made-up' } })).body.error).toBe('session-unknown')
    for (const [key, value] of [
      ['HinhThuc', 4],
      ['TrangThaiHoSo', 11],
      ['TrangThaiHoSo', 0],
    ] as const) {
      const body = { ...full, data: [{ ...dossier, [key]: value }] }
      expect((await portal('lgsp', { body })).status, `${key} ${value}`).toBe(400)
    }
  })
})

describe('the look-ups of the LGSP door', () => {
  const lookUp = async (service: string, more: object = {}) => {
    const login = { username: '000.00.53.H48', password: town.portal.token }
    const { session } = (await portal('lgsp-login', { body: login })).body
    return (await portal('lgsp', { body: { session, madonvi: '000.00.53.H48', service, ...more } })).body
  }

  it('tell the procedures with their limits and fees', async () => {
    const all = await lookUp('LayThuTuc')
    expect(all).toMatchObject({ error_code: 0, TongSo: 2 })
    const one = await lookUp('LayThuTuc', { data: [{ MaTTHC: '2.000815' }] })
    expect(one).toMatchObject({ TongSo: 1, result: [{ MaTTHC: '2.000815', LePhiThamKhao: true }] })
    expect((await lookUp('LayThuTuc', { Sau: 1 })).result).toHaveLength(1)
    expect(await lookUp('LayThuTuc', { data: [{ MaTTHC: '9.9' }] })).toMatchObject({ TongSo: 0, result: [] })
    expect(await lookUp('LayThuTuc', { madonvi: '000.00.99.H99' })).toMatchObject({ TongSo: 0 })
  })

  it('tell the agencies', async () => {
    const { result } = await lookUp('LayDanhMucCoQuan', { data: [{ MaCoQuan: '000.00.53.H48' }] })
    expect(result).toMatchObject([{ MaCoQuan: '000.00.53.H48', TenCoQuan: 'Phường Rạch Giá' }])
    expect((await lookUp('LayDanhMucCoQuan')).TongSo).toBeGreaterThan(1)
  })
})

describe('a portal with a fault', () => {
  it('refuses big files below its limit, takes small ones, and above its limit none at all', async () => {
    const uid = await declared(town.portal)
    expect((await upload(uid, 5 * MEBIBYTE)).status).toBe(201)
    expect(await upload(uid, 5 * MEBIBYTE + 1)).toMatchObject({ status: 413, body: { error: 'too-large' } })
    await town.portal.plant({ kind: 'attachment-refused', more: { overBytes: 1000 } })
    expect(await upload(uid, 1001)).toMatchObject({ status: 413, body: { error: 'attachment-refused' } })
    expect((await upload(uid, 1000)).status).toBe(201)
  })

  it('that is set up for some provinces only refuses the dossiers of others', async () => {
    await town.portal.plant({ id: 'left-out', kind: 'not-configured', more: { provinces: '91,92' } })
    expect((await portal('submit', { body: submission() })).status).toBe(201)
    await town.portal.plant({ id: 'left-out', kind: 'not-configured', more: { provinces: '92' } })
    const refusal = { status: 422, body: { error: 'not-configured', TinhThanh: 'An Giang' } }
    expect(await portal('submit', { body: submission() })).toMatchObject(refusal)
    expect(await portal('declare', { body: declaration() })).toMatchObject(refusal)
    const query = { MaDonVi: '000.00.53.H48' }
    expect(await portal('procedure', { params: { code: '1.001193' }, query })).toMatchObject(refusal)
    await town.portal.plant({ id: 'left-out', kind: 'not-configured', units: ['30760'] })
    expect((await portal('submit', { body: submission() })).status).toBe(201)
    expect(await portal('submit', { body: { ...submission(), MaDonVi: '000.00.54.H48' } })).toMatchObject(refusal)
  })

  it('is slow, answers with 5xx or never answers, as long as that is planted', async () => {
    const body = submission()
    await town.portal.plant({ id: 'ill', kind: 'slow', operations: ['portal.submit'], more: { addMs: 150 } })
    const before = performance.now()
    expect((await portal('submit', { body: submission() })).status).toBe(201)
    expect(performance.now() - before).toBeGreaterThan(145)
    await town.portal.plant({ id: 'ill', kind: 'server-error', more: { status: 502 } })
    expect((await town.portal.fetch('portal.submit', { body })).status).toBe(502)
    await town.portal.plant({ id: 'ill', kind: 'time-out', operations: ['portal.submit'] })
    const hung = fetch(`${town.portal.url}/api/dossiers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${town.portal.token}` },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(200),
    })
    await expect(hung).rejects.toThrow(/abort|timeout/i)
    expect(await town.portal.census()).toMatchObject({ counts: { received: 1 } })
  })
})
