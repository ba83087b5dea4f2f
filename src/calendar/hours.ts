/** A working period of a day, minutes after local midnight, end exclusive. */
export interface HoursPeriod {
  readonly startMin: number
  readonly endMin: number
}

const PERIOD = /^(\d{2}):(\d{2})-(\d{2}):(\d{2})$/
const DAY_MIN = 24 * 60

/**
 * Office hours such as `07:00-11:30,13:30-17:00` as periods in ascending order; `00:00-24:00` is the whole day.
 * `problem` is there when the text is wrong and names every mistake: a period that is malformed, runs past 24:00, ends
 * before it begins, or overlaps another. `periods` then holds only the sound ones.
 */
export function parseHours(text: string): { periods: HoursPeriod[]; problem?: string } {
  const problems: string[] = []
  const sound: { period: HoursPeriod; text: string }[] = []
  for (const part of text.split(',')) {
    const period = parsePeriod(part)
    if (typeof period === 'string') problems.push(period)
    else sound.push({ period, text: part })
  }
  sound.sort((a, b) => a.period.startMin - b.period.startMin)

  const kept: typeof sound = []
  for (const next of sound) {
    const before = kept.at(-1)
    if (before && next.period.startMin < before.period.endMin) problems.push(`${next.text} overlaps ${before.text}`)
    else kept.push(next)
  }
  const periods = kept.map(({ period }) => period)
  return problems.length > 0 ? { periods, problem: problems.join('; ') } : { periods }
}

function parsePeriod(text: string): HoursPeriod | string {
  const parts = PERIOD.exec(text)
  if (!parts) return `"${text}" is not a period HH:MM-HH:MM`
  const [startHour, startMinute, endHour, endMinute] = parts.slice(1).map(Number) as [number, number, number, number]
  const startMin = startHour * 60 + startMinute
  const endMin = endHour * 60 + endMinute
  if (startMinute > 59 || endMinute > 59 || startMin > DAY_MIN || endMin > DAY_MIN) {
    return `${text} is outside 00:00 to 24:00`
  }
  if (startMin === endMin) return `${text} is empty`
  if (startMin > endMin) return `${text} ends before it begins`
  return { startMin, endMin }
}
