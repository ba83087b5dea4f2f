import type { MergeArguments } from '../run-merge.ts'
import { type Command, lastOfEach, outputOptions, repeatable } from './command.ts'

export const merge: Command = {
  command: 'merge <files..>',
  describe: 'Put together what the shards of a simulation gave: the result of one run',
  examples: [
    ['merge /tmp/shards', 'All shard files of a folder'],
    ['merge /tmp/shards/shard-1-of-2.json /tmp/shards/shard-2-of-2.json', 'These files'],
  ],
  builder: (args) =>
    outputOptions(
      args
        .positional('files', {
          type: 'string',
          array: true,
          demandOption: true,
          describe: 'Shard files, or folders of them',
        })
        .parserConfiguration(repeatable),
    ).option('scenario', {
      type: 'string',
      requiresArg: true,
      describe: 'Where the scenario file lies here, if it refers to files beside it',
    }),
  async handler(args) {
    const { runMerge } = await import('../run-merge.ts')
    runMerge(lastOfEach(args, 'files') as unknown as MergeArguments)
  },
}
