import type { IndicatorName } from '../schema/index.ts'

/** Which way an indicator is better; undefined for one that is neither good nor bad in itself. */
export function isMoreBetter(indicator: IndicatorName): boolean | undefined {
  switch (indicator) {
    case 'onTimeRate':
    case 'progressRate':
    case 'sameDayRate':
    case 'finished':
    case 'dossiersPerWorkingDay':
    case 'conformance':
      return true
    case 'open':
    case 'overdue':
    case 'turnaroundP50Hours':
    case 'turnaroundP90Hours':
    case 'turnaroundMeanHours':
    case 'waitP50Min':
    case 'waitP90Min':
    case 'waitMeanMin':
    case 'operationErrorRate':
    case 'operationP95Ms':
    case 'turnedAway':
    case 'gaveUp':
    case 'tripsPerDossier':
      return false
    case 'received':
      return undefined
  }
}
