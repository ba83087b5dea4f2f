import type { SelftestArguments } from '../run-selftest.ts'
import type { Command } from './command.ts'

export const selftest: Command = {
  command: 'selftest',
  describe: 'Check the simulator: queueing cases whose answer is known exactly, run as ordinary scenarios',
  examples: [
    ['selftest --quick', 'The whole suite with a quarter of the replications'],
    ['selftest --only mm1', 'One case; part of a name stands for all that begin so'],
  ],
  builder: (args) =>
    args
      .option('quick', { type: 'boolean', default: false, describe: 'Fewer replications: faster and less sharp' })
      .option('only', { type: 'string', requiresArg: true, describe: 'Name of a case, or how its name begins' })
      .option('out', {
        type: 'string',
        requiresArg: true,
        default: 'reports',
        describe: 'Folder in which selftest.json is written, where the reports of runs look for it',
      })
      .option('json', { type: 'boolean', default: false, describe: 'Print the figures as JSON and nothing else' }),
  async handler(args) {
    const { runSelftest } = await import('../run-selftest.ts')
    runSelftest(args as unknown as SelftestArguments)
  },
}
