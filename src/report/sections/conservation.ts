import type { Conserved } from '../../schema/index.ts'
import { doubtText } from '../doubts.ts'
import * as figures from '../figures.ts'
import { list, type SectionOf, table, text } from '../section.ts'
import { type Cell, judged, left, right } from '../table.ts'
import { sayIn, systemName } from '../words/index.ts'

const shown = ['received', 'finished', 'refused', 'withdrawn', 'open'] as const

/** What the run counted and what each system's own database counts. */
export const conservation: SectionOf = (result, language) => {
  const say = sayIn(language)
  const { holds, harness, kept, systems, problems } = result.conservation
  const line = (name: string, counts: Conserved, against: Conserved): Cell[] => {
    const sum = counts.finished + counts.refused + counts.withdrawn + counts.open
    // A system must agree with what it ought to keep too; one that adds up to other numbers has lost something.
    const agrees = shown.every((key) => counts[key] === against[key])
    return [
      name,
      ...shown.map((key) => figures.number(counts[key], language)),
      judged(sum === counts.received && agrees, say('yes'), say('no')),
    ]
  }
  return {
    heading: say('conservation'),
    blocks: [
      table({
        columns: [left(say('countedBy')), ...shown.map((key) => right(say(key))), left(say('addsUp'))],
        rows: [
          line(say(result.run.clock === 'simulate' ? 'simulator' : 'harness'), harness, harness),
          ...(systems.length > 0 && kept.received < harness.received ? [line(say('keptInSystems'), kept, kept)] : []),
          ...systems.map(({ system, counts }) => line(systemName(system, language), counts, kept)),
        ],
      }),
      text(say(holds ? 'conserved' : 'notConserved'), holds ? undefined : 'bad'),
      ...list(
        problems.map((doubt) => doubtText(doubt, language)),
        'bad',
      ),
    ],
  }
}
