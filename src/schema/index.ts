export { ConformanceResult, type StepOutcome, stepOutcomes } from './conformance.ts'
export type { Demand, Profile, Stream } from './demand.ts'
export type { Change, Difficulty, TakenAway } from './difficulty.ts'
export { Duration } from './distribution.ts'
export { type EventKind, EventLine, eventKinds } from './event.ts'
export { Incident } from './incident.ts'
export { KneePlateau, KneeResult } from './knee.ts'
export { type LoadOperationRow, type LoadOutcome, LoadResult, loadOutcomes } from './load.ts'
export {
  type Channel,
  channels,
  type OneStopDialect,
  oneStopDialects,
  type StandInName,
  type SystemName,
  standInNames,
  systemNames,
  type Weekday,
  weekdays,
} from './parts.ts'
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
export type { StaffGroup, Unit } from './unit.ts'
export { conforms, problemsOf, type SchemaProblem } from './validate.ts'
export { builtInConditions, DossierState, Outcome, Step, Workflow, Workflows } from './workflow.ts'
