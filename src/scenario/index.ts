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
export { type CheckedScenario, checkScenario, loadScenario } from './load.ts'
export {
  END,
  type OfficialPlan,
  type OutcomePlan,
  type Plan,
  type ProcedurePlan,
  type StepActor,
  type StepPlan,
  type UnitPlan,
  type WorkflowPlan,
} from './plan.ts'
export { formatProblem, type Problem } from './problem.ts'
export { readScenarioFile, type ScenarioFile, shippedScenarios } from './scenario-file.ts'
export { suggest } from './suggestion.ts'
