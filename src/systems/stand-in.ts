import { randomUUID, timingSafeEqual } from 'node:crypto'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Centre } from './centre.ts'
import type { Configuration, DoorFault } from './configuration.ts'

const PUBLIC_BODY_LIMIT = 256 * 1024
const LONGEST_HEADER = 200

/** What the headers of a public call say. */
export interface CallContext {
  /** Scenario time, epoch ms: what the stand-in stamps. NaN on a GET that gave none. */
  readonly atMs: number
  readonly run: string
  readonly by: string
  /** Id of the call; made up when the caller gave none. */
  readonly id: string
}

/** An answer before it goes out: status and JSON text. */
export interface Said {
  readonly status: number
  readonly body: string
}

declare module 'fastify' {
  interface FastifyRequest {
    call: CallContext
  }
}

/** An answer that says what went wrong. `error` is a stable word. */
export function refused(status: number, error: string, more: Record<string, unknown> = {}): Said {
  return { status, body: JSON.stringify({ error, ...more }) }
}

export function send(reply: FastifyReply, said: Said): FastifyReply {
  return reply.code(said.status).header('content-type', 'application/json; charset=utf-8').send(said.body)
}

/** The Fastify set-up that both stand-ins share: strict bodies, JSON errors, nothing on stdout. */
export function createApp(): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: PUBLIC_BODY_LIMIT,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    // What is not understood is refused, never bent into shape.
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false } },
    frameworkErrors: (error, _request, reply: FastifyReply) =>
      send(reply, refused(error.statusCode ?? 400, 'bad-request', { message: error.message })),
  })
  // What JSON.parse alone would take silently: no content type, or another one.
  app.removeContentTypeParser('text/plain')
  app.decorateRequest('call', null as unknown as CallContext)
  app.setNotFoundHandler((request, reply) =>
    send(reply, refused(404, 'no-such-door', { message: `${request.method} ${request.url.slice(0, 200)}` })),
  )
  app.setErrorHandler((error: Error & { statusCode?: number; validation?: unknown }, _request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500) return send(reply, refused(500, 'internal', { message: error.message }))
    const word = error.validation ? 'invalid' : status === 413 ? 'too-large' : 'bad-request'
    return send(reply, refused(status, word, { message: error.message }))
  })
  return app
}

/** Reads the headers of public calls, and lets nobody in while a fault holds the doors shut. */
export function guardPublicDoors(doors: FastifyInstance, centre: Centre, faults: readonly DoorFault[]): void {
  doors.addHook('onRequest', (request, reply, done) => {
    const context = contextOf(request, centre)
    if ('status' in context) {
      send(reply, context)
      return
    }
    for (const fault of faults) {
      if (context.atMs >= fault.fromMs && context.atMs < fault.toMs) {
        send(reply, refused(503, fault.kind))
        return
      }
    }
    request.call = context
    done()
  })
}

/** Lets in only who holds the token: the control API and the doors between the systems. */
export function guardInnerDoors(doors: FastifyInstance, { token }: Configuration): void {
  const expected = Buffer.from(`Bearer ${token}`)
  doors.addHook('onRequest', (request, reply, done) => {
    const given = Buffer.from(request.headers.authorization ?? '')
    if (given.length === expected.length && timingSafeEqual(given, expected)) done()
    else send(reply, refused(401, 'unauthorised'))
  })
}

function contextOf(request: FastifyRequest, centre: Centre): CallContext | Said {
  const { headers } = request
  const at = headers['x-dientap-at']
  const atMs = typeof at === 'string' ? centre.timeOf(at) : undefined
  if (atMs === undefined && (at !== undefined || request.method !== 'GET')) {
    return refused(400, 'no-scenario-time', {
      message: 'x-dientap-at must hold a time near the rehearsed period, as 2025-07-01T08:03:11.250+07:00.',
    })
  }
  const run = headers['x-dientap-run'] ?? ''
  const by = headers['x-dientap-by'] ?? ''
  const id = headers['x-dientap-call'] ?? `unnamed-${randomUUID()}`
  for (const value of [run, by, id]) {
    if (typeof value !== 'string' || value.length > LONGEST_HEADER) {
      return refused(400, 'bad-header', {
        message: `x-dientap headers are single and at most ${LONGEST_HEADER} characters.`,
      })
    }
  }
  return { atMs: atMs ?? Number.NaN, run: run as string, by: by as string, id: id as string }
}
