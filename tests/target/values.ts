import { parseLocal } from '../../src/calendar/index.ts'
import {
  type CallValues,
  compileTarget,
  readTarget,
  SystemClient,
  type Target,
  Targets,
} from '../../src/target/index.ts'

export const urls = { portal: 'http://127.0.0.1:1', 'one-stop': 'http://localhost:2' }

/** A target file with one operation, one-stop.receive, and what else is to stand in it. */
export const fileOf = (operation: string, more = ''): string =>
  `version: 2\nname: t\n${more}operations:\n  one-stop.receive:\n${operation}`

export const plainOperation = `    method: POST
    path: /d/{dossier.id}
    body: { json: { id: '{dossier.id}' } }
`

export const targetOf = (text: string): Target => compileTarget(readTarget(text, 't.yaml'), urls)

/** A client of one target file. */
export function clientOf(
  text: string,
  systems: ConstructorParameters<typeof Targets>[1],
  options: Parameters<typeof SystemClient.open>[1] & { surroundings?: ConstructorParameters<typeof Targets>[2] } = {},
): Promise<SystemClient> {
  const targets = new Targets({ own: readTarget(text, 't.yaml'), dialects: new Map() }, systems, options.surroundings)
  return SystemClient.open(targets, options)
}

/** Message of the Fault with which a target file is refused; "" when it is not. */
export function messageOf(text: string): string {
  try {
    readTarget(text, 't.yaml')
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

const unit = { code: '30742', name: 'Phường Rạch Giá', organisationId: '000.00.53.H48' }
let calls = 0

/** What a call is made of; every call gets an id of its own unless one is given. */
export function callOf(id: string, more: Partial<CallValues> & Partial<CallValues['dossier']> = {}): CallValues {
  const { runId, callId, atMs, by = 'clerk-1', actor, unit: own, place, values, ...dossier } = more
  return {
    runId: runId ?? 'test',
    callId: callId ?? `call-${++calls}`,
    atMs: atMs ?? parseLocal('2025-07-01T08:00'),
    by,
    actor: actor ?? (by === 'citizen' ? 'citizen' : 'official'),
    unit: own ?? unit,
    place: place ?? unit,
    ...(values ? { values } : {}),
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
