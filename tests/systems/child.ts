/** A process for launchSystems, as the command line's own hidden command is. */
import { runChild } from '../../src/systems/index.ts'

await runChild(process.stdin, process.stdout)
process.exit(0)
