import type { IndicatorName } from '../schema/index.ts'
import { fill, type Language, words } from './words/index.ts'

/** What stands where there is nothing to show. */
export const EMPTY = '–'

const locales: Readonly<Record<Language, string>> = { vi: 'vi-VN', en: 'en-GB' }

/** A number with thousands and decimals as the language writes them: 2.800,5 or 2,800.5. */
export function number(value: number | null, language: Language, decimals = 0): string {
  if (value === null || !Number.isFinite(value)) return EMPTY
  return value.toLocaleString(locales[language], {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    // What rounds to nothing is 0, not −0.
    signDisplay: 'negative',
  })
}

/**
 * A share of 1 as a percentage: 97,3 % or 97.3 %. Gets more decimals, up to four, while rounding would make it look
 * like one of `apartFrom` without being it: 0.99996 never reads 100 %, nor a missed 96.99 % as the 97 % it missed.
 */
export function rate(
  value: number | null,
  language: Language,
  decimals = 1,
  apartFrom: readonly number[] = [0, 1],
): string {
  if (value === null || !Number.isFinite(value)) return EMPTY
  return fill(words.percent[language], { n: percentage(value, language, decimals, apartFrom) })
}

/** A share of 1 with its 95 % interval: 78.0 % (71.6 – 83.5 %). */
export function chance(value: number, [low, high]: readonly [number, number], language: Language): string {
  return `${rate(value, language)} (${percentage(low, language)} – ${rate(high, language)})`
}

function percentage(value: number, language: Language, decimals = 1, apartFrom: readonly number[] = [0, 1]): string {
  let digits = decimals
  const misleads = (other: number) => other !== value && (value * 100).toFixed(digits) === (other * 100).toFixed(digits)
  while (digits < 4 && apartFrom.some(misleads)) digits++
  return number(value * 100, language, digits)
}

type Unit = 'rate' | 'dossiers' | 'hours' | 'minutes' | 'milliseconds' | 'dossiersADay' | 'times' | 'tripsADossier'

const indicatorUnits: Readonly<Record<IndicatorName, Unit>> = {
  onTimeRate: 'rate',
  progressRate: 'rate',
  sameDayRate: 'rate',
  received: 'dossiers',
  finished: 'dossiers',
  open: 'dossiers',
  overdue: 'dossiers',
  turnaroundP50Hours: 'hours',
  turnaroundP90Hours: 'hours',
  turnaroundMeanHours: 'hours',
  waitP50Min: 'minutes',
  waitP90Min: 'minutes',
  waitMeanMin: 'minutes',
  dossiersPerWorkingDay: 'dossiersADay',
  operationErrorRate: 'rate',
  operationP95Ms: 'milliseconds',
  turnedAway: 'times',
  gaveUp: 'times',
  tripsPerDossier: 'tripsADossier',
  conformance: 'rate',
}

/** Decimals of a value; one where nothing stands here. */
const decimalsOf: Readonly<Partial<Record<Unit, number>>> = { dossiers: 0, times: 0, tripsADossier: 2 }

/** The value of an indicator with its unit, to one decimal (dossiers: none). */
export function indicatorValue(
  indicator: IndicatorName,
  value: number | null,
  language: Language,
  apartFrom: readonly number[] = [],
): string {
  if (value === null) return EMPTY
  const unit = indicatorUnits[indicator]
  if (unit === 'rate') return rate(value, language, 1, [0, 1, ...apartFrom])
  const decimals = decimalsOf[unit] ?? 1
  const digits = apartFrom.some((bound) => bound !== value && bound.toFixed(decimals) === value.toFixed(decimals))
    ? 3
    : decimals
  return fill(words[unit][language], { n: number(value, language, digits) })
}

const measureUnits: readonly (readonly [ending: RegExp, unit: Unit])[] = [
  [/(Rate|utilisation)$/, 'rate'],
  [/Min$/, 'minutes'],
  [/Hours$/, 'hours'],
  [/Ms$/, 'milliseconds'],
]

/** A figure of the result with the unit that its name ends with; whole numbers without decimals. */
export function measureValue(path: string, value: number | null, language: Language): string {
  if (value === null) return EMPTY
  const unit = measureUnits.find(([ending]) => ending.test(path))?.[1]
  if (unit === 'rate') return rate(value, language)
  const n = number(value, language, Number.isInteger(value) && unit === undefined ? 0 : 1)
  return unit === undefined ? n : fill(words[unit][language], { n })
}

/** A bound of an indicator with its unit, exactly as set: 97 %, not 97.0 %. */
export function indicatorBound(indicator: IndicatorName, bound: number, language: Language): string {
  const unit = indicatorUnits[indicator]
  const shown = unit === 'rate' ? bound * 100 : bound
  const n = shown.toLocaleString(locales[language], { maximumFractionDigits: 4 })
  return fill(words[unit === 'rate' ? 'percent' : unit][language], { n })
}

/** A mean over replications, or the bound of an interval, without its unit: rates to two decimals, the rest to one. */
export function indicatorMean(indicator: IndicatorName, value: number, language: Language): string {
  switch (indicatorUnits[indicator]) {
    case 'rate':
      return number(value * 100, language, 2)
    case 'dossiers':
    case 'times':
      return value.toLocaleString(locales[language], { maximumFractionDigits: 1 })
    case 'tripsADossier':
      return number(value, language, 2)
    default:
      return number(value, language, 1)
  }
}

/** The unit of an indicator's means and intervals, to set behind them; empty for counts of dossiers. */
export function indicatorUnit(indicator: IndicatorName, language: Language): string {
  const unit = indicatorUnits[indicator]
  if (unit === 'dossiers' || unit === 'times' || unit === 'tripsADossier') return ''
  return fill(words[unit === 'rate' ? 'percent' : unit][language], { n: '' }).trim()
}

/** A date, YYYY-MM-DD, as the language writes it: 01/07/2025 or 1 July 2025. Other text stays as it is. */
export function date(text: string, language: Language): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return text
  const [, year, month, day] = match
  if (language === 'vi') return `${day}/${month}/${year}`
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(text))
}

/** A moment, ISO 8601, in Vietnamese local time. */
export function moment(text: string, language: Language): string {
  const atMs = Date.parse(text)
  if (Number.isNaN(atMs)) return text
  // UTC+7 all year: shifted by hand, so that the date part is written by the same rules as every other date.
  const [day = '', rest = ''] = new Date(atMs + 7 * 3_600_000).toISOString().split('T')
  const time = rest.slice(0, 5)
  return language === 'vi' ? `${time} ngày ${date(day, language)}` : `${date(day, language)}, ${time} (UTC+7)`
}

/** A local time, YYYY-MM-DDTHH:MM. */
export function localTime(text: string, language: Language): string {
  return `${date(text.slice(0, 10), language)} ${text.slice(11)}`
}

/** A wall-clock length in milliseconds, shown in seconds. */
export function seconds(lengthMs: number, language: Language): string {
  return fill(words.seconds[language], { n: number(lengthMs / 1000, language, 1) })
}
