import { afterAll, beforeAll } from 'vitest'
import { oneStop } from '../../../src/systems/one-stop/index.ts'
import { portal } from '../../../src/systems/portal/index.ts'
import { describeContract } from '../contract.ts'
import { removeDirectories } from '../folders.ts'
import { RUN_TOKEN, type Standing, standing } from '../standing.ts'

let centre: Standing
const peers: { 'one-stop'?: string } = {}
beforeAll(async () => {
  centre = await standing(oneStop)
  peers['one-stop'] = centre.url
})
afterAll(async () => {
  await centre.close()
  removeDirectories()
})

let dossiers = 0
const submission = () => ({
  MaThamChieu: `d-${++dossiers}`,
  MaDonVi: '000.00.53.H48',
  MaTTHC: '1.001193',
  TenTTHC: 'Đăng ký khai sinh',
  ChuHoSo: 'Trần Văn An',
  SoDinhDanh: '091812345678',
  TaiLieuNop: ['Tờ khai'],
})

async function submitted(at: Standing): Promise<string> {
  const body = submission()
  await at.ask('portal.submit', { body })
  return body.MaThamChieu
}

/** Submitted, and the one-stop centre asks for a paper. */
async function lacking(at: Standing): Promise<string> {
  const uid = await submitted(at)
  const body = { actionCode: 'ask-supplement', actionUser: 'clerk-1' }
  await centre.ask('one-stop.act', { params: { id: uid }, body, as: 'clerk' })
  return uid
}

const session = async (at: Standing): Promise<string> => {
  const body = { username: '000.00.53.H48', password: RUN_TOKEN }
  return (await at.ask('portal.lgsp-login', { body })).body.session
}

describeContract(
  portal,
  {
    'portal.submit': () => ({ body: submission() }),
    'portal.supply': async (at) => ({ params: { uid: await lacking(at) }, body: { TaiLieuNop: ['Giấy chứng sinh'] } }),
    'portal.withdraw': async (at) => ({ params: { uid: await submitted(at) }, body: { GhiChu: 'Đã đổi ý' } }),
    'portal.follow': async (at) => ({ params: { uid: await submitted(at) } }),
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
