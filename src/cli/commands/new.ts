import type { NewArguments } from '../new-flags.ts'
import { type Command, lastOfEach, repeatable } from './command.ts'

/** Options that may be given once for all units or once for each, in the order of the units. */
const ofUnits = ['population', 'perMonth', 'staff', 'counters'] as const

export const newFile: Command = {
  command: 'new',
  describe: 'Write a new scenario file: asks for what it needs, or takes it from the options',
  examples: [
    [
      'new --unit "rach gia" --from 2026-07-01 --to 2026-07-31 --staff clerk=5,specialist=6,leader=2',
      'A month in a ward whose population a report tells; without options, in a terminal, it asks',
    ],
  ],
  builder: (args) =>
    args
      .parserConfiguration(repeatable)
      .options({
        unit: many('Unit, by its code or its name ("rach gia", "Tân Thành, Cà Mau"); repeat for more'),
        from: text('First day, YYYY-MM-DD or DD/MM/YYYY'),
        to: text('Last day'),
        population: many('Inhabitants; like the next three once for all units, or once for each in their order'),
        'per-month': many('Dossiers a month (default: by the ratio of Rạch Giá ward)'),
        staff: many('Officials by role, for example clerk=3,specialist=5,leader=1'),
        counters: many('Counters open to citizens (default: one for each clerk, three at least)'),
        channels: text('Shares of the channels, for example direct=25,online=74.5,post=0.5 (default: as nationwide)'),
        script: many('Shipped scenario whose trial-run script is copied into the file; repeat for more'),
        'on-time': text('Target: finished dossiers that are on time, % (default: 95)'),
        'wait-min': text('Target: wait that nine of ten at a counter do not exceed, minutes (default: 30)'),
        out: text('File to write (default: named after the first unit and the first day)'),
      })
      .option('force', { type: 'boolean', default: false, describe: 'Write over a file that is there already' })
      .option('lang', {
        choices: ['vi', 'en'] as const,
        default: 'vi' as const,
        describe: 'Language of the questions and of the comments in the file',
      }),
  async handler(args) {
    const { runNew } = await import('../run-new.ts')
    await runNew(lastOfEach(args, 'unit', 'script', ...ofUnits) as unknown as NewArguments)
  },
}

// As text, so that 00004 keeps its zeros and "250.000" is not a quarter of a thousand.
function text(describe: string) {
  return { type: 'string', requiresArg: true, describe } as const
}

function many(describe: string) {
  return { ...text(describe), array: true } as const
}
