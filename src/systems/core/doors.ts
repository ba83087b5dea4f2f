import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import { type Answering, answering } from './answering.ts'
import { BODY_LIMIT_BYTES, sendSaid } from './app.ts'
import type { Caller } from './caller.ts'
import { act } from './door-faults.ts'
import type { DoorParts } from './door-parts.ts'
import { type BodyKind, type Method, type Operation, refused, type Said } from './operation.ts'
import { Station } from './station.ts'

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller
    /** Name of the operation that is asked. */
    operationName: string
  }
}

const LONGEST_SHOWN = 200
const contentTypes: Readonly<Record<BodyKind, readonly string[]>> = {
  json: ['application/json'],
  form: ['application/x-www-form-urlencoded'],
  xml: ['application/xml', 'text/xml'],
  text: ['text/plain'],
  bytes: ['application/octet-stream'],
}

/** Opens a door for each operation; elsewhere 404 is answered, or 405 where the path has other methods. */
export function openDoors(app: FastifyInstance, operations: readonly Operation[], parts: DoorParts): void {
  app.decorateRequest('caller', null as unknown as Caller)
  app.decorateRequest('operationName', '')
  const station = parts.capacity && new Station(parts.capacity)
  for (const operation of operations) app.route(routeOf(operation, parts, station))
  const allowedAt = methodsByPath(operations)
  for (const { path, method } of overlaps(operations)) {
    const onRequest: RouteOptions['onRequest'] = (request, reply) => {
      sendSaid(reply, undefined, noDoor(request, allowedAt))
    }
    app.route({ method, url: path, onRequest, handler: () => {} })
  }
  app.addHook('onRequest', (request, reply, done) => {
    // Before a body is read: what it is does not matter.
    if (request.is404) sendSaid(reply, undefined, noDoor(request, allowedAt))
    else done()
  })
}

/** Why there is no door: the path is known with other methods, or not at all. */
function noDoor({ method, url }: FastifyRequest, allowedAt: ReturnType<typeof methodsByPath>): Said {
  const allowed = allowedAt(url.split('?', 1)[0] ?? '')
  if (allowed) return refused(405, 'method-not-allowed', {}, { allow: allowed.join(', ') })
  return refused(404, 'no-such-door', { message: `${method} ${url.slice(0, LONGEST_SHOWN)}` })
}

/**
 * Where the router would take a path that has not the method for another whose placeholder it fills: GET of
 * /citizens/check, which takes POST alone, for GET of /citizens/:id.
 */
function overlaps(operations: readonly Operation[]): { readonly path: string; readonly method: Method }[] {
  const has = new Set(operations.map(({ path, method }) => `${method} ${path}`))
  const found = operations.flatMap(({ path }) =>
    operations
      .filter((other) => placesIn(other.path) > placesIn(path))
      .filter((other) => patternOf(other.path).test(path.replace(/:[A-Za-z]+/g, 'x')))
      .filter(({ method }) => !has.has(`${method} ${path}`))
      .map(({ method }) => ({ path, method })),
  )
  return [...new Map(found.map((each) => [`${each.method} ${each.path}`, each])).values()]
}

/** How many placeholders a path has. */
function placesIn(path: string): number {
  return path.split(':').length - 1
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:[A-Za-z]+/g, '[^/]+')}$`)
}

/** Which methods the operations have at a path; undefined where there is no such path. */
function methodsByPath(operations: readonly Operation[]): (path: string) => readonly Method[] | undefined {
  const byPath = [...Map.groupBy(operations, ({ path }) => path)].map(([path, at]) => ({
    pattern: patternOf(path),
    places: placesIn(path),
    allowed: at.map(({ method }) => method),
  }))
  // As the router does: a path without a placeholder comes before one that has one in its place.
  byPath.sort((a, b) => a.places - b.places)
  return (path) => byPath.find(({ pattern }) => pattern.test(path))?.allowed
}

function routeOf(operation: Operation, parts: DoorParts, station: Station | undefined): RouteOptions {
  const { params, query, body, nameOf } = operation
  const isOurs = operation.access.kind === 'run'
  const answer = answering(operation, parts)
  return {
    method: operation.method,
    url: operation.path,
    config: { operation },
    bodyLimit: operation.bodyLimitBytes ?? BODY_LIMIT_BYTES,
    schema: {
      ...(params ? { params } : {}),
      ...(query ? { querystring: query } : {}),
      ...(body ? { body } : {}),
    },
    onRequest: (request, reply, done) => {
      const caller = parts.callers.read(request, operation)
      if ('status' in caller) {
        sendSaid(reply, operation, caller)
        return
      }
      request.caller = caller
      request.operationName = operation.name
      const goOn = (): void => {
        const objection = wrongContentType(operation, request)
        if (objection) sendSaid(reply, operation, objection)
        else done()
      }
      // Who it is must be known before the body is read; what is asked may be known only afterwards.
      const stranger = parts.callers.stranger(operation, caller)
      if (nameOf && stranger) sendSaid(reply, operation, stranger)
      else if (nameOf) goOn()
      else admit(operation, parts, request, reply, goOn)
    },
    ...(nameOf
      ? {
          preHandler: (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
            const { params, query, body } = request
            request.operationName = nameOf({ params, query, body } as Parameters<typeof nameOf>[0])
            admit(operation, parts, request, reply, done)
          },
        }
      : {}),
    handler: station && !isOurs ? inTurn(operation, answer, station, parts.capacity?.operations) : answer,
  }
}

/** Shows the fault that hits, and turns away who may not. */
function admit(
  operation: Operation,
  { callers, faults, lacks }: DoorParts,
  request: FastifyRequest,
  reply: FastifyReply,
  done: () => void,
): void {
  const { caller, operationName } = request
  const goOn = (): void => {
    const objection = callers.objection(operation, operationName, caller)
    if (objection) sendSaid(reply, operation, objection)
    else if (isOfUnit(operation) && lacks(caller.unit, operationName)) {
      sendSaid(reply, operation, operation.errors?.notSetUp ?? refused(422, 'not-set-up', { unit: caller.unit }))
    } else done()
  }
  const fault =
    operation.access.kind === 'run'
      ? undefined
      : faults.atTheDoor({ ...caller, operation: operationName, id: caller.id ?? request.id })
  if (fault) act(fault, operation, request, reply, goOn)
  else goOn()
}

/** Doors for which it matters whose unit asks; logins and public look-ups are the same for all. */
function isOfUnit({ access: { kind } }: Operation): boolean {
  return kind === 'permission' || kind === 'account'
}

/** Lets calls in as the station has room for them. @param only names of the operations that it counts; all without */
function inTurn(
  operation: Operation,
  answer: Answering,
  station: Station,
  only: readonly string[] | undefined,
): Answering {
  return async (request, reply) => {
    if (only && !only.includes(request.operationName)) return answer(request, reply)
    if (!(await station.enter())) {
      return sendSaid(reply, operation, refused(503, 'busy', {}, { 'retry-after': '1' }))
    }
    try {
      return await answer(request, reply)
    } finally {
      station.leave()
    }
  }
}

function wrongContentType({ body, bodyKind = 'json' }: Operation, { headers }: FastifyRequest): Said | undefined {
  if (!body) return undefined
  const coding = headers['content-encoding']
  if (coding !== undefined && coding.toLowerCase() !== 'identity') {
    return refused(415, 'unsupported-media-type', { message: 'The body must not be compressed.' })
  }
  const type = headers['content-type']
  const wanted = contentTypes[bodyKind]
  if (type === undefined) {
    const hasBody = Number(headers['content-length'] ?? 0) > 0 || headers['transfer-encoding'] !== undefined
    if (!hasBody) return undefined
  } else if (wanted.includes((type.split(';', 1)[0] ?? '').trim().toLowerCase())) return undefined
  return refused(415, 'unsupported-media-type', { message: `The body must be ${wanted.join(' or ')}.` })
}
