import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { Fault } from '../../faults/index.ts'
import type { StandInName } from '../../schema/index.ts'
import type { DatabasePlace } from './configuration.ts'
import { coreTables } from './core-tables.ts'
import { SqliteStore } from './sqlite-store.ts'
import type { Store } from './store.ts'

const KEEP_NAME = "INSERT INTO meta (name, value) VALUES ('store', ?) ON CONFLICT (name) DO NOTHING"
const NAME = "SELECT value FROM meta WHERE name = 'store'"

export interface OpenedStore {
  readonly store: Store
  /** Names this database and no other: made when it was. */
  readonly name: string
}

/** Where a stand-in's database is, without a password. */
export function placeOf(place: DatabasePlace, system: StandInName): string {
  if (place.kind === 'sqlite') return join(place.folder, `${system}.sqlite`)
  return `PostgreSQL schema ${schemaOf(place.prefix, system)}`
}

/**
 * Opens the database of a stand-in, and makes it where there is none.
 * @param onCommit called after each commit
 * @throws Fault system-not-started when it can't be used
 */
export async function openStore(
  place: DatabasePlace,
  system: StandInName,
  tables: string,
  onCommit: () => void,
): Promise<OpenedStore> {
  try {
    const store = await openAt(place, system, coreTables + tables, onCommit)
    await store.write('meta', (tx) => tx.run(KEEP_NAME, randomUUID()))
    const row = await store.get<{ value: string }>(NAME)
    return { store, name: row?.value ?? '' }
  } catch (error) {
    throw new Fault(
      'system-not-started',
      `The ${system} can’t use the database ${placeOf(place, system)}: ${error instanceof Error ? error.message : String(error)}.`,
      place.kind === 'sqlite'
        ? 'Give a folder that exists and can be written, or another one if it is of another version of Dientap.'
        : 'See whether the server runs, and whether its user may make schemas and tables.',
      error,
    )
  }
}

async function openAt(place: DatabasePlace, system: StandInName, tables: string, onCommit: () => void): Promise<Store> {
  if (place.kind === 'sqlite') return new SqliteStore(placeOf(place, system), tables, onCommit)
  // Loaded only where it is wanted.
  const { PostgresStore } = await import('./postgres-store.ts')
  return PostgresStore.open(place.url, schemaOf(place.prefix, system), tables, onCommit)
}

function schemaOf(prefix: string, system: StandInName): string {
  return `${prefix}_${system.replaceAll('-', '_')}`
}
