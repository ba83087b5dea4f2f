import { createRequire } from 'node:module'
import type Yargs from 'yargs'
import { Fault } from '../faults/index.ts'
import { commands } from './commands/index.ts'
import { host } from './host.ts'
import { version } from './version.ts'

// The CommonJS build is one file where the ES module is forty: it loads in a fifth of the time (bench startup).
const yargs = createRequire(import.meta.url)('yargs') as typeof Yargs

host.ignoreClosedPipe()
host.onStray(report)

const cli = yargs(host.args)
  .scriptName('dientap')
  .locale('en')
  .usage(
    '$0 <command>\n\nRehearses the go-live of two-level local government: same scenario, same dossiers, three clocks.',
  )
  .version(version())
  .help()
  .strict()
  // An option given twice has its last value, as in other tools; without this it would have a list of both.
  .parserConfiguration({ 'duplicate-arguments-array': false })
  .demandCommand(1, 'Which command? See dientap --help.')
  .recommendCommands()
  .completion('completion', 'Print a completion script for bash or zsh')
  .option('debug', {
    type: 'boolean',
    default: false,
    describe: 'Show where in the program an error came from',
    global: true,
  })
  .epilogue(
    'Exit statuses: 0 passed, 1 targets missed, 2 usage, 3 invalid run, 4 bad input, 5 system failed, 6 environment, 7 worse, 130 interrupted.',
  )
  .wrap(Math.min(host.width, 110))
  .exitProcess(false)
  .fail((message, error) => {
    // yargs hands over what a command threw, and for some mistakes on the command line an error of its own.
    if (error && error.name !== 'YError') throw error
    throw new Fault('usage', message, 'See "dientap --help" or "dientap <command> --help".')
  })

for (const { examples, ...command } of commands) {
  cli.command({
    ...command,
    builder: (args) => {
      // In a column of its own the description would break the line, and with it what one copies from the help.
      for (const [line, what] of examples) args.example(`$0 ${line}\n  ${what}`, '')
      return command.builder(args)
    },
  })
}

try {
  await cli.parseAsync()
} catch (error) {
  report(error)
}

/** Says what went wrong and how to mend it; a stack trace only with --debug. */
function report(error: unknown): void {
  const debug = host.args.includes('--debug')
  if (error instanceof Fault) {
    host.tell(`dientap: ${error.message}\n  ${error.hint}`)
    host.endWith(error.exitStatus)
  } else {
    const message = error instanceof Error ? error.message : String(error)
    host.tell(
      `dientap: a mistake in Dientap itself: ${message}\n  Please report it with the command line; --debug shows where it happened.`,
    )
    host.endWith('internal')
  }
  if (debug && error instanceof Error) host.tell(String(error.stack))
}
