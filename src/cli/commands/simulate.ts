import { type Command, type RunArguments, runOptions, scenarioArgument } from './command.ts'

export const simulate: Command = {
  command: 'simulate [scenario]',
  describe: 'Predict the period: virtual people, modelled systems, many replications',
  examples: [
    ['simulate', 'Rạch Giá’s first month, 200 times'],
    ['simulate rach-gia-2025-07 --replications 50 --seed 7', 'Fewer replications, other chances'],
  ],
  builder: (args) =>
    runOptions(scenarioArgument(args)).option('replications', {
      type: 'number',
      requiresArg: true,
      default: 200,
      describe: 'How often the period is simulated',
    }),
  async handler(args) {
    const { runSimulate } = await import('../run-simulate.ts')
    runSimulate(args as unknown as RunArguments & { replications: number })
  },
}
