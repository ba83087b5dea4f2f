/** Starts the stand-ins, prints their process ids, and waits to be killed. */
import { launchSystems } from '../../src/systems/index.ts'
import { launchOptions } from './centre.ts'

const systems = await launchSystems(launchOptions())
process.stdout.write(JSON.stringify(systems.systems.map(({ pid }) => pid)))
setInterval(() => {}, 60_000)
