import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { payment } from '../../../src/systems/payment/index.ts'
import { describeContract } from '../contract.ts'
import { removeDirectories } from '../folders.ts'
import { fee, openTown, submitted, type Town } from '../portal/town.ts'
import type { Standing } from '../standing.ts'

afterAll(removeDirectories)

let dossiers = 0
const demand = () => ({
  MaThamChieu: `p-${++dossiers}`,
  MaTTHC: '1.001193',
  MaDonVi: '000.00.53.H48',
  HoTenNguoiNop: 'Trần Văn An',
  PhiLePhi: [fee],
})
const paid = async (at: Standing): Promise<string> =>
  (await at.ask('payment.pay', { body: demand(), at: '2025-07-01T08:00', as: 'citizen' })).body.MaTraCuuTT

describeContract(payment, {
  'payment.demand': () => ({ body: demand() }),
  'payment.pay': () => ({ body: demand() }),
  'payment.payment': async (at) => ({ params: { code: await paid(at) } }),
  'payment.call-back': async (at) => ({ params: { code: await paid(at) } }),
  'payment.reconciliation': { query: { Ngay: '20250701' } },
})

describe('paying', () => {
  let town: Town
  beforeEach(async () => {
    town = await openTown()
  })
  afterEach(() => town.close())

  const MORNING = '2025-07-01T09:00'
  const pay = (uid: string, more: object = {}) =>
    town.payment.ask('payment.pay', {
      body: { MaThamChieu: uid, MaTTHC: '1.001193', MaDonVi: '000.00.53.H48', HoTenNguoiNop: 'Trần Văn An', ...more },
      at: MORNING,
      as: 'citizen',
    })
  const demanded = async (uid: string) =>
    (
      await town.portal.ask('portal.pay', {
        params: { uid },
        body: { PhiLePhi: [fee, { ...fee, MaPhiLePhi: 'PH-02', SoTien: 2000 }] },
        at: '2025-07-01T08:30',
        as: 'citizen',
      })
    ).body
  const known = async (uid: string) => (await town.portal.ask('portal.follow', { params: { uid } })).body.ThanhToan
  const heard = async () =>
    (await town.portal.ask('portal.notifications', { query: { SoDinhDanh: '091812345678' } })).body.ThongBao.map(
      ({ NoiDung }: { NoiDung: string }) => NoiDung,
    )
  const reconcile = () => town.portal.ask('portal.reconcile', { body: { Ngay: '20250701' }, at: '2025-07-01T17:00' })

  it('goes from the portal’s demand over the gateway back to the portal, the citizen and the one-stop centre', async () => {
    const uid = await submitted(town.portal)
    const view = await demanded(uid)
    expect(view).toMatchObject({ TongTien: 10_000, TrangThai: 'cho-thanh-toan', ThoiDiemThanhToan: '' })
    expect(await known(uid)).toEqual([{ MaTraCuuTT: view.MaTraCuuTT, TongTien: 10_000, TrangThai: 'cho-thanh-toan' }])

    expect((await pay(uid)).body).toMatchObject({ TrangThai: 'da-thanh-toan', ThoiDiemThanhToan: '20250701090000' })
    await town.settle()
    expect(await known(uid)).toMatchObject([{ TrangThai: 'da-thanh-toan' }])
    expect((await heard()).at(-1)).toBe(`Hồ sơ ${uid}: đã nhận thanh toán 10.000 đồng.`)
    const dossier = await town.oneStop.ask('one-stop.dossier', { params: { id: uid }, as: 'clerk' })
    expect(dossier.body).toMatchObject({ paymentCalls: 1 })
    expect((await reconcile()).body).toEqual({ Ngay: '20250701', TongSo: 1, DaBiet: 1, BoSung: [] })
  })

  it('demands a dossier’s fees once, and takes the money once', async () => {
    const uid = await submitted(town.portal)
    const { MaTraCuuTT } = await demanded(uid)
    expect((await demanded(uid)).MaTraCuuTT).toBe(MaTraCuuTT)
    expect((await pay(uid, { MaTraCuuTT })).status).toBe(201)
    expect(await pay(uid, { MaTraCuuTT })).toMatchObject({ status: 409, body: { error: 'already-paid' } })
    expect(await pay(uid)).toMatchObject({ status: 409, body: { error: 'nothing-demanded' } })
    expect(await town.payment.census()).toMatchObject({ byState: { paid: 1 }, counts: { received: 1, finished: 1 } })
  })

  it('asks for the procedure’s fee where nobody states one, marked where it has no source', async () => {
    const uid = await submitted(town.portal)
    const { body } = await town.portal.ask('portal.pay', { params: { uid }, body: {}, as: 'citizen' })
    expect(body).toMatchObject({ TongTien: 50_000, PhiLePhi: [{ TenPhiLePhi: 'Lệ phí (giả định)' }] })
    const other = await submitted(town.portal)
    expect((await pay(other)).body).toMatchObject({ TongTien: 50_000, TrangThai: 'da-thanh-toan' })
  })

  it('is refused for another’s dossier, an unknown unit and an unknown procedure', async () => {
    const [uid, other] = [await submitted(town.portal), await submitted(town.portal)]
    const { MaTraCuuTT } = await demanded(uid)
    expect((await pay(other, { MaTraCuuTT })).status).toBe(404)
    expect((await pay(uid, { MaDonVi: '000.00.99.H99' })).body.error).toBe('unknown-agency')
    expect((await pay(uid, { MaTTHC: '9.999999' })).body.error).toBe('unknown-procedure')
  })

  it('whose call-back is lost is found by reconciliation, once', async () => {
    const uid = await submitted(town.portal)
    const { MaTraCuuTT } = await demanded(uid)
    await town.payment.plant({ kind: 'callback-lost' })
    expect((await pay(uid)).body.TrangThai).toBe('da-thanh-toan')
    await town.settle()
    expect(await known(uid)).toMatchObject([{ TrangThai: 'cho-thanh-toan' }])

    expect((await reconcile()).body).toEqual({ Ngay: '20250701', TongSo: 1, DaBiet: 0, BoSung: [MaTraCuuTT] })
    expect(await known(uid)).toMatchObject([{ TrangThai: 'da-thanh-toan' }])
    expect((await reconcile()).body).toMatchObject({ DaBiet: 1, BoSung: [] })
    await town.settle()
    const dossier = await town.oneStop.ask('one-stop.dossier', { params: { id: uid }, as: 'clerk' })
    expect(dossier.body).toMatchObject({ paymentCalls: 1 })
  })

  it('whose call-back comes twice counts once', async () => {
    const uid = await submitted(town.portal)
    await demanded(uid)
    await town.payment.plant({ kind: 'callback-twice' })
    const { MaTraCuuTT } = (await pay(uid)).body
    await town.settle()
    await town.payment.ask('payment.call-back', { params: { code: MaTraCuuTT }, at: '2025-07-01T10:00' })
    await town.settle()
    expect(await known(uid)).toMatchObject([{ TrangThai: 'da-thanh-toan' }])
    expect((await heard()).filter((text: string) => text.includes('đã nhận thanh toán'))).toHaveLength(1)
    const dossier = await town.oneStop.ask('one-stop.dossier', { params: { id: uid }, as: 'clerk' })
    expect(dossier.body).toMatchObject({ paymentCalls: 1 })
  })

  it('is reconciled over more payments than a page holds', async () => {
    await town.payment.plant({ kind: 'callback-lost' })
    for (let n = 0; n < 101; n++) await pay(`many-${n}`, { PhiLePhi: [fee] })
    const { body } = await town.payment.ask('payment.reconciliation', { query: { Ngay: '20250701' } })
    expect(body).toMatchObject({ TongSo: 101, TongTien: 808_000 })
    expect(body.GiaoDich).toHaveLength(100)
    expect((await reconcile()).body).toMatchObject({ TongSo: 101, DaBiet: 0 })
    expect((await reconcile()).body).toMatchObject({ TongSo: 101, DaBiet: 101 })
  })

  it('can’t begin while the gateway is away, and begins once it is back', async () => {
    const uid = await submitted(town.portal)
    await town.payment.plant({ id: 'out', kind: 'connection-lost' })
    const asked = { params: { uid }, body: { PhiLePhi: [fee] }, as: 'citizen', call: 'pay-1' }
    expect(await town.portal.ask('portal.pay', asked)).toMatchObject({ status: 503, body: { error: 'payment-away' } })
    await town.payment.plant({ id: 'out', kind: 'slow', more: { addMs: 1 } })
    expect((await town.portal.ask('portal.pay', asked)).status).toBe(201)
  })
})
