/** Ends processes of stand-ins as nothing can foresee, and starts them again. */
import { setTimeout as after } from 'node:timers/promises'
import { Draws } from '../../src/chance/index.ts'
import type { StandInName } from '../../src/schema/index.ts'
import type { RunningSystems } from '../../src/systems/index.ts'

const KILLS = 5
const SHORTEST_LIFE_MS = 30
const LONGEST_LIFE_MS = 400

/** Kills one process after the other with -9 at moments that the seed draws, and starts it again on its databases. */
export async function killAtRandom(
  systems: RunningSystems,
  seed: number,
  names: readonly StandInName[],
): Promise<void> {
  const draws = new Draws(seed, 0)
  for (let kill = 0; kill < KILLS; kill++) {
    const wait = draws.uniform(0, kill, 0, 0)
    await after(SHORTEST_LIFE_MS + wait * (LONGEST_LIFE_MS - SHORTEST_LIFE_MS))
    const name = names[Math.floor(draws.uniform(0, kill, 0, 1) * names.length)] ?? names[0]
    const running = systems.systems.find((system) => system.name === name)
    if (name === undefined || running === undefined) throw new Error(`no process of ${name} to kill`)
    process.kill(running.pid, 'SIGKILL')
    await systems.restart(name)
  }
}
