import { DAY_MS, formatDate, formatInstant, parseInstant, parseLocal } from '../calendar/index.ts'
import type { TimeFormName } from '../schema/index.ts'

interface TimeForm {
  write(atMs: number): string | number
  /** Undefined when it is not a time written so. */
  read(value: string | number): number | undefined
}

const COMPACT = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/

/** yyyyMMddHHmmss in Vietnam, as the synchronisation services write times; the second is cut, not rounded. */
export function formatCompact(atMs: number): string {
  const text = formatInstant(atMs)
  return (
    text.slice(0, 4) +
    text.slice(5, 7) +
    text.slice(8, 10) +
    text.slice(11, 13) +
    text.slice(14, 16) +
    text.slice(17, 19)
  )
}

/** Epoch ms of a yyyyMMddHHmmss text; undefined when it is not one. */
export function parseCompact(text: string): number | undefined {
  const parts = COMPACT.exec(text)
  if (!parts) return undefined
  const [, year, month, day, hour, minute, second] = parts
  return parseIso(`${year}-${month}-${day}T${hour}:${minute}:${second}.000+07:00`)
}

const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?\+07:00$/

/** Epoch ms of a time written as calendar.formatInstant does; undefined when it is not one, or not a date at all. */
export function parseIso(text: string): number | undefined {
  return ISO.test(text) ? instantOf(text) : undefined
}

const SPRING = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(\.\d{1,3})?([+-])(\d{2}):?(\d{2})$/

function parseSpring(text: string): number | undefined {
  const parts = SPRING.exec(text)
  if (!parts) return undefined
  const [, toSecond, fraction = '', sign, hours, minutes] = parts
  const utcMs = instantOf(`${toSecond}${fraction}Z`)
  const offsetMs = (Number(hours) * 60 + Number(minutes)) * 60_000
  return utcMs === undefined ? undefined : sign === '+' ? utcMs - offsetMs : utcMs + offsetMs
}

const VIETNAMESE = /^(\d{2})\/(\d{2})\/(\d{4}) (\d{2}:\d{2}:\d{2})$/
const VIETNAMESE_DATE = /^(\d{2})\/(\d{2})\/(\d{4})$/
const DATE = /^\d{4}-\d{2}-\d{2}$/

function formatVietnameseDate(atMs: number): string {
  const date = formatDate(atMs)
  return `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`
}

/** A date alone is a promise for the whole of it. */
function endOfDay(date: string): number | undefined {
  const startMs = tried(() => parseLocal(date))
  return startMs === undefined ? undefined : startMs + DAY_MS - 1
}

const text =
  (read: (value: string) => number | undefined) =>
  (value: string | number): number | undefined =>
    typeof value === 'string' ? read(value) : undefined

const epoch =
  (unitMs: number) =>
  (value: string | number): number | undefined => {
    const number = typeof value === 'number' ? value : /^\d{1,16}$/.test(value) ? Number(value) : Number.NaN
    return Number.isFinite(number) ? number * unitMs : undefined
  }

/** Every way to write a time that a target file may name. */
export const timeForms: Readonly<Record<TimeFormName, TimeForm>> = {
  iso: { write: formatInstant, read: text((value) => parseIso(value) ?? parseSpring(value.replace(/Z$/, '+00:00'))) },
  compact: { write: formatCompact, read: text(parseCompact) },
  spring: {
    write: (atMs) => new Date(atMs).toISOString().replace('Z', '+0000'),
    read: text(parseSpring),
  },
  vietnamese: {
    write: (atMs) => `${formatVietnameseDate(atMs)} ${formatInstant(atMs).slice(11, 19)}`,
    read: text((value) => {
      const [, day, month, year, time] = VIETNAMESE.exec(value) ?? []
      return time === undefined ? undefined : parseIso(`${year}-${month}-${day}T${time}+07:00`)
    }),
  },
  'vietnamese-date': {
    write: formatVietnameseDate,
    read: text((value) => {
      const [, day, month, year] = VIETNAMESE_DATE.exec(value) ?? []
      return year === undefined ? undefined : endOfDay(`${year}-${month}-${day}`)
    }),
  },
  date: { write: formatDate, read: text((value) => (DATE.test(value) ? endOfDay(value) : undefined)) },
  'epoch-ms': { write: (atMs) => atMs, read: epoch(1) },
  'epoch-s': { write: (atMs) => Math.floor(atMs / 1000), read: epoch(1000) },
}

function instantOf(iso: string): number | undefined {
  return tried(() => parseInstant(iso))
}

/** A day or hour that does not exist makes the calendar throw; here that is an answer, not an accident. */
function tried(read: () => number): number | undefined {
  try {
    const atMs = read()
    return Number.isFinite(atMs) ? atMs : undefined
  } catch {
    return undefined
  }
}
