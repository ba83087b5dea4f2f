import { censusOf } from '../core/census.ts'
import type { StandIn } from '../core/stand-in.ts'
import { SIGNED } from './messages.ts'
import { operations } from './operations.ts'
import { registrations } from './registration.ts'
import { populationTables } from './tables.ts'

const reading = ['population.check', 'population.person']
const COUNT = 'SELECT state, count(*) AS n FROM person GROUP BY state ORDER BY state'

/** The national population database. */
export const population: StandIn = {
  name: 'population',
  title: 'National population database',
  description: 'Checks who somebody is, numbers the children that are born and notes the dead.',
  tables: populationTables,
  roles: { clerk: reading, specialist: reading },
  faults: { 'data-mismatch': { what: 'Number and name do not belong together. Share of the people.' } },
  open: (parts) => ({
    operations: operations(parts),
    receives: { [SIGNED]: registrations },
    async census(reader) {
      const rows = await reader.all<{ state: string; n: number }>(COUNT)
      const byState = Object.fromEntries(rows.map(({ state, n }) => [state, n]))
      return censusOf(byState, { finished: ['living', 'deceased'], refused: [], withdrawn: [] })
    },
  }),
}
