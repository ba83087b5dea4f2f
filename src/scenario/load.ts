import { createHash } from 'node:crypto'
import { Fault } from '../faults/index.ts'
import { conforms, Scenario } from '../schema/index.ts'
import { type Catalogue, type CatalogueFile, loadCatalogue } from './catalogue.ts'
import { checkBasis } from './check-basis.ts'
import { checkNumbers } from './check-numbers.ts'
import { checkReferences } from './check-references.ts'
import { checkTimes } from './check-time.ts'
import { compile } from './compile.ts'
import type { Plan } from './plan.ts'
import { formatProblem, inReadingOrder, type Problem } from './problem.ts'
import { ProblemList } from './problem-list.ts'
import { readScenarioFile } from './scenario-file.ts'
import { shapeProblems } from './shape.ts'
import { readSource } from './source-document.ts'

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
 * @param fileName how problems name the file
 */
export function checkScenario(text: string, fileName: string): CheckedScenario {
  const { document, problems } = readSource(text, fileName)
  if (!document) return sorted(problems)
  const scenario = document.value
  if (!conforms(Scenario, scenario)) return sorted([...problems, ...shapeProblems(document, Scenario)])
  const catalogue = loadCatalogue()
  const list = new ProblemList(document)
  checkReferences(list, scenario, catalogue)
  checkTimes(list, scenario, catalogue)
  checkNumbers(list, scenario)
  checkBasis(list, scenario)
  const checked = sorted([...problems, ...list.found])
  return checked.problems.length > 0
    ? checked
    : { ...checked, plan: compile(scenario, catalogue, digest(text, scenario, catalogue)) }
}

/**
 * Reads, checks and compiles a scenario file.
 * @param path of a file, or the name of a scenario that ships with Dientap
 * @throws Fault as readScenarioFile does; scenario-invalid with every problem of the file
 */
export function loadScenario(path: string): Plan {
  const { file, text } = readScenarioFile(path)
  const { plan, problems } = checkScenario(text, file)
  if (plan) return plan
  const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`
  const shown = problems.slice(0, MOST_SHOWN).map(formatProblem)
  if (problems.length > MOST_SHOWN) shown.push(`and ${problems.length - MOST_SHOWN} more`)
  throw new Fault(
    'scenario-invalid',
    `${file} has ${count}\n\n${shown.join('\n\n')}`,
    `mend the file, then see: dientap validate ${path}`,
  )
}

function sorted(found: readonly Problem[]): { problems: Problem[]; warnings: Problem[] } {
  const all = inReadingOrder(found)
  return {
    problems: all.filter((problem) => problem.severity === 'error'),
    warnings: all.filter((problem) => problem.severity === 'warning'),
  }
}

/** SHA-256 over the text and the bytes of the catalogue files that the scenario draws on. */
function digest(text: string, scenario: Scenario, catalogue: Catalogue): string {
  const files: CatalogueFile[] = ['procedures.csv', 'units.csv', 'identity-prefixes.csv', 'names.csv']
  if (scenario.calendar.holidays === 'vietnam') files.push('holidays.csv')
  const own = scenario.workflows ?? {}
  if (scenario.demand.procedures.some(({ workflow }) => !Object.hasOwn(own, workflow))) files.push('workflows.yaml')
  const hash = createHash('sha256').update(text)
  for (const file of files) hash.update(`\0${file}\0`).update(catalogue.bytes(file))
  return hash.digest('hex')
}
