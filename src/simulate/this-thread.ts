import { setImmediate as turn } from 'node:timers/promises'
import { Player } from './player.ts'
import type { Listener, Players, Subject } from './players.ts'
import type { Task } from './tasks.ts'

/** Plays everything in this thread, which looks at signals and timers between tasks. */
export class ThisThread implements Players {
  async play(subject: Subject, tasks: Iterable<Task>, listener: Listener, signal: AbortSignal): Promise<void> {
    const player = new Player(subject.plan, subject)
    for (const task of tasks) {
      await turn()
      if (signal.aborted) break
      const { dossiers, steps, piece } = player.play(task)
      if (piece) listener.piece(piece)
      listener.played(dossiers, steps)
    }
    const last = player.take()
    if (last) listener.piece(last)
  }

  async close(): Promise<void> {}
}
