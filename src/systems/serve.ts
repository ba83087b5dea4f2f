import type { FastifyInstance } from 'fastify'
import { Fault } from '../faults/index.ts'
import { Centre } from './centre.ts'
import type { Configuration } from './configuration.ts'
import { openControl } from './control.ts'
import { Database } from './database.ts'
import { openOneStop } from './one-stop/doors.ts'
import { Dossiers as OneStopDossiers } from './one-stop/dossiers.ts'
import { Reporting } from './one-stop/reporting.ts'
import { oneStopTables } from './one-stop/tables.ts'
import { Outbox, Pump } from './outbox.ts'
import { Peer } from './peer.ts'
import { openPortal } from './portal/doors.ts'
import { Dossiers as PortalDossiers } from './portal/dossiers.ts'
import { HandOver } from './portal/hand-over.ts'
import { portalTables } from './portal/tables.ts'
import { createApp } from './stand-in.ts'

const HOST = '127.0.0.1'
/** Changes gather this long before they are reported together: fewer, larger requests leave the machine to the run. */
const REPORT_GATHER_MS = 50
/** What a citizen did goes over at once; only what failed waits for the background. */
const HAND_OVER_GATHER_MS = 0

export interface Served {
  readonly url: string
  /** Something the user should know, for example that another port was taken. */
  readonly notice: string | undefined
  /** Ends at once: calls under way are cut, what is in the outbox stays in the database. */
  close(): Promise<void>
}

/**
 * Serves one stand-in in this process, on 127.0.0.1. A port in use is not an error: a free one is taken and said.
 * @throws Fault system-not-started when the database can't be opened or the calendar is wrong
 */
export async function serve(configuration: Configuration): Promise<Served> {
  const centre = new Centre(configuration.centre)
  const peer = new Peer(configuration.token, configuration.peerUrl)
  const database = openDatabase(configuration)
  const outbox = new Outbox(database)
  const app = createApp()
  const pump = configuration.kind === 'portal' ? portal() : oneStop()
  openControl(app, { configuration, database, outbox, pump, peer })

  function portal(): Pump {
    const dossiers = new PortalDossiers(database, outbox)
    const handOver = new HandOver({ database, outbox, peer, dossiers })
    const pump = new Pump({ outbox, gatherMs: HAND_OVER_GATHER_MS, send: () => handOver.sendOldest() })
    openPortal(app, { configuration, centre, database, dossiers, handOver, pump })
    return pump
  }

  function oneStop(): Pump {
    const dossiers = new OneStopDossiers(database, outbox, centre)
    const reporting = new Reporting(outbox, peer, centre.unit.organisationId, configuration.token)
    const pump = new Pump({ outbox, gatherMs: REPORT_GATHER_MS, send: () => reporting.sendOldest() })
    openOneStop(app, { configuration, centre, database, dossiers, pump })
    return pump
  }

  const close = async (): Promise<void> => {
    await peer.close()
    await pump.close()
    await app.close()
    database.close()
  }
  try {
    const { url, notice } = await listen(app, configuration.port)
    // What a former process left in the outbox goes out now.
    if (!outbox.isEmpty) pump.wake()
    return { url, notice, close }
  } catch (error) {
    await close()
    throw error
  }
}

function openDatabase({ kind, databasePath }: Configuration): Database {
  try {
    return new Database(databasePath, kind === 'portal' ? portalTables : oneStopTables)
  } catch (error) {
    throw new Fault(
      'system-not-started',
      `The ${kind} can’t use the database ${databasePath}: ${error instanceof Error ? error.message : String(error)}.`,
      'Give a folder that exists and can be written, or another file.',
      error,
    )
  }
}

async function listen(app: FastifyInstance, port: number): Promise<{ url: string; notice: string | undefined }> {
  try {
    return { url: await app.listen({ host: HOST, port }), notice: undefined }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (port === 0 || (code !== 'EADDRINUSE' && code !== 'EACCES')) throw error
    const url = await app.listen({ host: HOST, port: 0 })
    const why = code === 'EACCES' ? 'may not be used' : 'is in use'
    return { url, notice: `Port ${port} ${why}; ${new URL(url).port} was taken instead.` }
  }
}
