import type { Entry, ScriptEntry } from '../operation/index.ts'
import type { StaffCounts } from './staff-counts.ts'

/** The time that officials are busy with steps of scripts. */
export class ScriptWork {
  readonly #staff: StaffCounts
  /** By unit, script and step: the official at work, and his or her clock when it was begun. */
  readonly #underWay = new Map<string, { readonly official: number; readonly clockMs: number }>()

  constructor(staff: StaffCounts) {
    this.#staff = staff
  }

  record(entry: Readonly<Entry>, { script, step }: Readonly<ScriptEntry>, atMs: number): void {
    const key = `${entry.unit}/${script}/${step}`
    switch (entry.event) {
      case 'script-begun': {
        // Another takes up what an official who left for good laid down.
        this.#end(key, atMs)
        if (entry.by < 0) return
        const official = this.#staff.officialOf(entry.unit, entry.by)
        this.#underWay.set(key, { official, clockMs: this.#staff.clock(official, atMs) })
        return
      }
      case 'script-called':
      case 'script-failed':
      case 'script-done':
        this.#end(key, atMs)
        return
      default:
        return
    }
  }

  /** The end of what was run: whoever is at work has been until now. */
  close(atMs: number): void {
    for (const key of [...this.#underWay.keys()]) this.#end(key, atMs)
  }

  #end(key: string, atMs: number): void {
    const work = this.#underWay.get(key)
    if (!work) return
    this.#underWay.delete(key)
    this.#staff.busy(work.official, this.#staff.clock(work.official, atMs) - work.clockMs)
  }
}
