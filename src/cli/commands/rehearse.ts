import { type Command, lastOfEach, type RunArguments, runOptions, scenarioArgument } from './command.ts'

interface RehearseArguments extends RunArguments {
  readonly replications?: number
}

export const rehearse: Command = {
  command: 'rehearse [scenario]',
  describe: 'Replay the scenario against running systems: virtual people, real HTTP',
  examples: [
    ['rehearse', 'Rạch Giá’s first month, against the stand-in systems'],
    [
      'rehearse rach-gia-2025-07 --seed 7 --replications 20 --out /tmp/runs',
      'With other chances, a shorter prediction, elsewhere',
    ],
    ['rehearse --json --quiet > result.json', 'For a CI job: the result as JSON, the verdict as exit status'],
  ],
  builder: (args) =>
    runOptions(scenarioArgument(args)).option('replications', {
      type: 'number',
      requiresArg: true,
      describe:
        'How often the period is simulated for the prediction (default: the scenario’s, else 200); 0 makes none',
    }),
  async handler(args) {
    const { runRehearse } = await import('../run-rehearse.ts')
    await runRehearse(lastOfEach(args, 'without') as unknown as RehearseArguments)
  },
}
