import { createHash } from 'node:crypto'
import { Fault } from '../faults/index.ts'
import { conforms, Scenario } from '../schema/index.ts'
import { type Catalogue, type CatalogueFile, loadCatalogue } from './catalogue.ts'
import { checkBasis } from './check-basis.ts'
import { checkDeadEnds } from './check-dead-ends.ts'
import { checkDemand } from './check-demand.ts'
import { checkDifficulties } from './check-difficulties.ts'
import { checkEffects } from './check-effects.ts'
import { checkNumbers } from './check-numbers.ts'
import { checkPlan } from './check-plan.ts'
import { checkScripts } from './check-scripts.ts'
import { checkStaff } from './check-staff.ts'
import { checkSystems } from './check-systems.ts'
import { checkTimes } from './check-time.ts'
import { checkUnits } from './check-units.ts'
import { checkWorkflows } from './check-workflows.ts'
import type { Checking } from './checking.ts'
import { compile } from './compile.ts'
import type { Plan } from './plan.ts'
import { formatProblem, inReadingOrder, type Problem } from './problem.ts'
import { ProblemList } from './problem-list.ts'
import { checkProcedures } from './procedures.ts'
import { type RecordedFiles, readRecorded } from './recorded.ts'
import { readScenarioFile } from './scenario-file.ts'
import { scriptedStream } from './scripted.ts'
import { shapeProblems } from './shape.ts'
import { readSource } from './source-document.ts'
import { streamsOf } from './streams.ts'
import { unitEntries } from './unit-entries.ts'
import { usedWorkflows } from './workflows.ts'

const MOST_SHOWN = 50

/** What a check of a scenario found: a plan exactly when there are no problems. */
export interface CheckedScenario {
  readonly plan?: Plan
  /** What must be mended, in reading order. */
  readonly problems: readonly Problem[]
  /** What is doubtful but can run, in reading order. */
  readonly warnings: readonly Problem[]
}

/**
 * Checks a scenario and compiles it. All problems of one kind come at once: of YAML; else of shape; else of what the
 * names and numbers mean.
 * @param fileName how problems name the file; files that the scenario names are looked for in its folder
 */
export function checkScenario(text: string, fileName: string): CheckedScenario {
  const { document, problems } = readSource(text, fileName)
  if (!document) return sorted(problems)
  const scenario = document.value
  if (!conforms(Scenario, scenario)) return sorted([...problems, ...shapeProblems(document, Scenario)])
  const catalogue = loadCatalogue()
  const list = new ProblemList(document)
  const entries = unitEntries(scenario, catalogue)
  const unitCodes = new Map(entries.flatMap((entry) => entry.rows.map(({ code }) => [code, entry] as const)))
  const checking: Checking = {
    ...{ list, scenario, catalogue, entries, unitCodes },
    ...{ streams: streamsOf(scenario), scripted: scriptedStream(scenario) },
  }
  checkUnits(checking)
  checkProcedures(checking)
  checkDemand(checking)
  checkWorkflows(checking)
  checkStaff(checking)
  checkSystems(checking)
  checkTimes(checking)
  checkScripts(checking)
  checkDifficulties(checking)
  checkNumbers(list, scenario)
  checkBasis(list, scenario)
  const recorded = readRecorded(checking, fileName)
  if (list.found.some(isError)) return sorted([...problems, ...list.found])
  checkDeadEnds(checking)
  checkEffects(checking)
  const sha256 = digest(text, scenario, catalogue, recorded)
  const plan = compile(scenario, { catalogue, entries, recorded: recorded.rows, sha256 })
  checkPlan(checking, plan)
  const checked = sorted([...problems, ...list.found])
  return checked.problems.length > 0 ? checked : { ...checked, plan }
}

/**
 * Reads, checks and compiles a scenario file.
 * @param path of a file, or the name of a scenario that ships with Dientap
 * @throws Fault as readScenarioFile does; scenario-invalid with every problem of the file
 */
export function loadScenario(path: string): Plan {
  return loadScenarioWithWarnings(path).plan
}

/** As loadScenario, with what is doubtful in the file, in reading order. */
export function loadScenarioWithWarnings(path: string): { readonly plan: Plan; readonly warnings: readonly Problem[] } {
  const { file, text } = readScenarioFile(path)
  const { plan, problems, warnings } = checkScenario(text, file)
  if (plan) return { plan, warnings }
  const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`
  const shown = problems.slice(0, MOST_SHOWN).map(formatProblem)
  if (problems.length > MOST_SHOWN) shown.push(`and ${problems.length - MOST_SHOWN} more`)
  throw new Fault(
    'scenario-invalid',
    `${file} has ${count}\n\n${shown.join('\n\n')}`,
    `mend the file, then see: dientap validate ${path}`,
  )
}

function isError(problem: Problem): boolean {
  return problem.severity === 'error'
}

function sorted(found: readonly Problem[]): { problems: Problem[]; warnings: Problem[] } {
  const all = inReadingOrder(found)
  return {
    problems: all.filter(isError),
    warnings: all.filter((problem) => !isError(problem)),
  }
}

/** SHA-256 over the text, the bytes of the catalogue files that the scenario draws on, and the files that it names. */
function digest(text: string, scenario: Scenario, catalogue: Catalogue, recorded: RecordedFiles): string {
  const files: CatalogueFile[] = ['procedures.csv', 'units.csv', 'identity-prefixes.csv', 'names.csv']
  if (scenario.calendar.holidays === 'vietnam') files.push('holidays.csv')
  const own = scenario.workflows ?? {}
  if (usedWorkflows(scenario, catalogue).some(([name]) => !Object.hasOwn(own, name))) files.push('workflows.yaml')
  const hash = createHash('sha256').update(text)
  for (const file of files) hash.update(`\0${file}\0`).update(catalogue.bytes(file))
  for (const { name, bytes } of recorded.files) hash.update(`\0${name}\0`).update(bytes)
  return hash.digest('hex')
}
