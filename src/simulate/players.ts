import type { Plan } from '../scenario/index.ts'
import type { Piece } from './piece.ts'
import type { Chances } from './player.ts'
import type { Task } from './tasks.ts'

/** The text from which a plan was made, so that another thread or machine can make it too. */
export interface Source {
  /** As problems name the file; files that the scenario refers to lie beside it. */
  readonly file: string
  readonly text: string
}

/** What is to be played. */
export interface Subject extends Chances {
  readonly plan: Plan
  /** Undefined: the plan can be played in this thread only. */
  readonly source: Source | undefined
}

/** Who wants to know how it goes. */
export interface Listener {
  /** A piece is there; pieces come in no particular order. */
  piece(piece: Piece): void
  /** A task was played. */
  played(dossiers: number, steps: number): void
}

/** Those who play: this thread, or several. What they give is the same. */
export interface Players {
  /**
   * Plays tasks; resolves when all are played and every piece is handed over, or when `signal` asks to stop.
   * @param tasks in canonical order: those of one replication follow each other
   * @throws Fault worker-died
   */
  play(subject: Subject, tasks: Iterable<Task>, listener: Listener, signal: AbortSignal): Promise<void>
  /** Lets every thread go. */
  close(): Promise<void>
}
