import type { Scenario } from '../schema/index.ts'
import type { Catalogue } from './catalogue.ts'
import type { ProblemList } from './problem-list.ts'
import type { NamedStream } from './streams.ts'
import type { UnitEntry } from './unit-entries.ts'

/** What the checks look at, and where they tell what they find. */
export interface Checking {
  readonly list: ProblemList
  readonly scenario: Scenario
  readonly catalogue: Catalogue
  readonly entries: readonly UnitEntry[]
  /** Codes of the units that take part, and the entry that each belongs to. */
  readonly unitCodes: ReadonlyMap<string, UnitEntry>
  /** Of the demand. */
  readonly streams: readonly NamedStream[]
  /** The dossiers of scripts as a stream of their own; undefined without any. */
  readonly scripted: NamedStream | undefined
}
