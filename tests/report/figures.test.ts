import { describe, expect, it } from 'vitest'
import {
  chance,
  date,
  indicatorBound,
  indicatorMean,
  indicatorValue,
  localTime,
  moment,
  number,
  rate,
} from '../../src/report/figures.ts'

describe('figures', () => {
  it('are written as the language writes them', () => {
    expect([number(2800, 'vi'), number(2800, 'en')]).toEqual(['2.800', '2,800'])
    expect([number(1234.56, 'vi', 1), number(1234.56, 'en', 1)]).toEqual(['1.234,6', '1,234.6'])
    expect([rate(0.9727, 'vi'), rate(0.9727, 'en')]).toEqual(['97,3 %', '97.3 %'])
  })

  it('that are empty are a dash', () => {
    expect([
      number(null, 'vi'),
      number(Number.NaN, 'en'),
      rate(null, 'vi'),
      indicatorValue('open', null, 'en'),
    ]).toEqual(['–', '–', '–', '–'])
  })

  it('never read 100 % or 0 % without being it', () => {
    expect([rate(1, 'en'), rate(0.9997, 'en'), rate(0.0003, 'en'), rate(0, 'en')]).toEqual([
      '100.0 %',
      '99.97 %',
      '0.03 %',
      '0.0 %',
    ])
  })

  it('never read as a bound without being it', () => {
    expect(indicatorValue('onTimeRate', 0.96996, 'en', [0.97])).toBe('96.996 %')
    expect(indicatorValue('onTimeRate', 0.97, 'en', [0.97])).toBe('97.0 %')
    expect(indicatorValue('waitP90Min', 30.04, 'en', [30])).toBe('30.040 min')
  })

  it('bounds keep exactly the digits that the scenario gave them', () => {
    expect(indicatorBound('onTimeRate', 0.97, 'vi')).toBe('97 %')
    expect(indicatorBound('onTimeRate', 0.955, 'vi')).toBe('95,5 %')
    expect(indicatorBound('operationP95Ms', 1500, 'vi')).toBe('1.500 ms')
  })

  it('that are chances carry their interval, which reads 100 % only where it ends there', () => {
    expect(chance(0.78, [0.716, 0.8353], 'vi')).toBe('78,0 % (71,6 – 83,5 %)')
    expect(chance(1, [0.9817, 1], 'en')).toBe('100.0 % (98.2 – 100.0 %)')
    expect(chance(0.9995, [0.99, 0.99996], 'en')).toBe('99.95 % (99.0 – 99.996 %)')
  })

  it('of people are whole, of trips per dossier to two decimals', () => {
    expect([indicatorValue('turnedAway', 1234, 'vi'), indicatorValue('gaveUp', 3, 'en')]).toEqual(['1.234 lượt', '3'])
    expect(indicatorValue('tripsPerDossier', 0.486, 'en')).toBe('0.49')
    expect([indicatorMean('tripsPerDossier', 0.5, 'vi'), indicatorMean('gaveUp', 2.25, 'en')]).toEqual(['0,50', '2.3'])
  })

  it('dates and moments are Vietnamese local time', () => {
    expect([date('2025-07-01', 'vi'), date('2025-07-01', 'en')]).toEqual(['01/07/2025', '1 July 2025'])
    expect(moment('2025-06-30T18:30:00Z', 'vi')).toBe('01:30 ngày 01/07/2025')
    expect(moment('2025-07-01T01:30:00+07:00', 'en')).toBe('1 July 2025, 01:30 (UTC+7)')
    expect(localTime('2025-07-10T14:00', 'vi')).toBe('10/07/2025 14:00')
    expect(moment('not a moment', 'en')).toBe('not a moment')
  })
})
