import { DAY_MS, parseLocal } from '../calendar/index.ts'
import { nearest } from '../scenario/index.ts'
import { type Channel, channels } from '../schema/index.ts'
import type { StaffCounts } from './answers.ts'
import { calendarYears, workingDays } from './period.ts'
import { knownRoles, neededRoles } from './staff.ts'
import { figureWords, fill, type Text } from './text.ts'

/** What was typed, read; or why it can't be and how it is written. */
export type Read<Value> = { readonly value: Value } | { readonly problem: Text }

export const bounds = {
  /** The largest unit of the country has some 250,000. */
  population: { least: 1, most: 1_000_000 },
  perMonth: { least: 1, most: 100_000 },
  staff: { least: 1, most: 1000 },
  counters: { least: 1, most: 1000 },
  waitMin: { least: 1, most: 1440 },
  channel: { least: 0, most: 100 },
  /** From 1, so that 0.95 for 95 % is noticed. */
  onTime: { least: 1, most: 100 },
} as const

function problem(vi: string, en: string, values: Parameters<typeof fill>[1] = {}): { problem: Text } {
  return { problem: fill({ vi, en }, values) }
}

/** A whole number, with or without points, commas or spaces between thousands: 250000, 250.000, 250,000. */
export function readWhole(typed: string, { least, most }: { least: number; most: number }): Read<number> {
  const text = typed.trim()
  const grouped = /^-?\d{1,3}([., \u00a0]\d{3})+$/.test(text)
  const digits = grouped ? text.replaceAll(/[., \u00a0]/g, '') : text
  if (!/^-?\d+$/.test(digits))
    return problem('“{typed}” không phải là số nguyên.', '"{typed}" is not a whole number.', { typed })
  const value = Number(digits)
  if (value >= least && value <= most) return { value }
  return problem('{typed} nằm ngoài khoảng {least} – {most}.', '{typed} is not between {least} and {most}.', {
    typed,
    least: figureWords(least),
    most: figureWords(most),
  })
}

/** A date that exists, YYYY-MM-DD or as it is written in Vietnam, 31/7/2025, in a year whose holidays are known. */
export function readDate(typed: string): Read<string> {
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(typed.trim()) ?? []
  const date = day && month ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : typed.trim()
  const { first, last } = calendarYears()
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(date)) parseLocal(date)
    else throw new RangeError(date)
  } catch {
    return problem(
      '“{typed}” không phải là ngày có thật; hãy viết như 01/07/{first} hoặc {first}-07-01.',
      '"{typed}" is not a day that exists; write it as {first}-07-01 or 01/07/{first}.',
      { typed, first: String(first) },
    )
  }
  const inYear = Number(date.slice(0, 4))
  if (inYear >= first && inYear <= last) return { value: date }
  return problem(
    'Danh mục ngày nghỉ chỉ có từ năm {first} đến năm {last}.',
    'The catalogue knows the holidays of {first} to {last} only.',
    { first: String(first), last: String(last) },
  )
}

/** The last day of a period whose first is known; the centre must be open on one of its days. */
export function readLastDay(typed: string, from: string): Read<string> {
  const read = readDate(typed)
  if ('problem' in read) return read
  const to = read.value
  if (to < from)
    return problem('Ngày cuối {to} đứng trước ngày đầu {from}.', 'It ends on {to}, before it begins on {from}.', {
      to,
      from,
    })
  if (workingDays(from, to).length === 0)
    return problem(
      'Từ {from} đến {to} không có ngày làm việc nào.',
      'There is no working day between {from} and {to}.',
      { from, to },
    )
  const days = (parseLocal(to) - parseLocal(from)) / DAY_MS
  return days < 4000 ? read : problem('Thời gian quá dài.', 'The period is too long.')
}

/** Staff as "clerk=3,specialist=5,leader=1"; every role that the ordinary steps need is among them. */
export function readStaff(typed: string): Read<StaffCounts> {
  const counts = new Map<string, number>()
  for (const part of typed.split(',')) {
    const [role = '', count = ''] = part.split('=').map((each) => each.trim())
    if (!knownRoles().includes(role)) {
      const [near] = nearest(role, knownRoles())
      const meant = near === undefined ? '' : ` (${near}?)`
      return problem(
        'Không có vai trò “{role}”{meant}; có các vai trò: {roles}.',
        'There is no role "{role}"{meant}; the roles are {roles}.',
        { role, meant, roles: knownRoles().join(', ') },
      )
    }
    if (counts.has(role)) return problem('“{role}” có hai lần.', '"{role}" stands twice.', { role })
    const read = readWhole(count, bounds.staff)
    if ('problem' in read) return { problem: { vi: `${role}: ${read.problem.vi}`, en: `${role}: ${read.problem.en}` } }
    counts.set(role, read.value)
  }
  const missing = neededRoles().filter((role) => !counts.has(role))
  if (missing.length === 0) return { value: counts }
  return problem('Thiếu: {missing}. Hồ sơ sẽ không có ai làm.', '{missing} is missing: nobody would do that work.', {
    missing: missing.join(', '),
  })
}

/** A share that is typed in per cent, with or without the sign: 95, 74.7, 74,7 %. @returns the share, of 1 */
export function readPercent(typed: string, { least, most }: { least: number; most: number }): Read<number> {
  const number = decimal(typed)
  if (number === undefined) return problem('“{typed}” không phải là số.', '"{typed}" is not a number.', { typed })
  if (number >= least && number <= most) return { value: rounded(number / 100) }
  return problem('{typed} nằm ngoài khoảng {least} – {most} %.', '{typed} is not between {least} and {most} %.', {
    typed,
    least: String(least),
    most: String(most),
  })
}

/** Shares of the channels, "direct=25,online=74.5,post=0.5", that make 1 or 100; what is not named has none. */
export function readChannels(typed: string): Read<Record<Channel, number>> {
  const shares: Record<Channel, number> = { direct: 0, online: 0, post: 0 }
  for (const part of typed.split(',')) {
    const [name = '', share = ''] = part.split('=').map((each) => each.trim())
    const channel = channels.find((each) => each === name)
    if (!channel)
      return problem('Không có hình thức “{name}”: {channels}.', 'There is no channel "{name}": {channels}.', {
        name,
        channels: channels.join(', '),
      })
    const number = decimal(share)
    if (number === undefined || number < 0)
      return problem('“{share}” không phải là tỷ lệ.', '"{share}" is not a share.', { share })
    shares[channel] = number
  }
  const total = rounded(channels.reduce((sum, channel) => sum + shares[channel], 0))
  if (total !== 1 && total !== 100)
    return problem(
      'Các tỷ lệ cộng lại là {total}, không phải 1 hoặc 100.',
      'The shares make {total}, not 1 and not 100.',
      { total: String(total) },
    )
  for (const channel of channels) shares[channel] = rounded(shares[channel] / total)
  return { value: shares }
}

/** With a point or, as in Vietnamese, a comma before the decimals. */
function decimal(typed: string): number | undefined {
  const text = typed.trim().replace(/\s*%$/, '').replace(',', '.')
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined
}

/** Without what binary fractions leave: 74.7 / 100 is 0.747. */
export function rounded(value: number): number {
  return Number(value.toFixed(6))
}
