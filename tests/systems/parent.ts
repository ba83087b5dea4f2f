/** Starts the stand-ins with their databases in the folder given, prints their process ids, and waits to be killed. */
import { launchSystems } from '../../src/systems/index.ts'
import { launchOptions } from './centre.ts'

const systems = await launchSystems(launchOptions({ database: { kind: 'sqlite', folder: process.argv[2] ?? '' } }))
process.stdout.write(JSON.stringify(systems.systems.map(({ pid }) => pid)))
setInterval(() => {}, 60_000)
