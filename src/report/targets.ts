import type { IndicatorName, RunResult, TargetBound } from '../schema/index.ts'
import * as figures from './figures.ts'
import { channelWords, indicatorWords, type Language, sayIn } from './words/index.ts'

/** What a target is about: the indicator and, where it has one, its channel. */
export function targetName(target: TargetBound, language: Language): string {
  const name = indicatorWords[target.indicator][language]
  if (!target.channel) return name
  const channel = channelWords[target.channel][language].toLocaleLowerCase(language)
  return `${name}, ${channel}`
}

/** The bound of a target in words: "at least 97 %". */
export function boundText(target: TargetBound, language: Language): string {
  const say = sayIn(language)
  const bound = (value: number) => figures.indicatorBound(target.indicator, value, language)
  const parts: string[] = []
  if (target.atLeast !== undefined) parts.push(say('atLeast', { bound: bound(target.atLeast) }))
  if (target.atMost !== undefined) parts.push(say('atMost', { bound: bound(target.atMost) }))
  return parts.length > 0 ? parts.join(', ') : figures.EMPTY
}

/** The value of a target's indicator, never rounded onto a bound that it is not equal to. */
export function targetValue(target: TargetBound, value: number | null, language: Language): string {
  const bounds = [target.atLeast, target.atMost].filter((bound) => bound !== undefined)
  return figures.indicatorValue(target.indicator, value, language, bounds)
}

/** Rates of dossiers: what is still open at the end bears on them. */
const dossierRates: readonly IndicatorName[] = ['onTimeRate', 'progressRate', 'sameDayRate']
export const isDossierRate = (indicator: IndicatorName): boolean => dossierRates.includes(indicator)

/** Dossiers still open at the end that a target's rate leaves out or takes in; undefined for what is no such rate. */
export function openBeside(result: RunResult, target: TargetBound): number | undefined {
  if (!isDossierRate(target.indicator)) return undefined
  const channel = target.channel ?? 'all'
  return result.indicators.find((row) => row.field === 'all' && row.channel === channel)?.open
}

/** Whether a target is of a percentile: then its words are explained beside the targets, else at the key figures. */
export function speaksOfPercentiles({ verdict }: RunResult): boolean {
  return verdict.targets.some(({ target }) => /P\d\d/.test(target.indicator))
}
