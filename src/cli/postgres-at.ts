import { randomUUID } from 'node:crypto'
import { Fault } from '../faults/index.ts'
import type { DatabasePlace } from '../systems/index.ts'

/**
 * The databases of a run on a PostgreSQL server, in schemas of its own.
 * @throws Fault usage for a text that is no URL of one; it is not repeated, as it may hold a password
 */
export function postgresAt(url: string): DatabasePlace & { readonly kind: 'postgres' } {
  if (!/^postgres(ql)?:\/\/\S+$/.test(url) || !URL.canParse(url)) {
    throw new Fault(
      'usage',
      '--database is no URL of a PostgreSQL server.',
      'Write it as postgres://USER:PASSWORD@HOST:PORT/DATABASE.',
    )
  }
  return { kind: 'postgres', url, prefix: `dientap_${randomUUID().slice(0, 8)}` }
}
