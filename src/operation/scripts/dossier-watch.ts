import { FIRST_SCRIPTED } from '../../scenario/index.ts'
import type { Entry, Journal } from '../journal.ts'

/** A journal that also tells the scripts what happens to their dossiers. */
export class DossierWatch implements Journal {
  readonly #journal: Journal
  /** Told after the journal. */
  onEntry: (entry: Readonly<Entry>) => void = () => {}

  constructor(journal: Journal) {
    this.#journal = journal
  }

  record(entry: Readonly<Entry>): void {
    this.#journal.record(entry)
    if (entry.dossier >= FIRST_SCRIPTED && entry.leg === 0) this.onEntry(entry)
  }
}
