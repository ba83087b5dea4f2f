import { censusOf } from '../core/census.ts'
import type { StandIn } from '../core/stand-in.ts'
import { NO_MINUTES, NO_QUORUM } from './meetings.ts'
import { operations } from './operations.ts'
import { meetingTables } from './tables.ts'

const COUNT = 'SELECT state, count(*) AS n FROM meeting GROUP BY state ORDER BY state'

const may = (...acts: string[]): string[] => acts.map((act) => `meetings.${act}`)

/** Meetings and sessions of the units. */
export const meetings: StandIn = {
  name: 'meetings',
  title: 'Meetings',
  description:
    'Meetings and sessions: agenda, quorum, decisions, minutes; their resolutions become documents to be issued.',
  tables: meetingTables,
  roles: {
    leader: may('convene', 'quorum', 'agenda', 'decide', 'close', 'cancel', 'read'),
    secretary: may('convene', 'quorum', 'minutes', 'read'),
    specialist: may('read'),
    // The account of a unit's machines: a session is mostly led by who is no official of it.
    centre: may('convene', 'quorum', 'agenda', 'decide', 'minutes', 'close', 'cancel', 'read'),
  },
  faults: {
    [NO_QUORUM]: { what: 'Too few are there, whatever the call says.' },
    [NO_MINUTES]: { what: 'No minutes can be recorded, so the meeting can’t be closed.' },
  },
  open: (parts) => ({
    operations: operations(parts),
    async census(reader) {
      const rows = await reader.all<{ state: string; n: number }>(COUNT)
      const byState = Object.fromEntries(rows.map(({ state, n }) => [state, n]))
      return censusOf(byState, { finished: ['closed'], refused: [], withdrawn: ['cancelled'] })
    },
  }),
}
