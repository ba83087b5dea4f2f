import type { Command } from './command.ts'

export const doctor: Command = {
  command: 'doctor',
  describe: 'Tell what this machine has, what is missing, and how to get it',
  examples: [['doctor', 'Look at this machine']],
  builder: (args) => args.option('json', { type: 'boolean', default: false, describe: 'Print as JSON' }),
  async handler(args) {
    const { runDoctor } = await import('../run-doctor.ts')
    await runDoctor(args as unknown as { json: boolean })
  },
}
