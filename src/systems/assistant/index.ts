import { censusOf } from '../core/census.ts'
import type { StandIn } from '../core/stand-in.ts'
import { operations } from './operations.ts'

/** The assistant that officials ask: how long a procedure may take. The smallest complete stand-in. */
export const assistant: StandIn = {
  name: 'assistant',
  title: 'Assistant',
  description: 'Looks up how long a procedure may take, and is wrong as often as it is told to be.',
  tables: `
    CREATE TABLE IF NOT EXISTS question (
      id {serial},
      asked_by TEXT NOT NULL,
      asked_at BIGINT NOT NULL,
      procedure_code TEXT NOT NULL,
      answer TEXT NOT NULL,
      wrong BIGINT NOT NULL
    );
  `,
  roles: {
    official: ['assistant.ask', 'assistant.recall'],
    auditor: ['assistant.recall', 'assistant.review'],
  },
  faults: {
    'wrong-answers': { what: 'The limit in the answer is that of another procedure.' },
  },
  open: (parts) => ({
    operations: operations(parts),
    async census(reader) {
      const rows = await reader.all<{ wrong: number; n: number }>(
        'SELECT wrong, count(*) AS n FROM question GROUP BY wrong ORDER BY wrong',
      )
      const byState = Object.fromEntries(rows.map(({ wrong, n }) => [wrong === 1 ? 'wrong' : 'right', n]))
      return censusOf(byState, { finished: ['right', 'wrong'], refused: [], withdrawn: [] })
    },
  }),
}
