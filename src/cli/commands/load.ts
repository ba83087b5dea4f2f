import type { LoadArguments } from '../run-load.ts'
import { type Command, lastOfEach, runOptions, scenarioArgument } from './command.ts'

export const load: Command = {
  command: 'load [scenario]',
  describe: 'Put the same dossiers on running systems with real concurrency, by k6',
  examples: [
    ['load', 'The busiest hour of Rạch Giá’s first month, within a minute'],
    ['load --rate 20 --no-think --duration 30', 'Twenty dossiers a second, officials who take no time'],
    ['load --peak-factor 3 --compression 30 --duration 120', 'Three times the busiest hour, an hour in two minutes'],
  ],
  builder: (args) =>
    runOptions(scenarioArgument(args))
      .option('rate', {
        type: 'number',
        requiresArg: true,
        describe: 'Dossiers a second (default: those of the scenario’s busiest hour, compressed)',
      })
      .option('peak-factor', {
        type: 'number',
        requiresArg: true,
        default: 1,
        describe: 'How many times the busiest hour',
      })
      .option('duration', { type: 'number', requiresArg: true, default: 60, describe: 'Seconds' })
      .option('compression', {
        type: 'number',
        requiresArg: true,
        default: 60,
        describe: 'Seconds of the scenario in one second; what systems take is never compressed',
      })
      .option('think', {
        type: 'boolean',
        default: true,
        describe: 'Officials take time for their own work; --no-think: none',
      })
      .option('calibrate', {
        type: 'boolean',
        default: true,
        describe: 'First measure whether this machine can make the load; --no-calibrate: not',
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
    const { runLoad } = await import('../run-load.ts')
    await runLoad(lastOfEach(args, 'without') as unknown as LoadArguments)
  },
}
