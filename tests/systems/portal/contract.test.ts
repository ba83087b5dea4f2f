import { afterAll, beforeAll } from 'vitest'
import { identity } from '../../../src/systems/identity/index.ts'
import { oneStop } from '../../../src/systems/one-stop/index.ts'
import { payment } from '../../../src/systems/payment/index.ts'
import { portal } from '../../../src/systems/portal/index.ts'
import { describeContract } from '../contract.ts'
import { removeDirectories } from '../folders.ts'
import { RUN_TOKEN, type Standing, standing } from '../standing.ts'
import { AN, declaration, declared, fee, introduce, submission, submitted } from './town.ts'

let centre: Standing
let gateway: Standing
let provider: Standing
const peers: { 'one-stop'?: string; payment?: string; identity?: string } = {}
beforeAll(async () => {
  centre = await standing(oneStop, { running: ['portal', 'one-stop'] })
  gateway = await standing(payment)
  provider = await standing(identity)
  peers['one-stop'] = centre.url
  peers.payment = gateway.url
  peers.identity = provider.url
})
afterAll(async () => {
  await centre.close()
  await gateway.close()
  await provider.close()
  removeDirectories()
})

/** Submitted, and the one-stop centre asks for a paper. */
async function lacking(at: Standing): Promise<string> {
  const uid = await submitted(at)
  const body = { actionCode: 'ask-supplement', actionUser: 'clerk-1' }
  await centre.ask('one-stop.act', { params: { id: uid }, body, as: 'clerk' })
  return uid
}

/** Submitted and received. @returns its number */
async function numbered(at: Standing): Promise<string> {
  await introduce(centre, { portal: at.url })
  const uid = await submitted(at)
  const body = { actionCode: 'receive', actionUser: 'clerk-1' }
  await centre.ask('one-stop.act', { params: { id: uid }, body, as: 'clerk', at: '2025-07-01T08:30' })
  await centre.drain()
  return (await at.ask('portal.follow', { params: { uid } })).body.MaHoSo
}

/** Number of the notification that a dossier was handed in. */
async function told(at: Standing): Promise<number> {
  await submitted(at)
  const { body } = await at.ask('portal.notifications', { query: { SoDinhDanh: AN } })
  return body.ThongBao[0].MaThongBao
}

const session = async (at: Standing): Promise<string> => {
  const body = { username: '000.00.53.H48', password: RUN_TOKEN }
  return (await at.ask('portal.lgsp-login', { body })).body.session
}

describeContract(
  portal,
  {
    'portal.login': {},
    'portal.login-done': { query: { state: 'made-up' }, status: 401 },
    'portal.me': {},
    'portal.procedures': { query: { TuKhoa: 'khai sinh' } },
    'portal.procedure': { params: { code: '1.001193' }, query: { MaDonVi: '000.00.53.H48' } },
    'portal.declare': () => ({ body: declaration() }),
    'portal.declaration': async (at) => ({ params: { uid: await declared(at) } }),
    'portal.upload': async (at) => ({
      params: { uid: await declared(at) },
      query: { TenGiayTo: 'Giấy chứng sinh' },
      body: new Uint8Array([1, 2, 3]),
    }),
    'portal.file': async (at) => {
      const uid = await declared(at)
      const asked = { params: { uid }, query: { TenGiayTo: 'Tờ khai' }, body: new Uint8Array([1, 2]) }
      const { body } = await at.ask('portal.upload', { ...asked, as: 'citizen' })
      return { params: { uid, hash: body.MaTepTin } }
    },
    'portal.submit-declared': async (at) => ({ params: { uid: await declared(at) } }),
    'portal.track': async (at) => ({ query: { MaHoSo: await numbered(at), SoDinhDanh: AN } }),
    'portal.submit': () => ({ body: submission() }),
    'portal.supply': async (at) => ({ params: { uid: await lacking(at) }, body: { TaiLieuNop: ['Giấy chứng sinh'] } }),
    'portal.withdraw': async (at) => ({ params: { uid: await submitted(at) }, body: { GhiChu: 'Đã đổi ý' } }),
    'portal.follow': async (at) => ({ params: { uid: await submitted(at) } }),
    'portal.pay': async (at) => ({ params: { uid: await submitted(at) }, body: { PhiLePhi: [fee] } }),
    'portal.reconcile': { body: { Ngay: '20250701' } },
    'portal.notifications': { query: { SoDinhDanh: '091812345678' } },
    'portal.read-notification': async (at) => ({ params: { id: await told(at) } }),
    'portal.lgsp-login': { body: { username: '000.00.53.H48', password: RUN_TOKEN } },
    'portal.lgsp': async (at) => ({
      body: {
        session: await session(at),
        madonvi: '000.00.53.H48',
        service: 'CapNhatTienDoHoSoMC',
        isUpdating: 'True',
        data: [
          {
            MaThamChieu: await submitted(at),
            ThuTu: 7,
            MaHoSo: '000.00.53.H48-250701-0001',
            NguoiXuLy: 'clerk-1',
            ThoiDiemXuLy: '20250701080000',
            NoiDungXuLy: 'Chuyển xử lý',
            TrangThai: 4,
          },
        ],
      },
    }),
  },
  { peers },
)
