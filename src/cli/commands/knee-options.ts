import type { Argv } from 'yargs'

/** Options of the search for the knee. */
export function kneeOptions<T>(args: Argv<T>) {
  return args
    .option('find-knee', {
      type: 'boolean',
      default: false,
      describe: 'Search the highest rate that holds the targets (officials take no time), from --rate or 1 on',
    })
    .option('plateau-s', {
      type: 'number',
      requiresArg: true,
      default: 12,
      describe: 'With --find-knee: seconds of load at each rate',
    })
    .option('tolerance', {
      type: 'number',
      requiresArg: true,
      default: 0.05,
      describe: 'With --find-knee: share by which the rate that held and the one that failed may differ',
    })
    .option('max-rate', {
      type: 'number',
      requiresArg: true,
      default: 100,
      describe: 'With --find-knee: no more dossiers a second than this',
    })
    .option('head-room', {
      type: 'number',
      requiresArg: true,
      default: 1,
      describe: 'With --find-knee: how many times the busiest hour must be carried',
    })
}
