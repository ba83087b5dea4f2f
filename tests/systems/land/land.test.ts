import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { land } from '../../../src/systems/land/index.ts'
import { describeContract } from '../contract.ts'
import { removeDirectories } from '../folders.ts'
import { freshUid, LAND, world } from '../line-world.ts'
import { type Asking, type Standing, standing } from '../standing.ts'

const application = (more: object = {}) => ({
  MaHoSo: freshUid(),
  MaDonVi: '000.00.53.H48',
  MaTTHC: LAND,
  ChuHoSo: 'Lê Văn Bình',
  SoDinhDanh: '091812345678',
  ...more,
})
const MORNING = '2025-07-01T08:00'

async function receipt(at: Standing, ...acts: readonly string[]): Promise<{ SoBienNhan: string }> {
  const { body } = await at.ask('land.enter', { body: application(), at: MORNING })
  const params = { SoBienNhan: body.Data.SoBienNhan }
  for (const act of acts) await at.ask(`land.${act}`, { params, body: {}, at: MORNING })
  return params
}

afterAll(removeDirectories)

describeContract(
  land,
  {
    'land.look-up': { body: { MaHoSo: 'd-1' } },
    'land.enter': () => ({ body: application() }),
    'land.find': async (at) => {
      const body = application()
      await at.ask('land.enter', { body })
      return { body: { MaHoSo: body.MaHoSo } }
    },
    'land.record': async (at) => ({ params: await receipt(at) }),
    'land.verify': async (at) => ({ params: await receipt(at), body: { SoTien: 1_000_000 } }),
    'land.settle': async (at) => ({ params: await receipt(at, 'verify'), body: {} }),
  },
  { world },
)

describe('the land information system', () => {
  let at: Standing
  beforeEach(async () => {
    at = await standing(land, { world })
  })
  afterEach(() => at.close())

  const ask = async (what: string, asking: Asking = {}) =>
    (await at.ask(`land.${what}`, { at: MORNING, body: {}, ...asking })).body
  const refusal = (error: string, words: string) => ({ Result: false, Message: words, MaLoi: error })

  it('enters, verifies and settles a dossier under the number of its receipt', async () => {
    const body = application()
    const entered = await ask('enter', { body })
    expect(entered).toMatchObject({
      Result: true,
      Data: { SoBienNhan: 'BN-30742-250701-0001', MaHoSo: body.MaHoSo, TrangThai: 'DANG_XU_LY', SoTien: 0 },
    })
    // 40 working hours less 30 %: 28, from Tuesday 08:00.
    expect(entered.Data.HanTra).toBe('2025-07-04T14:00:00.000+07:00')
    const params = { SoBienNhan: entered.Data.SoBienNhan }
    expect(await ask('settle', { params })).toEqual(refusal('wrong-state', 'Trạng thái hồ sơ không cho phép'))
    const verified = await ask('verify', { params })
    expect(verified.Data.TrangThai).toBe('CHO_NVTC')
    expect(verified.Data.SoTien).toBeGreaterThanOrEqual(200_000)
    expect((await ask('settle', { params, body: { SoTien: 1 } })).MaLoi).toBe('wrong-amount')
    expect((await ask('settle', { params })).Data.TrangThai).toBe('DA_GIAI_QUYET')
    expect((await ask('record', { params })).Data).toMatchObject({ TrangThai: 'DA_GIAI_QUYET' })
    expect((await ask('find', { body: { MaHoSo: body.MaHoSo } })).Data.SoBienNhan).toBe(params.SoBienNhan)
    expect(await at.census()).toMatchObject({ counts: { received: 1, finished: 1 } })
  })

  it('ends at once where there is no financial obligation', async () => {
    const params = await receipt(at)
    const { Data } = await ask('verify', { params, body: { SoTien: 0 } })
    expect(Data).toMatchObject({ TrangThai: 'DA_GIAI_QUYET', SoTien: 0 })
  })

  it('numbers the receipts of a unit and day, and takes a dossier once', async () => {
    const body = application()
    await ask('enter', { body })
    expect((await ask('enter', { body })).MaLoi).toBe('already-entered')
    const number = async (more: object, time = MORNING) =>
      (await ask('enter', { body: application(more), at: time })).Data.SoBienNhan
    expect(await number({})).toBe('BN-30742-250701-0002')
    expect(await number({ MaDonVi: '000.00.54.H48' })).toBe('BN-30760-250701-0001')
    expect(await number({}, '2025-07-02T08:00')).toBe('BN-30742-250702-0001')
    expect((await ask('enter', { body: application({ MaDonVi: 'H99' }) })).MaLoi).toBe('unknown-agency')
    expect((await ask('record', { params: { SoBienNhan: 'BN-30742-250701-0099' } })).MaLoi).toBe('unknown-receipt')
  })

  it('refuses at its doors in the same form', async () => {
    const answer = await at.ask('land.enter', { body: application(), as: 'clerk' })
    expect(answer).toMatchObject({ status: 403, body: { Result: false, MaLoi: 'forbidden' } })
  })

  it('knows the same plot of a dossier each time', async () => {
    const body = { MaHoSo: 'd-1' }
    const plot = await ask('look-up', { body })
    expect(plot.Result).toBe(true)
    expect(await ask('look-up', { body })).toEqual(plot)
    const { Data } = await ask('enter', { body: application(body) })
    expect(Data).toMatchObject({ SoTo: plot.Data.SoTo, SoThua: plot.Data.SoThua })
  })

  it('does not cover the stated share of the plots, the same ones every time', async () => {
    await at.plant({ kind: 'partial-coverage', share: 0.2 })
    const missing: string[] = []
    for (let n = 0; n < 200; n++) {
      const answer = await ask('look-up', { body: { MaHoSo: `d-${n}` } })
      if (answer.Result) continue
      expect(answer).toEqual(refusal('not-covered', 'Thửa đất chưa có trong cơ sở dữ liệu'))
      missing.push(`d-${n}`)
    }
    // Binomial(200, 0.2): 40 ± 4 standard deviations of 5.7.
    expect(missing.length).toBeGreaterThan(17)
    expect(missing.length).toBeLessThan(63)
    for (const MaHoSo of missing.slice(0, 5)) expect((await ask('look-up', { body: { MaHoSo } })).Result).toBe(false)
    expect((await ask('enter', { body: application({ MaHoSo: missing[0] }) })).Result).toBe(true)
  })

  it('is not connected with a unit while that is planted, or for good where the unit is without it', async () => {
    await at.plant({ kind: 'not-connected', units: ['30742'], toMs: Date.parse('2025-07-02T00:00+07:00') })
    const words = 'Đơn vị chưa kết nối với hệ thống thông tin đất đai'
    for (const [what, body] of [
      ['look-up', { MaHoSo: 'd-1' }],
      ['enter', application()],
      ['find', { MaHoSo: 'd-1' }],
    ] as const) {
      expect(await ask(what, { body })).toEqual(refusal('not-connected', words))
    }
    expect(await at.census()).toMatchObject({ counts: { received: 0 } })
    expect((await ask('look-up', { body: { MaHoSo: 'd-1' }, at: '2025-07-02T00:00' })).Result).toBe(true)

    const centres = world.centres.map((centre) => ({ ...centre, without: ['land' as const] }))
    const without = await standing(land, { world: { ...world, centres } })
    try {
      expect((await without.ask('land.look-up', { body: { MaHoSo: 'd-1' } })).body.MaLoi).toBe('not-connected')
    } finally {
      await without.close()
    }
  })

  it('is slow by as much as is planted', async () => {
    await at.plant({ kind: 'slow', operations: ['land.look-up'], more: { addMs: 150 } })
    const sinceMs = performance.now()
    expect((await ask('look-up', { body: { MaHoSo: 'd-1' } })).Result).toBe(true)
    expect(performance.now() - sinceMs).toBeGreaterThanOrEqual(149)
  })
})
