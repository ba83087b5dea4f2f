import { censusOf } from '../core/census.ts'
import type { StandIn } from '../core/stand-in.ts'
import { LOGIN_FAILURE, operations } from './operations.ts'
import { identityTables } from './tables.ts'

/** The digital identity that citizens log in with, as an OpenID provider. */
export const identity: StandIn = {
  name: 'identity',
  title: 'Digital identity',
  description: 'OpenID Connect, authorisation code flow with PKCE. Its citizens are synthetic.',
  tables: identityTables,
  roles: { citizen: [] },
  faults: { [LOGIN_FAILURE]: { what: 'Nobody can log in: number and password are said to be wrong.' } },
  open: (parts) => ({
    operations: operations(parts),
    async census(reader) {
      const rows = await reader.all<{ outcome: string; times: number }>('SELECT * FROM login ORDER BY outcome')
      const byState = Object.fromEntries(rows.map(({ outcome, times }) => [outcome, times]))
      return censusOf(byState, { finished: ['done'], refused: ['failed'], withdrawn: [] })
    },
  }),
}
