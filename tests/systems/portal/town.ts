/** The systems that a citizen meets on the web, each served in the test's own process and known to the others. */
import type { StandInName } from '../../../src/schema/index.ts'
import { identity } from '../../../src/systems/identity/index.ts'
import { oneStop } from '../../../src/systems/one-stop/index.ts'
import { payment } from '../../../src/systems/payment/index.ts'
import { portal } from '../../../src/systems/portal/index.ts'
import { RUN_TOKEN, type Standing, type StandingOptions, standing } from '../standing.ts'

export interface Town {
  readonly portal: Standing
  readonly payment: Standing
  readonly oneStop: Standing
  readonly identity: Standing
  /** Waits until every system has told the others everything. */
  settle(): Promise<void>
  close(): Promise<void>
}

/** Tells a system where the others are. */
export async function introduce(at: Standing, urls: Partial<Record<StandInName, string>>): Promise<void> {
  const answer = await fetch(`${at.url}/control/peers`, {
    method: 'POST',
    headers: { authorization: `Bearer ${RUN_TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify(urls),
  })
  if (!answer.ok) throw new Error(await answer.text())
}

export async function openTown(options: StandingOptions = {}): Promise<Town> {
  const more: StandingOptions = { running: ['portal', 'payment', 'one-stop', 'identity'], ...options }
  const town = {
    portal: await standing(portal, more),
    payment: await standing(payment, more),
    oneStop: await standing(oneStop, more),
    identity: await standing(identity, more),
  }
  const all = Object.values(town)
  const urls = {
    portal: town.portal.url,
    payment: town.payment.url,
    'one-stop': town.oneStop.url,
    identity: town.identity.url,
  }
  for (const each of all) await introduce(each, urls)
  return {
    ...town,
    async settle() {
      // What one is told it may pass on, so the first is asked again.
      for (const each of [town.payment, town.portal, town.oneStop, town.portal]) await each.drain()
    },
    async close() {
      for (const each of all) await each.close()
    },
  }
}

export const AN = '091812345678'
export const fee = { LoaiPhiLePhi: 2, MaPhiLePhi: 'LP-01', TenPhiLePhi: 'Lệ phí bản sao trích lục', SoTien: 8000 }

let dossiers = 0

/** What a citizen hands in; a new dossier each time. */
export const submission = () => ({
  MaThamChieu: `d-${++dossiers}`,
  MaDonVi: '000.00.53.H48',
  MaTTHC: '1.001193',
  TenTTHC: 'Đăng ký khai sinh',
  ChuHoSo: 'Trần Văn An',
  SoDinhDanh: AN,
  TaiLieuNop: ['Tờ khai'],
})

/** A dossier handed in. @returns its id */
export async function submitted(at: Standing, when = '2025-07-01T08:00'): Promise<string> {
  const body = submission()
  await at.ask('portal.submit', { body, at: when, as: 'citizen' })
  return body.MaThamChieu
}

/** A form filled in; a new one each time. */
export const declaration = () => ({
  MaThamChieu: `d-${++dossiers}`,
  MaDonVi: '000.00.53.H48',
  MaTTHC: '1.001193',
  ChuHoSo: 'Trần Văn An',
  SoDinhDanh: AN,
  ToKhai: { hoTenTre: 'Trần Thị Bình', ngaySinh: '2025-06-20' },
})

/** A form filled in on the portal. @returns its id */
export async function declared(at: Standing): Promise<string> {
  const body = declaration()
  await at.ask('portal.declare', { body, at: '2025-07-01T08:00', as: 'citizen' })
  return body.MaThamChieu
}
