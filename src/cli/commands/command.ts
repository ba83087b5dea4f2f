import type { Argv, CommandModule } from 'yargs'

/**
 * One command of the CLI. Its file imports nothing heavy at the top: what it needs is imported when it runs, so that
 * `--help` stays fast.
 */
export interface Command extends CommandModule {
  readonly command: string
  readonly describe: string
  /** Arguments after `dientap`, and what they do. Shown by --help and run by the tests. */
  readonly examples: readonly (readonly [line: string, what: string])[]
  readonly builder: (args: Argv) => Argv
}

/** The scenario that commands use when none is named. */
export const DEFAULT_SCENARIO = 'scenarios/rach-gia-2025-07.yaml'

export function scenarioArgument(args: Argv) {
  return args.positional('scenario', {
    type: 'string',
    default: DEFAULT_SCENARIO,
    describe: 'Scenario file, or the name of a shipped one',
  })
}

export function seedOption(args: Argv) {
  return args.option('seed', {
    type: 'number',
    requiresArg: true,
    describe: 'Seed of all random draws, 0 to 4294967295 (default: the scenario’s)',
  })
}

/** Options of the commands that play a scenario and write a run folder. */
export function runOptions(args: Argv) {
  return outputOptions(seedOption(args)).parserConfiguration(repeatable).option('without', {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'Name of an incident or difficulty of the scenario to take away; repeat for more',
  })
}

/** How much is simulated to find what went wrong. */
export function findingsOption(args: Argv) {
  return args.option('findings', {
    choices: ['none', 'quick', 'full'] as const,
    requiresArg: true,
    describe:
      'What went wrong, who mends it, what that buys (default: quick, up to 100,000 expected dossiers; none without a prediction)',
  })
}

/** Options of the commands that write a run folder. */
export function outputOptions(args: Argv) {
  return args
    .option('out', {
      type: 'string',
      requiresArg: true,
      default: 'reports',
      describe: 'Folder in which the run’s own folder is made',
    })
    .option('lang', { choices: ['vi', 'en'] as const, default: 'vi' as const, describe: 'Language of report.md' })
    .option('json', { type: 'boolean', default: false, describe: 'Print the result as JSON and nothing else' })
    .option('quiet', { type: 'boolean', default: false, describe: 'Print the verdict only' })
}

/** Values of `runOptions` as yargs hands them to a handler. */
export interface RunArguments extends OutputArguments {
  readonly scenario: string
  readonly seed?: number
  /** Names of incidents and difficulties to take away. */
  readonly without?: readonly string[]
}

/** Values of `outputOptions`. */
export interface OutputArguments {
  readonly out: string
  readonly lang: 'vi' | 'en'
  readonly json: boolean
  readonly quiet: boolean
}

/** For commands of which something may be given more than once; of the rest `lastOfEach` takes the last. */
export const repeatable = { 'duplicate-arguments-array': true, 'greedy-arrays': false } as const

/** An option given twice has its last value, as in the other commands; only `lists` may be repeated. */
export function lastOfEach(args: Readonly<Record<string, unknown>>, ...lists: string[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      Array.isArray(value) && !lists.includes(name) && name !== '_' ? value.at(-1) : value,
    ]),
  )
}
