import type { ReadinessMeasure, RunResult } from '../schema/index.ts'
import { scriptStepTitle } from './measure-text.ts'
import { equipmentName, fieldName, type Language, operationWords, roleName, systemName } from './words/index.ts'

/** What a measure of readiness names as its evidence, in words; a name for which there are none stays. */
export function evidenceName(result: RunResult, measure: ReadinessMeasure, name: string, language: Language): string {
  switch (measure) {
    case 'vacantShare':
    case 'officialsWaitHours':
      return roleName(name, language)
    case 'systemWaitHours':
      return systemName(name, language)
    case 'skillWaitHours':
    case 'untrainedShare':
      return fieldName(name, language)
    case 'failedCallShare':
    case 'accountsLateShare':
    case 'accountsNeverShare':
      return operationWords(name, language)
    case 'deviatingShare':
      return scriptStepTitle(result, name, language)
    case 'disconnectedShare':
      return result.scenario.incidents.find((incident) => incident.name === name)?.title?.[language] ?? name
    case 'equipmentWaitHours':
      // Equipment, or the role whose workplace is out of order.
      return roleName(equipmentName(name, language), language)
    case 'counterWaitHours':
    case 'turnedAwayShare':
    case 'unsourcedLimitShare':
      return name
  }
}
