import type { Conserved } from '../../schema/index.ts'
import * as figures from '../figures.ts'
import { list, type SectionOf, table, text } from '../section.ts'
import { type Cell, judged, left, right } from '../table.ts'
import { sayIn, systemName } from '../words/index.ts'

const shown = ['received', 'finished', 'refused', 'withdrawn', 'open'] as const

/** What the run counted and what each system's own database counts. */
export const conservation: SectionOf = (result, language) => {
  const say = sayIn(language)
  const { holds, harness, systems, problems } = result.conservation
  const line = (name: string, counts: Conserved): Cell[] => {
    const sum = counts.finished + counts.refused + counts.withdrawn + counts.open
    // A system must agree with the harness too; one that adds up to other numbers has lost something.
    const agrees = shown.every((key) => counts[key] === harness[key])
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
          line(say(result.run.clock === 'simulate' ? 'simulator' : 'harness'), harness),
          ...systems.map(({ system, counts }) => line(systemName(system, language), counts)),
        ],
      }),
      text(say(holds ? 'conserved' : 'notConserved'), holds ? undefined : 'bad'),
      ...list(problems, 'bad'),
    ],
  }
}
