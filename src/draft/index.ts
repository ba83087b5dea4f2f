export { type Answers, given, type Sourced, type StaffCounts, type UnitAnswers } from './answers.ts'
export { type FoundUnits, findUnits, unitNamed, unitWords } from './find-units.ts'
export { knownPopulation } from './known-population.ts'
export { newScenario } from './new-scenario.ts'
export { monthBounds, nextMonth } from './period.ts'
export {
  bounds,
  type Read,
  readChannels,
  readDate,
  readLastDay,
  readPercent,
  readStaff,
  readWhole,
} from './read-values.ts'
export { findScript, type ShippedScript, shippedScripts } from './shipped-scripts.ts'
export { knownRoles, neededRoles } from './staff.ts'
export { suggested, suggestedCounters, suggestedPerMonth, suggestedStaff } from './suggestions.ts'
export { dateWords, figureWords, fill, type Language, type Text } from './text.ts'
export { fileNameFor, slugOf } from './title.ts'
