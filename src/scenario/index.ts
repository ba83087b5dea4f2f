export { type CalledOperation, calledOperations } from './called.ts'
export {
  type BySex,
  type Catalogue,
  type Confidence,
  loadCatalogue,
  type NameWeights,
  type ProcedureRow,
  type StatusCodeRow,
  type UnitRow,
  type Weighted,
} from './catalogue.ts'
export { type CheckedScenario, checkScenario, loadScenario, loadScenarioWithWarnings } from './load.ts'
export { growsForEver } from './long-run.ts'
export { withMeasuredSystems } from './measured-systems.ts'
export { type OfferedLoad, type OfferedLoads, offeredLoad, offeredLoads } from './offered-load.ts'
export {
  type BacklogPlan,
  type ConditionPlan,
  type DutyPlan,
  END,
  FIRST_SCRIPTED,
  type OfficialPlan,
  type OutcomePlan,
  type Plan,
  type PolicyPlan,
  type ProcedurePlan,
  type RecordedArrival,
  SCRIPT_STREAM,
  type ScriptActor,
  type ScriptBlockPlan,
  type ScriptDeed,
  type ScriptDossierPlan,
  type ScriptOwner,
  type ScriptPlan,
  type ScriptStepPlan,
  type SitePlan,
  type StepActor,
  type StepPlan,
  type StreamPlan,
  type SystemPlan,
  type UnitPlan,
  type WorkflowPlan,
} from './plan.ts'
export { formatProblem, type Problem } from './problem.ts'
export { readScenarioFile, type ScenarioFile, shippedScenarios } from './scenario-file.ts'
export { serviceOf } from './service.ts'
export { suggest } from './suggestion.ts'
export { takeAway } from './take-away.ts'
export { expectedDossiers } from './volumes.ts'
