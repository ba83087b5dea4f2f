import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { FastifyInstance } from 'fastify'

/** Files of the reader that the page needs; no other file is served. */
const files: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
}
const start = `
  SwaggerUIBundle({ url: '../openapi.json', dom_id: '#page', deepLinking: true, validatorUrl: null })
`
/** Nothing from elsewhere: the page works on a machine without a network. */
const policy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'"

/** Opens /openapi.json and /docs/, a page on which to read it. */
export function openPage(app: FastifyInstance, title: string, document: () => unknown): void {
  let text: string | undefined
  app.get('/openapi.json', (_request, reply) => {
    text ??= JSON.stringify(document())
    return reply.header('content-type', 'application/json; charset=utf-8').send(text)
  })
  const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${escaped(title)}</title><link rel="stylesheet" href="swagger-ui.css"></head>
<body><div id="page"></div><script src="swagger-ui-bundle.js"></script><script src="start.js"></script></body>
</html>
`
  app.get('/docs', (_request, reply) => reply.redirect('/docs/'))
  app.get('/docs/', (_request, reply) =>
    reply.header('content-type', 'text/html; charset=utf-8').header('content-security-policy', policy).send(page),
  )
  app.get('/docs/start.js', (_request, reply) =>
    reply.header('content-type', 'text/javascript; charset=utf-8').send(start),
  )
  for (const [file, contentType] of Object.entries(files)) {
    // Read once and shared: whoever asks for it and reads slowly costs no copy of it.
    let content: Promise<Buffer> | undefined
    app.get(`/docs/${file}`, async (_request, reply) => {
      content ??= readFile(join(readerFolder(), file))
      return reply.header('content-type', contentType).send(await content)
    })
  }
}

function readerFolder(): string {
  const manifest = createRequire(import.meta.url).resolve('@fastify/swagger-ui/package.json')
  return join(dirname(manifest), 'static')
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`)
}
