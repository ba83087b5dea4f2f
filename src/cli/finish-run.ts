import { join } from 'node:path'
import { formatInstant } from '../calendar/index.ts'
import { formats } from '../report/index.ts'
import type { Plan } from '../scenario/index.ts'
import type { RunResult } from '../schema/index.ts'
import { conforms, RunResult as RunResultSchema } from '../schema/index.ts'
import type { OutputArguments } from './commands/command.ts'
import { host } from './host.ts'
import type { RunFolder } from './run-folder.ts'

/** Files that every run folder holds besides those that the run itself names. */
export function reportFiles(): string[] {
  return Object.values(formats).flatMap(({ file }) => (file === null ? [] : [file]))
}

/** Until when a run went, for its result; nothing where the period was run to its end. */
export function stoppedAt(plan: Plan, untilMs: number): Pick<RunResult['run'], 'until'> {
  return untilMs < plan.toMs ? { until: formatInstant(untilMs) } : {}
}

/** Writes the reports of a run, shows it, and sets the exit status that its verdict has. */
export function finishRun(result: RunResult, folder: RunFolder, args: OutputArguments): void {
  if (!conforms(RunResultSchema, result)) throw new Error('the result does not have the shape of its published schema')
  for (const { file, render } of Object.values(formats)) {
    if (file !== null) folder.write(file, render(result, args.lang))
  }
  if (args.json) host.say(formats.json.render(result, args.lang))
  else if (args.quiet) host.say(`${result.verdict.status} ${join(folder.path, 'result.json')}`)
  else {
    host.say(formats.terminal.render(result, 'en', { colour: host.colour, width: host.width, folder: folder.path }))
  }
  if (result.verdict.status === 'INVALID') host.endWith('invalid')
  else host.endWith(result.verdict.status === 'PASS' ? 'ok' : 'targetsMissed')
}
