import { isUtf8 } from 'node:buffer'
import type { FastifyInstance, FastifyRequest } from 'fastify'

type Done = (error: Error | null, body?: unknown) => void

/** An escape that could be one half of a surrogate pair: rare in any honest body, so it alone is looked at closely. */
const HALF_ESCAPED = /\\u[dD][89a-fA-F]/

/** How bodies are read: strictly, as whatever would have to be bent into shape is refused. */
export function addBodyReaders(app: FastifyInstance): void {
  const json = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    asText((request, text, done) => {
      const isWhole = HALF_ESCAPED.test(text) ? isWellFormed : () => true
      json(request, text, (error, body) => {
        if (error) done(error)
        else if (isWhole(body)) done(null, body)
        else done(badRequest('a text holds half a character'))
      })
    }),
  )
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer' },
    asText((_request, text, done) => {
      const pairs = [...new URLSearchParams(text)]
      const object = Object.fromEntries(pairs)
      if (Object.keys(object).length < pairs.length) done(badRequest('a name occurs twice'))
      else done(null, object)
    }),
  )
  app.addContentTypeParser(
    ['application/xml', 'text/xml', 'text/plain'],
    { parseAs: 'buffer' },
    asText((_request, text, done) => done(null, text)),
  )
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  )
}

function asText(read: (request: FastifyRequest, text: string, done: Done) => void) {
  return (request: FastifyRequest, body: Buffer, done: Done): void => {
    if (isUtf8(body)) read(request, body.toString('utf8'), done)
    else done(badRequest('the body is no UTF-8'))
  }
}

/** Whether no text in a JSON value, keys too, holds half a surrogate pair: no database keeps that as it is. */
function isWellFormed(value: unknown): boolean {
  // A list of what is still to be seen instead of recursion: how deep a body goes is up to who sends it.
  const rest = [value]
  while (rest.length > 0) {
    const each = rest.pop()
    if (typeof each === 'string') {
      if (!each.isWellFormed()) return false
    } else if (typeof each === 'object' && each !== null) {
      for (const [key, held] of Object.entries(each)) rest.push(key, held)
    }
  }
  return true
}

function badRequest(message: string): Error {
  return Object.assign(new Error(message), { statusCode: 400 })
}
