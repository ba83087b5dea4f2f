import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { Fault } from '../faults/index.ts'
import type { Configuration } from './configuration.ts'
import type { Census } from './core/census.ts'
import type { Database } from './database.ts'
import type { Outbox, Pump } from './outbox.ts'
import type { Peer } from './peer.ts'
import { guardInnerDoors, refused, send } from './stand-in.ts'

const DRAIN_LIMIT_MS = 30_000

export interface Controlled {
  readonly configuration: Configuration
  readonly database: Database
  readonly outbox: Outbox
  readonly pump: Pump
  readonly peer: Peer
}

/** The doors under /control/, for who started the stand-in and holds its token. */
export function openControl(app: FastifyInstance, parts: Controlled): void {
  const { database, outbox, pump, peer } = parts
  const census = (): Census => database.census(outbox.pending)
  app.register(async (doors) => {
    guardInnerDoors(doors, parts.configuration)

    doors.get('/control/census', () => census())

    /** Waits until the other system has taken every message, or the time limit. */
    doors.post<{ Body: { timeoutMs?: number } | null }>(
      '/control/drain',
      {
        schema: {
          body: Type.Union([
            Type.Null(),
            Type.Object(
              { timeoutMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 600_000 })) },
              { additionalProperties: false },
            ),
          ]),
        },
      },
      async (request) => {
        await pump.drain(request.body?.timeoutMs ?? DRAIN_LIMIT_MS)
        return census()
      },
    )

    doors.get('/control/dossiers', (_request, reply) =>
      reply.header('content-type', 'application/x-ndjson').send(Readable.from(database.dossierLines())),
    )

    doors.post<{ Body: { url: string } }>(
      '/control/peer',
      { schema: { body: Type.Object({ url: Type.String({ maxLength: 200 }) }, { additionalProperties: false }) } },
      (request, reply) => {
        try {
          peer.moveTo(request.body.url)
        } catch (error) {
          if (error instanceof Fault) return send(reply, refused(422, error.code, { message: error.message }))
          throw error
        }
        pump.wake()
        return send(reply, { status: 200, body: JSON.stringify({ url: request.body.url }) })
      },
    )
  })
}
