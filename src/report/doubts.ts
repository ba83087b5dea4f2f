import type { Channel, Conserved, Doubt, IndicatorName, SystemName } from '../schema/index.ts'
import * as figures from './figures.ts'
import { targetName } from './targets.ts'
import { doubtWords } from './words/doubts.ts'
import { fill, type Language, sayIn, systemName } from './words/index.ts'

/** Why a measurement can't be trusted, in a sentence without its full stop. */
export function doubtText({ kind, values }: Doubt, language: Language): string {
  const worded = Object.entries(values).map(([name, value]) => [name, valueText(name, value, language)])
  if (kind === 'not-measured') worded.push(['target', unmeasured(values, language)])
  return fill(doubtWords[kind][language], Object.fromEntries(worded))
}

function valueText(name: string, value: string | number, language: Language): string {
  const say = sayIn(language)
  if (typeof value === 'number') {
    return name === 'share' || (name === 'most' && value <= 1)
      ? figures.rate(value, language, 0)
      : figures.number(value, language, Number.isInteger(value) ? 0 : 1)
  }
  if (name === 'count') return say(value as keyof Conserved).toLocaleLowerCase(language)
  if (name === 'system') return systemName(value as SystemName, language)
  if (name === 'whose') return value === 'harness' ? say('harness') : systemName(value as SystemName, language)
  return value
}

function unmeasured({ indicator, channel }: Doubt['values'], language: Language): string {
  return targetName(
    { indicator: indicator as IndicatorName, ...(channel === undefined ? {} : { channel: channel as Channel }) },
    language,
  )
}
