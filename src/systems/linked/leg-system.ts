import Type from 'typebox'
import { censusOf } from '../core/census.ts'
import { closed, text } from '../core/shapes.ts'
import type { StandIn } from '../core/stand-in.ts'
import type { LegAct } from './leg-act.ts'
import { LEG, type LegSystem } from './messages.ts'
import { legOperations } from './operations.ts'
import { SubDossiers } from './sub-dossiers.ts'
import { legTables } from './tables.ts'

const COUNT = 'SELECT state, count(*) AS n FROM leg GROUP BY state ORDER BY state'
const PAGE = 'SELECT reference, state FROM leg WHERE reference > ? ORDER BY reference LIMIT ?'

export interface LegDescription {
  readonly name: LegSystem
  readonly title: string
  readonly description: string
  /** Role of who does the leg. */
  readonly role: string
  readonly acts: readonly LegAct[]
}

/** A system that does a leg of the linked birth and death procedures: what they have in common, which is all but words. */
export function legSystem({ name, title, description, role, acts }: LegDescription): StandIn {
  const reading = `${name}.sub-dossier`
  return {
    name,
    title,
    description,
    tables: legTables,
    roles: { [role]: [...acts.map(({ operation }) => operation), reading], specialist: [reading], clerk: [reading] },
    faults: {
      'leg-fails': {
        what: 'The sub-dossier can’t be done: 422, and the civil-status system hears of it. Share of the sub-dossiers.',
        more: closed({ reason: Type.Optional(text(200, 1, 'Why, in Vietnamese.')) }, 'Why.'),
      },
      'leg-hangs': { what: 'The sub-dossier is begun and not finished: 202. Share of the sub-dossiers.' },
    },
    open(parts) {
      const subDossiers = new SubDossiers(parts, acts)
      return {
        operations: legOperations(name, parts, acts, subDossiers),
        receives: { [LEG]: subDossiers.handedOver },
        async census(reader) {
          const rows = await reader.all<{ state: string; n: number }>(COUNT)
          const byState = Object.fromEntries(rows.map(({ state, n }) => [state, n]))
          return censusOf(byState, { finished: ['done'], refused: ['failed'], withdrawn: [] })
        },
        async dossiers(reader, after, limit) {
          const rows = await reader.all<{ reference: string; state: string }>(PAGE, after, limit)
          return rows.map(({ reference, state }) => [reference, state] as const)
        },
      }
    },
  }
}
