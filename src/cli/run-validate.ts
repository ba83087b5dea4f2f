import { Fault } from '../faults/index.ts'
import { checkScenario, formatProblem, readScenarioFile } from '../scenario/index.ts'
import { host } from './host.ts'

/** Checks a scenario file and tells every problem and warning. */
export function runValidate(args: {
  readonly scenario: string
  readonly json: boolean
  readonly quiet: boolean
}): void {
  const { file, text } = readScenarioFile(args.scenario)
  const { plan, problems, warnings } = checkScenario(text, file)
  if (args.json) {
    host.say(JSON.stringify({ file, valid: plan !== undefined, problems, warnings }, null, 2))
    if (!plan) host.endWith('badInput')
    return
  }
  for (const warning of warnings) host.tell(`${formatProblem(warning)}\n`)
  if (!plan) {
    throw new Fault(
      'scenario-invalid',
      `${file} has ${problems.length === 1 ? 'one problem' : `${problems.length} problems`}\n\n${problems.map(formatProblem).join('\n\n')}`,
      'Shape of a scenario: docs/schema/scenario.schema.json.',
    )
  }
  if (args.quiet) return
  const { units, procedures, scenario } = plan
  host.say(
    `${file} is valid: ${scenario.period.from} to ${scenario.period.to}, ${count(units.length, 'unit')}, ` +
      `${count(procedures.length, 'procedure')}, ${count(scenario.targets.length, 'target')}${warnings.length === 0 ? '' : `, ${count(warnings.length, 'warning')}`}.`,
  )
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`
}
