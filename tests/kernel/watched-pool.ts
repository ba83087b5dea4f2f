import { type Line, NO_ROOM, ServerPool } from '../../src/kernel/index.ts'

/** A line that any number may wait in and be served from; the others below differ from it in one thing. */
export const open = (priority = 0): Line => ({
  priority,
  gates: [],
  room: NO_ROOM,
  preempts: false,
  interruptible: false,
})
export const gated = (priority = 0, ...gates: number[]): Line => ({ ...open(priority), gates })
export const roomed = (priority = 0, room = 0): Line => ({ ...open(priority), room })
export const urgent = (priority = 0): Line => ({ ...open(priority), preempts: true })
export const yielding = (priority = 1): Line => ({ ...open(priority), interruptible: true })

/** A pool, and who took up whom in order. */
export function watched(
  lines: readonly Line[],
  abilities: readonly (readonly number[])[],
  gates: readonly number[] = [],
  rooms: readonly number[] = [],
) {
  const starts: [server: number, customer: number][] = []
  const interruptions: [server: number, customer: number][] = []
  const pool = new ServerPool(lines, abilities.length, gates, rooms, {
    start: (server, customer) => starts.push([server, customer]),
    interrupted: (server, customer) => interruptions.push([server, customer]),
  })
  pool.change({ abilities: abilities.map((served, server) => [server, served] as const) })
  const come = (...servers: number[]) => pool.change({ present: servers.map((server) => [server, true] as const) })
  const leave = (...servers: number[]) => pool.change({ present: servers.map((server) => [server, false] as const) })
  /** What has been started since the last question. */
  const started = () => starts.splice(0)
  const interrupted = () => interruptions.splice(0)
  return { pool, come, leave, started, interrupted }
}
