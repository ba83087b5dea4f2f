import { formatInstant } from '../../../../calendar/index.ts'
import { parseIso } from '../../../../target/index.ts'

const FORM = /^(\d\d)\/(\d\d)\/(\d{4}) (\d\d:\d\d:\d\d)$/

export const TIME_PATTERN = '^\\d\\d/\\d\\d/\\d{4} \\d\\d:\\d\\d:\\d\\d$'

/** dd/MM/yyyy HH:mm:ss in Vietnam; the second is cut, not rounded. */
export function vietnameseTime(atMs: number): string {
  const iso = formatInstant(atMs)
  return `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)} ${iso.slice(11, 19)}`
}

/** Epoch ms of such a text; undefined when it is none, or a day that does not exist. */
export function parseVietnamese(text: string): number | undefined {
  const [, day, month, year, time] = FORM.exec(text) ?? []
  return time === undefined ? undefined : parseIso(`${year}-${month}-${day}T${time}.000+07:00`)
}
