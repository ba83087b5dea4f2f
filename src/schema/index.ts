export { Bottlenecks, Growth, type LimitKind, limitKinds } from './bottlenecks.ts'
export { ConformanceResult, type StepOutcome, stepOutcomes } from './conformance.ts'
export type { Demand, Profile, Stream } from './demand.ts'
export type { Change, Difficulty, TakenAway } from './difficulty.ts'
export { Duration } from './distribution.ts'
export { Doubt, doubtKinds } from './doubt.ts'
export { type EventKind, EventLine, eventKinds } from './event.ts'
export {
  type Cause,
  causes,
  Finding,
  type Gain,
  type Gained,
  Lateness,
  RemedyCatalogue,
  type RemedyEntry,
  type Severity,
  severities,
} from './finding.ts'
export { Incident } from './incident.ts'
export { KneePlateau, KneeResult } from './knee.ts'
export { type LoadOperationRow, type LoadOutcome, LoadResult, loadOutcomes } from './load.ts'
export {
  type Channel,
  channels,
  isWithout,
  type OneStopDialect,
  oneStopDialects,
  type StandInName,
  type SystemName,
  SystemOrOperation,
  standInNames,
  systemNames,
  type Weekday,
  weekdays,
} from './parts.ts'
export {
  type Decision,
  Readiness,
  type ReadinessLine,
  type ReadinessMeasure,
  type ReadinessRule,
  ReadinessRules,
  readinessLines,
  readinessMeasures,
} from './readiness.ts'
export { Replications } from './replications.ts'
export {
  Conserved,
  type DayRow,
  type DifficultyRow,
  IndicatorRow,
  type Legs,
  OperationRow,
  type PaperWork,
  Prediction,
  type ProvinceRow,
  RunResult,
  type SelfTest,
  type StaffRow,
  type SteadyState,
  type StepRow,
  type StreamRow,
  type UnitRow,
  type Visits,
} from './result.ts'
export { type Basis, type IndicatorName, indicatorNames, Scenario, type TargetBound } from './scenario.ts'
export {
  type Actor,
  type Deed,
  type MeetingAct,
  meetingActs,
  type Remedy,
  Script,
  type ScriptBlock,
  type ScriptStep,
} from './script.ts'
export type { OperationModel, SystemModel } from './system.ts'
export { type OperationProfile, SystemsProfile } from './systems-profile.ts'
export { type Authorisation, TargetFile, TargetOperation, type TargetSystem } from './target.ts'
export { type ActorKind, actorKinds, type Login } from './target-login.ts'
export { type Answer, type Body, type TimeFormName, timeFormNames } from './target-parts.ts'
export {
  isTransferFault,
  messageSenders,
  type TransferFaultName,
  transferOperations,
} from './transfers.ts'
export type { StaffGroup, Unit } from './unit.ts'
export { conforms, problemsOf, type SchemaProblem } from './validate.ts'
export { builtInConditions, DossierState, Outcome, Step, Workflow, Workflows } from './workflow.ts'
