import { setImmediate as turn } from 'node:timers/promises'
import { type Played, Player } from './player.ts'
import type { Listener, Players, Subject } from './players.ts'
import type { Task } from './tasks.ts'

/** Plays everything in this thread, which looks at signals and timers many times a second. */
export class ThisThread implements Players {
  async play(subject: Subject, tasks: Iterable<Task>, listener: Listener, signal: AbortSignal): Promise<void> {
    const player = new Player(subject.plan, subject)
    for (const task of tasks) {
      const played = await playInSlices(player, task, signal)
      // Half a task is no piece of anything.
      if (!played) return
      if (played.piece) listener.piece(played.piece)
      listener.played(played.dossiers, played.steps)
    }
    const last = player.take()
    if (last) listener.piece(last)
  }

  async close(): Promise<void> {}
}

/** @returns undefined when it was stopped */
async function playInSlices(player: Player, task: Task, signal: AbortSignal): Promise<Played | undefined> {
  const playing = player.playing(task)
  for (;;) {
    await turn()
    if (signal.aborted) return undefined
    const { done, value } = playing.next()
    if (done) return value
  }
}
