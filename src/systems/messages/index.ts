import { censusOf } from '../core/census.ts'
import type { Parts, Shop, StandIn } from '../core/stand-in.ts'
import { operations } from './operations.ts'
import { Residents } from './residents.ts'
import { messageTables } from './tables.ts'
import { webhook } from './webhook.ts'

const COUNT = 'SELECT state, count(*) AS n FROM message GROUP BY state ORDER BY state'

const may = (...acts: string[]): string[] => acts.map((act) => `messages.${act}`)

/** The residents' channel: message groups of the quarters, in which a message becomes a dossier. */
export const messages: StandIn = {
  name: 'messages',
  title: 'Residents’ channel',
  description: [
    'Message groups of the residents’ quarters. What is written in them comes to the centre as a message of the kind',
    'delivery (plant transfer-duplicated or transfer-delayed for it), or at the signed webhook from a provider outside; it',
    'becomes a dossier at the one-stop centre, and is answered in the group.',
  ].join(' '),
  tables: messageTables,
  roles: {
    clerk: may('answer', 'read', 'list'),
    leader: may('read', 'list'),
    resident: may('receive', 'read'),
    // The account of a unit's machines, through which residents write in its groups.
    centre: may('receive', 'read'),
    channel: may('webhook'),
  },
  faults: {},
  open(parts: Parts): Shop {
    const residents = new Residents(parts)
    return {
      operations: [...operations(parts, residents), webhook(parts, residents)],
      receives: residents.receivers,
      sends: { 'one-stop': residents.toOneStop },
      async census(reader) {
        const rows = await reader.all<{ state: string; n: number }>(COUNT)
        const byState = Object.fromEntries(rows.map(({ state, n }) => [state, n]))
        return censusOf(byState, { finished: ['answered'], refused: ['refused'], withdrawn: [] })
      },
    }
  },
}
