import Fastify, { type FastifyInstance } from 'fastify'

/** A server on loopback: the other side of a call. Closed again when the work with it is over. */
export async function withServer<T>(
  open: (app: FastifyInstance) => void,
  use: (url: string) => Promise<T>,
): Promise<T> {
  const app = Fastify({ forceCloseConnections: true, exposeHeadRoutes: false })
  app.addContentTypeParser(
    ['application/x-www-form-urlencoded', 'application/xml', 'text/xml'],
    { parseAs: 'string' },
    (_request, body, done) => done(null, body),
  )
  open(app)
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  try {
    return await use(url)
  } finally {
    await app.close()
  }
}
