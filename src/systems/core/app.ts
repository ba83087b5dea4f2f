import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { addBodyReaders } from './bodies.ts'
import type { Caller } from './caller.ts'
import { type Operation, refused, type Said } from './operation.ts'
import { StoreAway, UnstorableText } from './store.ts'

export const BODY_LIMIT_BYTES = 256 * 1024
const PATH_PART_LIMIT = 1000
const REQUEST_TIMEOUT_MS = 10_000
const TIMEOUT_CHECK_MS = 500
const KEEP_ALIVE_TIMEOUT_MS = 72_000
const JSON_TYPE = 'application/json; charset=utf-8'

declare module 'fastify' {
  interface FastifyContextConfig {
    operation?: Operation
  }
}

/** The Fastify set-up of every stand-in: strict bodies, JSON errors, limits, nothing on stdout. */
export function createApp(requestTimeoutMs = REQUEST_TIMEOUT_MS): FastifyInstance {
  const ajv = new Ajv2020({
    // What is not understood is refused, never bent into shape. One problem is enough: finding all takes long.
    removeAdditional: false,
    coerceTypes: false,
    useDefaults: false,
    allErrors: false,
    discriminator: true,
    strict: true,
    strictRequired: false,
    strictTuples: false,
  })
  addFormats.default(ajv)
  const salt = randomUUID().slice(0, 8)
  let unnamed = 0
  const app = Fastify({
    logger: false,
    // Names calls that have no name of their own, differently after a restart.
    genReqId: () => `unnamed-${salt}-${++unnamed}`,
    bodyLimit: BODY_LIMIT_BYTES,
    routerOptions: { maxParamLength: PATH_PART_LIMIT },
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    // A client that sends its request drop by drop is cut off; whoever waits for an answer is not.
    requestTimeout: requestTimeoutMs,
    // Node takes the longer of the two limits for that of the body, so that of the headers must be as short.
    http: { connectionsCheckingInterval: TIMEOUT_CHECK_MS, headersTimeout: requestTimeoutMs },
    frameworkErrors: (error, request, reply: FastifyReply) => {
      sendSaid(reply, request.routeOptions?.config?.operation, problemOf(error))
    },
    clientErrorHandler: refuseUnreadable,
  })
  app.setValidatorCompiler(({ schema }) => ajv.compile(schema as object))
  addBodyReaders(app)
  // Node's own answer to an expectation that it does not know is none that any document describes.
  app.server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    const body = JSON.stringify({ error: 'bad-request', message: `Expect: ${cut(request.headers.expect ?? '')}` })
    const length = Buffer.byteLength(body)
    response.writeHead(400, { 'content-type': JSON_TYPE, 'content-length': length, connection: 'close' }).end(body)
  })
  app.setErrorHandler((error: FastifyError, request, reply) =>
    sendSaid(reply, request.routeOptions.config.operation, problemOf(error)),
  )
  return app
}

/** What went wrong outside an operation's own code, as an answer. */
export function problemOf(error: Partial<FastifyError> & Error): Said {
  if (error instanceof UnstorableText) return refused(400, 'unstorable-text', { message: error.message })
  if (error instanceof StoreAway) return refused(503, 'database-away', { message: error.message })
  const status = error.statusCode ?? 500
  if (status >= 500) return refused(500, 'internal', { message: error.message })
  const words: Record<number, string> = { 413: 'too-large', 414: 'too-long', 415: 'unsupported-media-type' }
  const word = error.validation ? 'invalid' : (words[status] ?? 'bad-request')
  return refused(status, word, { message: error.message })
}

/** Sends an answer; a refusal in the form that the operation gives it. */
export function sendSaid(reply: FastifyReply, operation: Operation | undefined, said: Said): FastifyReply {
  const { body, contentType } = inForm(operation, said, reply.request)
  return reply
    .code(said.status)
    .headers(said.headers ?? {})
    .header('content-type', `${contentType ?? 'application/json'}; charset=utf-8`)
    .send(contentType === undefined ? JSON.stringify(body) : body)
}

/** A refusal as the operation's convention writes it. */
export function inForm(operation: Operation | undefined, said: Said, request: FastifyRequest): Said {
  if (!operation?.errors) return said
  const { error, ...more } = said.body as { error: string } & Record<string, unknown>
  // Who calls is not read yet where the headers are what is wrong.
  const caller = request.caller as Caller | null
  const asked = { path: cut(request.url.split('?', 1)[0] ?? ''), atMs: caller?.atMs }
  const { contentType } = operation.errors
  const body = operation.errors.write(said.status, error, more, asked)
  return { ...said, body, ...(contentType === undefined ? {} : { contentType }) }
}

const STATUS_LINES: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Content Too Large',
}

/** Answers what Node's parser could not read, while the connection still takes it. */
function refuseUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const line = STATUS_LINES[error.code ?? ''] ?? '400 Bad Request'
  const word = { '431': 'headers-too-large', '408': 'too-slow', '413': 'too-large' }[line.slice(0, 3)] ?? 'bad-request'
  const body = JSON.stringify({ error: word })
  socket.end(
    `HTTP/1.1 ${line}\r\ncontent-type: application/json; charset=utf-8\r\n` +
      `content-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
  )
}

function cut(text: string): string {
  return text.slice(0, 200)
}
