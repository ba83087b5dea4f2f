import type { LoadArguments } from '../finish-load.ts'
import type { FindKneeArguments } from '../run-find-knee.ts'
import { type Command, lastOfEach, runOptions, scenarioArgument } from './command.ts'
import { kneeOptions } from './knee-options.ts'

export const load: Command = {
  command: 'load [scenario]',
  describe: 'Put the same dossiers on running systems with real concurrency, by k6',
  examples: [
    ['load', 'The busiest hour of Rạch Giá’s first month, within a minute'],
    ['load --rate 20 --no-think --duration 30', 'Twenty dossiers a second, officials who take no time'],
    ['load --find-knee --max-rate 2 --plateau-s 4', 'How many times the busiest hour the systems carry, up to a rate'],
    ['load --peak-factor 3 --compression 30 --duration 120', 'Three times the busiest hour, an hour in two minutes'],
  ],
  builder: (args) =>
    kneeOptions(runOptions(scenarioArgument(args)))
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
      .option('instances', {
        type: 'number',
        requiresArg: true,
        default: 1,
        describe: 'k6 processes, or pods, that share the load',
      })
      .option('out-k6', {
        type: 'string',
        array: true,
        requiresArg: true,
        describe: 'Pass k6’s samples on: prometheus=URL, otel=URL, json=FILE, or any output of k6; repeat for more',
      })
      .option('dashboard', {
        type: 'boolean',
        default: false,
        describe: 'Serve k6’s live dashboard on http://127.0.0.1:5665',
      })
      .option('manifest', {
        choices: ['k8s'] as const,
        requiresArg: true,
        describe: 'Print what the Grafana k6 operator runs, instead of loading',
      })
      .option('image', { type: 'string', requiresArg: true, describe: 'With --manifest: image with a k6' })
      .option('collect', {
        type: 'string',
        requiresArg: true,
        describe: 'Folder that --manifest wrote, with what the pods left: judge it',
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
    if (args.findKnee === true) {
      const { runFindKnee } = await import('../run-find-knee.ts')
      await runFindKnee(lastOfEach(args, 'without') as unknown as FindKneeArguments)
      return
    }
    const { runLoad } = await import('../run-load.ts')
    await runLoad(lastOfEach(args, 'without', 'outK6', 'out-k6') as unknown as LoadArguments)
  },
}
