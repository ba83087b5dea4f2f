import type { SystemsArguments } from '../run-systems.ts'
import { type Command, scenarioArgument } from './command.ts'

export const systems: Command = {
  command: 'systems [scenario]',
  describe: 'Serve the stand-in systems until interrupted',
  examples: [
    ['systems', 'The stand-ins of Rạch Giá’s centre, on free ports'],
    ['systems --capacity portal=200/s --open', 'With a portal that saturates, and without logins'],
    ['systems --port 8080 --folder /tmp/stand-ins', 'From port 8080 on, keeping the databases'],
  ],
  builder: (args) =>
    scenarioArgument(args)
      .option('port', {
        type: 'number',
        requiresArg: true,
        default: 0,
        describe: 'First port to try; 0 takes free ones',
      })
      .option('folder', {
        type: 'string',
        requiresArg: true,
        describe: 'Folder for the databases (default: a temporary one)',
      })
      .option('database', {
        type: 'string',
        requiresArg: true,
        describe: 'PostgreSQL server for the databases, postgres://… (default: SQLite files)',
      })
      .option('capacity', {
        type: 'string',
        array: true,
        requiresArg: true,
        describe: 'What a stand-in can take, as portal=200/s; several times for several',
      })
      .option('accounts', {
        type: 'string',
        requiresArg: true,
        describe: 'File for users, secrets and roles of who may call (default: accounts.json beside the databases)',
      })
      .option('open', {
        type: 'boolean',
        default: false,
        describe: 'Ask nobody to log in: everybody may do everything',
      })
      .option('json', { type: 'boolean', default: false, describe: 'Print where they are as one line of JSON' }),
  async handler(args) {
    const { runSystems } = await import('../run-systems.ts')
    await runSystems(args as unknown as SystemsArguments)
  },
}
