import type { ExplainArguments } from '../run-explain.ts'
import type { Command } from './command.ts'

export const explain: Command = {
  command: 'explain <run> <dossier>',
  describe: 'Tell one dossier’s whole life: states, waits and why, calls, and its appointment',
  examples: [
    ['explain reports/my-run 30742-000123', 'From the run’s event log, as tables'],
    ['explain reports/my-run 30742-000123 --lang vi', 'In Vietnamese'],
    ['explain reports/my-run 30742-000123 --json > life.json', 'As JSON'],
  ],
  builder: (args) =>
    args
      .positional('run', { type: 'string', demandOption: true, describe: 'Folder of the run' })
      .positional('dossier', {
        type: 'string',
        demandOption: true,
        describe: 'Id of the dossier, as the event log and the systems have it',
      })
      .option('scenario', {
        type: 'string',
        requiresArg: true,
        describe: 'Where the scenario file lay, if it refers to files that are not in the run’s folder',
      })
      .option('lang', { choices: ['vi', 'en'] as const, default: 'en' as const, describe: 'Language' })
      .option('json', { type: 'boolean', default: false, describe: 'Print as JSON' }),
  async handler(args) {
    const { runExplain } = await import('../run-explain.ts')
    runExplain(args as unknown as ExplainArguments)
  },
}
