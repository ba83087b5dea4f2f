import { fileNameFor, fill, newScenario, type Read } from '../draft/index.ts'
import { Fault } from '../faults/index.ts'
import { checkScenario, formatProblem } from '../scenario/index.ts'
import { answersOf, type Told } from './ask-new.ts'
import { Asker } from './asker.ts'
import { host } from './host.ts'
import { nameOf, pathProblem, schemaFor, writeNew } from './new-file.ts'
import { missingFlags, type NewArguments, readFlags } from './new-flags.ts'
import { words } from './new-words.ts'

/** Writes a new scenario file, from the options alone or from what is asked on the terminal. */
export async function runNew(args: NewArguments): Promise<void> {
  const wanted = readFlags(args)
  const missing = missingFlags(wanted)
  if (missing.length > 0 && !host.canAsk)
    throw new Fault(
      'usage',
      `There is no terminal to ask on, and ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing.`,
      'Add what is missing, or run "dientap new" in a terminal. See "dientap new --help".',
    )
  const asker = missing.length > 0 ? new Asker(args.lang, host.stdin, host.stdout) : undefined
  try {
    asker?.tell(words.welcome)
    const context = { language: args.lang, askedOn: host.today() }
    const told = await answersOf(wanted, context, asker)
    const path = args.out ?? (await pathOf(told, args.force, asker))
    write(path, told, args)
  } finally {
    asker?.close()
  }
}

async function pathOf({ units, from }: Told, force: boolean, asker: Asker | undefined): Promise<string> {
  const offered = `${fileNameFor(units[0]?.code ?? '', from)}.yaml`
  const read = (typed: string): Read<string> => {
    const seen = pathProblem(typed, force)
    return seen ? { problem: seen.problem } : { value: typed }
  }
  if (asker) return (await asker.ask({ text: words.out, otherwise: offered, read })).value
  const seen = pathProblem(offered, force)
  if (seen) throw new Fault(seen.code, seen.problem.en, seen.hint)
  return offered
}

function write(path: string, told: Told, { force, lang }: NewArguments): void {
  const text = newScenario({ ...told, name: nameOf(path) ?? 'new', schema: schemaFor(path) })
  const { plan, problems, warnings } = checkScenario(text, path)
  if (!plan)
    throw new Fault(
      'scenario-invalid',
      `of these answers no valid scenario can be made\n\n${problems.map(formatProblem).join('\n\n')}`,
      'Nothing was written. The lines are those of the file that would have been.',
    )
  writeNew(path, text, force)
  host.say(fill(words.written, { file: path, title: plan.scenario.title })[lang])
  if (warnings.length > 0) {
    host.tell(`\n${fill(words.warned, { count: String(warnings.length) })[lang]}\n`)
    for (const warning of warnings) host.tell(`${formatProblem(warning)}\n`)
  }
  host.say(`\n${words.next[lang]}`)
  const shown = /^[\w./@%+-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`
  for (const command of ['validate', 'simulate', 'rehearse'] as const)
    host.say(`  npx dientap ${command} ${shown}   # ${words[command][lang]}`)
}
