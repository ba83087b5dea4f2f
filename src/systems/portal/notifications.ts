import { formatCompact } from '../../target/index.ts'
import type { Maybe, Reader, Tx } from '../core/store.ts'

const ADD =
  'INSERT INTO notification (citizen, uid, at, kind, state, dossier_no, due_at, amount_vnd) VALUES (?, ?, ?, ?, ?, ?, ?, ?)'
const PAGE = 'SELECT * FROM notification WHERE citizen = ? AND id > ? ORDER BY id LIMIT ?'
const COUNT = 'SELECT count(*) AS n, count(read_at) AS r FROM notification WHERE citizen = ?'
const FIND = 'SELECT * FROM notification WHERE id = ?'
const READ = 'UPDATE notification SET read_at = coalesce(read_at, ?) WHERE id = ?'

/** A row of `notification`. */
export interface NotificationRow {
  id: number
  /** Identity number of whom it is for. */
  citizen: string
  uid: string
  at: number
  kind: 'state' | 'paid'
  state: number
  dossier_no: string | null
  due_at: number | null
  amount_vnd: number | null
  read_at: number | null
}

type News = Pick<NotificationRow, 'citizen' | 'uid' | 'at' | 'kind' | 'state'> &
  Partial<Pick<NotificationRow, 'dossier_no' | 'due_at' | 'amount_vnd'>>

/** What the portal tells citizens of their dossiers. */
export const notifications = {
  /** Tells a citizen something, in the transaction of what it is about. */
  async add(tx: Tx, { citizen, uid, at, kind, state, ...more }: News): Promise<void> {
    // A dossier that a centre registered without the number of a paper has nobody who could read it.
    if (citizen === '') return
    const { dossier_no = null, due_at = null, amount_vnd = null } = more
    await tx.run(ADD, citizen, uid, at, kind, state, dossier_no, due_at, amount_vnd)
  },

  find: (reader: Reader, id: number): Maybe<NotificationRow | undefined> => reader.get<NotificationRow>(FIND, id),

  /** Those of a citizen after one, oldest first. */
  page: (reader: Reader, citizen: string, after: number, limit: number): Maybe<NotificationRow[]> =>
    reader.all<NotificationRow>(PAGE, citizen, after, limit),

  async counts(reader: Reader, citizen: string): Promise<{ all: number; read: number }> {
    const row = await reader.get<{ n: number; r: number }>(COUNT, citizen)
    return { all: row?.n ?? 0, read: row?.r ?? 0 }
  },

  /** The citizen has read it; the first time counts. */
  read: (tx: Tx, id: number, atMs: number): Maybe<number> => tx.run(READ, atMs, id),
}

const words: Readonly<Record<number, string>> = {
  1: 'đã được nộp',
  2: 'đã được tiếp nhận',
  3: 'không được tiếp nhận',
  4: 'đang được xử lý',
  5: 'cần bổ sung giấy tờ',
  6: 'cần thực hiện nghĩa vụ tài chính',
  7: 'đã được rút theo yêu cầu',
  8: 'đã dừng xử lý',
  9: 'đã xử lý xong',
  10: 'đã trả kết quả',
}

/** What a notification says, in Vietnamese. */
export function textOf({ kind, state, uid, dossier_no: no, due_at: dueAt, amount_vnd: vnd }: NotificationRow): string {
  const which = `Hồ sơ ${no ?? uid}`
  if (kind === 'paid') return `${which}: đã nhận thanh toán ${new Intl.NumberFormat('vi-VN').format(vnd ?? 0)} đồng.`
  const appointment = state === 2 && dueAt !== null ? `, hẹn trả kết quả ${vietnamese(dueAt)}` : ''
  return `${which} ${words[state] ?? ''}${appointment}.`
}

/** 14:05 ngày 01/07/2025 */
function vietnamese(atMs: number): string {
  const [, year, month, day, hour, minute] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)/.exec(formatCompact(atMs)) ?? []
  return `${hour}:${minute} ngày ${day}/${month}/${year}`
}
