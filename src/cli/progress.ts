import cliProgress from 'cli-progress'
import { host } from './host.ts'

/** How far something is, from 0 to `total`. */
export interface Progress {
  /** @param note what else there is to say, in few words */
  update(done: number, note?: string): void
  stop(): void
}

const silent: Progress = { update() {}, stop() {} }

/** A progress bar on a terminal; nothing anywhere else. */
export function progress(label: string, total: number, wanted: boolean): Progress {
  if (!wanted || !host.isTerminal) return silent
  const bar = new cliProgress.SingleBar(
    {
      format: `${label} {bar} {percentage} %  {duration_formatted}  {note}`,
      hideCursor: true,
      clearOnComplete: true,
      stream: host.stdout,
    },
    cliProgress.Presets.shades_classic,
  )
  bar.start(total, 0, { note: '' })
  return { update: (done, note = '') => bar.update(Math.min(done, total), { note }), stop: () => bar.stop() }
}
