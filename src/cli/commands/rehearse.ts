import type { RehearseArguments } from '../run-rehearse.ts'
import { type Command, findingsOption, lastOfEach, runOptions, scenarioArgument } from './command.ts'

export const rehearse: Command = {
  command: 'rehearse [scenario]',
  describe: 'Replay the scenario against running systems: virtual people, real HTTP',
  examples: [
    ['rehearse', 'Rạch Giá’s first month, against the stand-in systems'],
    [
      'rehearse rach-gia-2025-07 --seed 7 --replications 20 --out /tmp/runs',
      'With other chances, a shorter prediction, elsewhere',
    ],
    ['rehearse --target stand-ins', 'The systems of a target file: your own test environment is one more such file'],
    ['rehearse --json --quiet > result.json', 'For a CI job: the result as JSON, the verdict as exit status'],
  ],
  builder: (args) =>
    findingsOption(runOptions(scenarioArgument(args)))
      .option('replications', {
        type: 'number',
        requiresArg: true,
        describe:
          'How often the period is simulated for the prediction (default: the scenario’s, else 200); 0 makes none',
      })
      .option('target', {
        type: 'string',
        requiresArg: true,
        default: 'stand-ins',
        describe: 'Target file: which systems are asked, and how',
      })
      .option('database', {
        type: 'string',
        requiresArg: true,
        describe: 'PostgreSQL server for the systems’ databases, postgres://… (default: SQLite in the run folder)',
      }),
  async handler(args) {
    const { runRehearse } = await import('../run-rehearse.ts')
    await runRehearse(lastOfEach(args, 'without') as unknown as RehearseArguments)
  },
}
