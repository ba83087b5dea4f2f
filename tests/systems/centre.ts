import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseLocal } from '../../src/calendar/index.ts'
import type { SystemName } from '../../src/schema/index.ts'
import type { CentreConfiguration, LaunchOptions } from '../../src/systems/index.ts'
import {
  type CallValues,
  compileTarget,
  readTarget,
  SystemClient,
  type Target,
  type TargetAnswer,
  Targets,
} from '../../src/target/index.ts'

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export const hours = '07:00-11:30,13:30-17:00'

/** A ward with one procedure of 40 working hours (28 after the reduction) and one same-day procedure. */
export const centre: CentreConfiguration = {
  unit: { code: '30742', name: 'Phường Rạch Giá', organisationId: '000.00.53.H48' },
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

const directories: string[] = []

/** A folder for databases, until removeDirectories. */
export function freshDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'dientap-systems-'))
  directories.push(directory)
  return directory
}

export function removeDirectories(): void {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true })
}

export const launchOptions = (more: Partial<LaunchOptions> = {}): LaunchOptions => ({
  childCommand,
  directory: more.directory ?? freshDirectory(),
  centre,
  faults: [],
  ...more,
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
