import { type Command, scenarioArgument } from './command.ts'

interface ValidateArguments {
  readonly scenario: string
  readonly json: boolean
  readonly quiet: boolean
}

export const validate: Command = {
  command: 'validate [scenario]',
  describe: 'Check a scenario file: every problem at once, with line and column',
  examples: [
    ['validate scenarios/rach-gia-2025-07.yaml', 'Check a file'],
    ['validate rach-gia-2025-07 --json', 'The problems as JSON'],
  ],
  builder: (args) =>
    scenarioArgument(args)
      .option('json', { type: 'boolean', default: false, describe: 'Print the problems as JSON' })
      .option('quiet', { type: 'boolean', default: false, describe: 'Print nothing when all is well' }),
  async handler(args) {
    const { runValidate } = await import('../run-validate.ts')
    runValidate(args as unknown as ValidateArguments)
  },
}
