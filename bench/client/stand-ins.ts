import { fileURLToPath } from 'node:url'
import { dossierId } from '../../src/people/index.ts'
import { startStandIns } from '../../src/rehearse/index.ts'
import { loadScenario } from '../../src/scenario/index.ts'
import type { StandInName } from '../../src/schema/index.ts'
import type { DatabasePlace, RunningSystems } from '../../src/systems/index.ts'
import { post } from './raw.ts'

const CALL_ID_LENGTH = 24

const path = (file: string): string => fileURLToPath(new URL(file, import.meta.url))
const plan = loadScenario(path('../../scenarios/rach-gia-2025-07.yaml'))
const childCommand = {
  file: process.execPath,
  args: ['--disable-warning=ExperimentalWarning', path('../../src/cli/main.ts'), 'serve'],
}
const unit = plan.units[0] as (typeof plan.units)[number]

/** What every request to a stand-in says of itself, as in a rehearsal. */
const headers = (n: number): Record<string, string> => ({
  'x-dientap-run': 'bench',
  'x-dientap-call': `bench-${n}`.padEnd(CALL_ID_LENGTH, '.'),
  'x-dientap-at': '2025-07-01T08:03:11.250+07:00',
  'x-dientap-by': 'clerk-1',
})

/** A POST that makes the nth dossier at the one-stop centre. */
export const registration = (n: number): string =>
  post(
    '/o/rest/v2/dossiers',
    headers(n),
    JSON.stringify({
      referenceUid: dossierId(unit.code, n),
      serviceCode: '1.001193',
      govAgencyCode: unit.organisationId,
      applicantName: 'Nguyễn Thị Ánh Tuyết',
      applicantIdType: 'CCCD',
      applicantIdNo: '091812345678',
      viaPostal: 0,
      documents: ['Tờ khai đăng ký khai sinh', 'Giấy chứng sinh'],
    }),
  )

/** A POST that hands the nth dossier in on the portal. */
export const submission = (n: number): string =>
  post(
    '/api/dossiers',
    headers(n),
    JSON.stringify({
      MaThamChieu: dossierId(unit.code, n),
      MaDonVi: unit.organisationId,
      MaTTHC: '1.001193',
      ChuHoSo: 'Nguyễn Thị Ánh Tuyết',
      SoDinhDanh: '091812345678',
      TaiLieuNop: ['Tờ khai đăng ký khai sinh', 'Giấy chứng sinh'],
    }),
  )

/** Starts stand-ins as for Rạch Giá's centre, each in a process as in a run. */
export function launchStandIns(systems: readonly StandInName[], database: DatabasePlace): Promise<RunningSystems> {
  return startStandIns(plan, { database, childCommand, systems })
}
