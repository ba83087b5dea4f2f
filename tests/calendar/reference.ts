import type { DayRule } from '../../src/calendar/index.ts'

const MINUTE = 60_000

/**
 * Working time the slow way: whether each single minute is worked is written down once, from the date and time that
 * Intl gives for Asia/Ho_Chi_Minh, and every question walks minute by minute. Shares no code with the calendar.
 */
export class MinuteByMinute {
  private readonly open: Uint8Array
  private readonly fromMs: number

  constructor(rule: DayRule, fromMs: number, toMs: number) {
    this.fromMs = fromMs
    this.open = new Uint8Array((toMs - fromMs) / MINUTE)
    const clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Asia/Ho_Chi_Minh',
      dateStyle: 'full',
    })
    const isoDate = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' })
    const time = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh', timeStyle: 'short' })
    let weekday = ''
    let date = ''
    for (let i = 0; i < this.open.length; i++) {
      const at = fromMs + i * MINUTE
      // Intl is slow; a local date begins on a full hour, so asking once an hour is enough.
      if (i % 60 === 0) {
        weekday = clock.format(at).split(/,| /)[0]?.toLowerCase() ?? ''
        date = isoDate.format(at)
      }
      this.open[i] = worksAt(rule, weekday, date, i % 60 === 0 ? time.format(at) : undefined, this.minuteText(at))
        ? 1
        : 0
    }
  }

  private minuteText(atMs: number): string {
    return new Date(atMs + 7 * 60 * MINUTE).toISOString().slice(11, 16)
  }

  isOpen(atMs: number): boolean {
    const value = this.open[Math.floor((atMs - this.fromMs) / MINUTE)]
    if (value === undefined) throw new RangeError('outside the reference')
    return value === 1
  }

  nextOpen(atMs: number): number {
    let at = atMs
    while (!this.isOpen(at)) at = this.nextMinute(at)
    return at
  }

  periodEnd(atMs: number): number {
    let at = atMs
    while (this.isOpen(at)) at = this.nextMinute(at)
    return at
  }

  between(aMs: number, bMs: number): number {
    let work = 0
    for (let at = aMs; at < bMs; at = this.nextMinute(at)) {
      if (this.isOpen(at)) work += Math.min(this.nextMinute(at), bMs) - at
    }
    return work
  }

  add(atMs: number, workMs: number): number {
    let left = workMs
    let at = atMs
    while (left > 0) {
      const next = this.nextMinute(at)
      if (this.isOpen(at)) {
        if (left <= next - at) return at + left
        left -= next - at
      }
      at = next
    }
    return at
  }

  private nextMinute(atMs: number): number {
    return (Math.floor(atMs / MINUTE) + 1) * MINUTE
  }
}

function worksAt(rule: DayRule, weekday: string, date: string, zoned: string | undefined, minute: string): boolean {
  if (zoned !== undefined && zoned !== minute) throw new Error(`${zoned} is not ${minute}`)
  const within = (hours: string | undefined) =>
    (hours ?? '').split(',').some((period) => {
      const [start = '', end = ''] = period.split('-')
      return start !== '' && start <= minute && minute < end
    })
  const holiday = rule.holidays.get(date)
  const week: { readonly monday?: string; readonly [weekday: string]: string | undefined } = rule.week
  const ordinary = holiday === 'work' ? week.monday : week[weekday]
  return within(rule.extra?.get(date)) || (holiday !== 'off' && within(ordinary))
}
