import type { Command } from './command.ts'

/** One stand-in's own process: started by the harness, configured by the first line of its standard input. */
export const serve: Command = {
  command: 'serve',
  // yargs leaves a command out of --help when its description is false; its type says string only.
  describe: false as unknown as string,
  examples: [],
  builder: (args) => args,
  async handler() {
    const [{ runChild }, { host }] = await Promise.all([import('../../systems/index.ts'), import('../host.ts')])
    host.leaveInterruptsToParent()
    await runChild(host.stdin, host.stdout)
  },
}
