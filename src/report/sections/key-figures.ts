import type { IndicatorName } from '../../schema/index.ts'
import * as figures from '../figures.ts'
import { type SectionOf, table } from '../section.ts'
import { type Cell, left, right } from '../table.ts'
import { sayIn, type Word } from '../words/index.ts'
import { busiestDay, fullestDay } from './throughput.ts'

/** The whole in a dozen figures. */
export const keyFigures: SectionOf = (result, language) => {
  const say = sayIn(language)
  const whole = result.indicators.find((row) => row.field === 'all' && row.channel === 'all')
  const count = (value: number | undefined) => figures.number(value ?? null, language)
  const rate = (value: number | null | undefined) =>
    value === null || value === undefined
      ? figures.EMPTY
      : say('rateWithOpen', { rate: figures.rate(value, language), open: count(whole?.open) })
  const span = (indicators: readonly (keyof typeof times)[]) =>
    indicators.map((indicator) => figures.indicatorValue(indicator, times[indicator], language)).join(' / ')
  const times = {
    turnaroundMeanHours: whole?.turnaroundMeanHours ?? null,
    turnaroundP50Hours: whole?.turnaroundP50Hours ?? null,
    turnaroundP90Hours: whole?.turnaroundP90Hours ?? null,
    waitMeanMin: whole?.waitMeanMin ?? null,
    waitP50Min: whole?.waitP50Min ?? null,
    waitP90Min: whole?.waitP90Min ?? null,
  } satisfies Partial<Record<IndicatorName, number | null>>
  const rows: Cell[][] = [
    [say('received'), count(whole?.received)],
    [say('finished'), count(whole?.finished)],
    [say('refused'), count(whole?.refused)],
    [say('withdrawn'), count(whole?.withdrawn)],
    [say('open'), count(whole?.open)],
    [say('finishedOverdue'), count(whole?.overdue)],
    [say('openOverdue'), count(whole?.openOverdue)],
    [say('openUnreceived'), count(whole?.openUnreceived)],
    [say('onTimeRateShort'), rate(whole?.onTimeRate)],
    [say('progressRateShort'), rate(whole?.progressRate)],
    [say('sameDayRateShort'), rate(whole?.sameDayRate)],
    [say('turnaroundSpan'), span(['turnaroundMeanHours', 'turnaroundP50Hours', 'turnaroundP90Hours'])],
    [say('waitSpan'), span(['waitMeanMin', 'waitP50Min', 'waitP90Min'])],
    [say('finishedADay'), figures.number(result.throughput.perWorkingDay, language, 1)],
  ]
  const days: [Word, string | undefined][] = [
    ['busiestDay', busiestDay(result, language)],
    ['fullestDay', fullestDay(result, language)],
  ]
  for (const [key, value] of days) if (value !== undefined) rows.push([say(key), value])
  return { heading: say('keyFigures'), blocks: [table({ columns: [left(say('figure')), right(say('value'))], rows })] }
}
