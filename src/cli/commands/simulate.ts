import type { SimulateArguments } from '../simulate-options.ts'
import { type Command, lastOfEach, runOptions, scenarioArgument } from './command.ts'

export const simulate: Command = {
  command: 'simulate [scenario]',
  describe: 'Predict the period: virtual people, modelled systems, many replications',
  examples: [
    ['simulate', 'Rạch Giá’s first month, 200 times'],
    ['simulate rach-gia-2025-07 --replications 50 --seed 7', 'Fewer replications, other chances'],
    ['simulate --precision 0.005', 'As many as it takes for the mean on-time rate to be known to ± 0.5 points'],
    [
      'simulate --vary units.0.staff.1.count=3,4,5 --replications 20',
      'How much a specialist more or less would change',
    ],
    ['simulate --without line-down-on-10-july', 'As if the connection had never been lost'],
    ['simulate --shard 1/2 --out /tmp/shards', 'The first half of the work; "dientap merge" puts the shards together'],
    ['simulate --shards 8 --manifest kubernetes > job.yaml', 'Eight shards as a Kubernetes Job'],
  ],
  builder: (args) =>
    runOptions(scenarioArgument(args))
      .option('replications', {
        type: 'number',
        requiresArg: true,
        describe:
          'How often the period is simulated for the prediction (default: the scenario’s, else 200); 0 makes none',
      })
      .option('precision', {
        type: 'number',
        requiresArg: true,
        describe: 'Go on until the mean is known to ± this (half of the 95 % interval), at most 10,000 replications',
      })
      .option('indicator', {
        type: 'string',
        requiresArg: true,
        describe: 'Indicator that --precision speaks of (default: onTimeRate)',
      })
      .option('steady-state', {
        type: 'boolean',
        default: false,
        describe: 'Also the means of wait and turnaround without the warm-up (MSER-5)',
      })
      .option('vary', {
        type: 'string',
        array: true,
        requiresArg: true,
        describe: 'path=a,b,c: simulate a variant for each value of that place of the scenario; repeat to combine',
      })
      .option('systems-from', {
        type: 'string',
        requiresArg: true,
        describe: 'Folder of a rehearsal or load run: the systems answer as they were measured there',
      })
      .option('threads', {
        type: 'number',
        requiresArg: true,
        describe: 'Worker threads (default: as many as the machine runs at once); the result is the same',
      })
      .option('events', {
        type: 'boolean',
        describe: 'Write events.ndjson (default: yes, up to 100,000 expected dossiers)',
      })
      .option('shard', {
        type: 'string',
        requiresArg: true,
        describe: 'i/n: only this share of the work, into a file for "dientap merge"',
      })
      .option('shards', { type: 'number', requiresArg: true, describe: 'With --shard-index or --manifest: how many' })
      .option('shard-index', {
        type: 'number',
        requiresArg: true,
        describe: 'With --shards: number of the shard, counted from 0',
      })
      .option('manifest', {
        choices: ['kubernetes'] as const,
        requiresArg: true,
        describe: 'Print what plays --shards in a cluster, instead of simulating',
      })
      .option('image', {
        type: 'string',
        requiresArg: true,
        describe: 'With --manifest: container image with dientap on its path',
      }),
  async handler(args) {
    const { runSimulate } = await import('../run-simulate.ts')
    await runSimulate(lastOfEach(args, 'vary', 'without') as unknown as SimulateArguments)
  },
}
