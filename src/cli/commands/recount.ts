import type { RecountArguments } from '../run-recount.ts'
import type { Command } from './command.ts'

export const recount: Command = {
  command: 'recount <run>',
  describe: 'Work out a saved run’s figures from its event log alone: do they agree with its result?',
  examples: [['recount reports/my-run', 'Status 0 when every figure agrees, 3 when one does not']],
  builder: (args) =>
    args
      .positional('run', { type: 'string', demandOption: true, describe: 'Folder of the run' })
      .option('scenario', {
        type: 'string',
        requiresArg: true,
        describe: 'Where the scenario file lay, if it refers to files that are not in the run’s folder',
      })
      .option('json', { type: 'boolean', default: false, describe: 'Print the differences as JSON' }),
  async handler(args) {
    const { runRecount } = await import('../run-recount.ts')
    runRecount(args as unknown as RecountArguments)
  },
}
