import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseLocal } from '../../src/calendar/index.ts'
import type { SystemName } from '../../src/schema/index.ts'
import type { LaunchOptions, World } from '../../src/systems/index.ts'
import {
  type CallValues,
  compileTarget,
  readTarget,
  SystemClient,
  type Target,
  type TargetAnswer,
  Targets,
} from '../../src/target/index.ts'
import { freshDirectory } from './folders.ts'

export { freshDirectory, removeDirectories } from './folders.ts'

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export const hours = '07:00-11:30,13:30-17:00'

/** Two wards with one procedure of 40 working hours (28 after the reduction) and one same-day procedure. */
export const world: World = {
  seed: 1,
  centres: [
    {
      code: '30742',
      name: 'Phường Rạch Giá',
      organisationId: '000.00.53.H48',
      provinceCode: '91',
      province: 'An Giang',
    },
    {
      code: '30760',
      name: 'Phường Vĩnh Thông',
      organisationId: '000.00.54.H48',
      provinceCode: '91',
      province: 'An Giang',
    },
  ],
  calendar: {
    week: { monday: hours, tuesday: hours, wednesday: hours, thursday: hours, friday: hours },
    holidays: {},
    fromMs: parseLocal('2025-07-01'),
    toMs: parseLocal('2025-08-01'),
  },
  procedures: [
    { code: '1.001193', name: 'Đăng ký khai sinh', limit: { kind: 'working-time', workingHours: 40 } },
    { code: '2.000815', name: 'Chứng thực bản sao từ bản chính', limit: { kind: 'same-day' } },
  ],
  limitReduction: 0.3,
  sameDayCutOffMin: 15 * 60,
}

export const childCommand = {
  file: process.execPath,
  args: ['--disable-warning=ExperimentalWarning', file('./child.ts')],
}

export const launchOptions = (more: Partial<LaunchOptions> = {}): LaunchOptions => ({
  childCommand,
  systems: ['portal', 'one-stop'],
  database: { kind: 'sqlite', folder: freshDirectory() },
  world,
  ...more,
  checkAnswers: true,
})

export const standInsFile = file('../../scenarios/targets/stand-ins.yaml')

export const standIns = (urls: Partial<Record<SystemName, string>>): Target =>
  compileTarget(readTarget(readFileSync(standInsFile, 'utf8'), 'stand-ins.yaml'), urls)

/** A client of systems that ask for no secret in particular. */
export const openClient = (urls: Partial<Record<SystemName, string>>): Promise<SystemClient> => {
  const own = readTarget(readFileSync(standInsFile, 'utf8'), 'stand-ins.yaml')
  return SystemClient.open(new Targets({ own, dialects: new Map() }, urls), { secrets: () => 'any-secret' })
}

/** Of an answer what a dossier is concerned with. */
export function brief(answer: TargetAnswer): unknown {
  if (!answer.ok) return answer
  const { ok, dueAtMs, dossierNo } = answer
  return { ok, ...(dueAtMs === undefined ? {} : { dueAtMs }), ...(dossierNo === undefined ? {} : { dossierNo }) }
}

let calls = 0

/** What a call is made of; every call gets an id of its own unless one is given. */
export function values(
  id: string,
  at: string,
  more: Partial<CallValues> & Partial<CallValues['dossier']> = {},
): CallValues {
  const { runId = 'test', callId = `call-${++calls}`, by = 'clerk-1', actor, unit, place, ...dossier } = more
  const rachGia = { code: '30742', name: 'Phường Rạch Giá', organisationId: '000.00.53.H48' }
  return {
    runId,
    callId,
    atMs: parseLocal(at),
    by,
    actor: actor ?? (by === 'citizen' ? 'citizen' : 'official'),
    unit: unit ?? rachGia,
    place: place ?? unit ?? rachGia,
    dossier: {
      id,
      procedureCode: '1.001193',
      procedureName: 'Đăng ký khai sinh',
      channel: 'direct',
      applicantName: 'Nguyễn Thị Ánh Tuyết',
      applicantIdNo: '091812345678',
      documents: ['Tờ khai đăng ký khai sinh'],
      missing: ['Giấy chứng sinh'],
      ...dossier,
    },
  }
}
