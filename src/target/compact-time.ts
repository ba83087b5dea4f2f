import { formatInstant, parseInstant } from '../calendar/index.ts'

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
  if (!ISO.test(text)) return undefined
  // A day or hour that does not exist makes parseInstant throw; here that is an answer, not an accident.
  try {
    const atMs = parseInstant(text)
    return Number.isFinite(atMs) ? atMs : undefined
  } catch {
    return undefined
  }
}
