import type { CompareArguments } from '../run-compare.ts'
import { type Command, lastOfEach, repeatable } from './command.ts'

export const compare: Command = {
  command: 'compare <runs..>',
  describe: 'Hold runs against the first of them: what got better or worse, and how sure is that?',
  examples: [
    ['compare reports/before reports/after', 'Two runs of one scenario and one seed'],
    ['compare reports/before reports/other-seed --unpaired', 'Runs of other seeds'],
    ['compare reports/before reports/fixed --allow-scenario', 'The scenario was changed on purpose: shows in what'],
    ['compare reports/simulated reports/rehearsed --prediction', 'A prediction against a measurement'],
    ['compare reports/before reports/after --markdown > comment.md', 'For a pull request'],
  ],
  builder: (args) =>
    args
      .positional('runs', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'Folders of runs, the one to compare with first',
      })
      .parserConfiguration(repeatable)
      .option('unpaired', { type: 'boolean', default: false, describe: 'Allow runs of other seeds' })
      .option('allow-scenario', {
        type: 'boolean',
        default: false,
        describe: 'Allow another scenario, and show in what',
      })
      .option('prediction', {
        type: 'boolean',
        default: false,
        describe: 'Hold a simulation’s prediction against a rehearsal’s measurement',
      })
      .option('lang', { choices: ['vi', 'en'] as const, default: 'en' as const, describe: 'Language' })
      .option('markdown', { type: 'boolean', default: false, describe: 'Print Markdown, all figures folded away' })
      .option('json', { type: 'boolean', default: false, describe: 'Print as JSON' })
      .option('quiet', { type: 'boolean', default: false, describe: 'Print the verdict only' }),
  async handler(args) {
    const { runCompare } = await import('../run-compare.ts')
    runCompare(lastOfEach(args, 'runs') as unknown as CompareArguments)
  },
}
