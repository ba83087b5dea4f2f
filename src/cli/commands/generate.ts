import type { GenerateArguments } from '../run-generate.ts'
import { type Command, scenarioArgument, seedOption } from './command.ts'

export const generate: Command = {
  command: 'generate [scenario]',
  describe: 'Write the scenario’s synthetic citizens or dossiers as NDJSON or CSV',
  examples: [
    ['generate --what dossiers --count 3', 'The first three dossiers, as NDJSON'],
    ['generate --what citizens --format csv --out /tmp/citizens.csv', 'All citizens, as a CSV file'],
  ],
  builder: (args) =>
    seedOption(scenarioArgument(args))
      .option('what', {
        choices: ['citizens', 'dossiers'] as const,
        default: 'dossiers' as const,
        describe: 'What to write',
      })
      .option('format', {
        choices: ['ndjson', 'csv'] as const,
        default: 'ndjson' as const,
        describe: 'In which format',
      })
      .option('count', { type: 'number', requiresArg: true, describe: 'How many of each unit (default: all)' })
      .option('out', { type: 'string', requiresArg: true, describe: 'File to write (default: standard output)' }),
  async handler(args) {
    const { runGenerate } = await import('../run-generate.ts')
    await runGenerate(args as unknown as GenerateArguments)
  },
}
