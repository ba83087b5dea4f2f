/**
 * Every way a `dientap` command can end. One table: the CLI, the README and CI users read the same numbers.
 * A test holds the README's copy against this one.
 */
export const exitStatuses = {
  /** The command did its work; a run's verdict is PASS. */
  ok: 0,
  /** The run is sound and misses at least one target: verdict FAIL. */
  targetsMissed: 1,
  /** The command line is wrong: unknown command or option, missing or contradictory argument. */
  usage: 2,
  /** The measurement cannot be trusted: verdict INVALID (conservation broken, a log cut short). */
  invalid: 3,
  /** A file that the user gave is wrong: not found, not readable, not valid. */
  badInput: 4,
  /** A system under rehearsal died or cannot be reached. */
  systemFailed: 5,
  /** This machine lacks something: Node too old, no place to write. */
  environment: 6,
  /** "compare" found something worse. */
  worse: 7,
  /** A mistake in Dientap itself. */
  internal: 70,
  /** Interrupted (Ctrl-C or SIGTERM): what was measured is written. */
  interrupted: 130,
} as const

export type ExitStatusName = keyof typeof exitStatuses
