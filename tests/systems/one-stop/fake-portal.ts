import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A portal that takes every report. @param reports into which the items go as they come */
export async function fakePortal<T>(reports: T[]): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const body = JSON.parse(text) as { data?: T[] }
    reports.push(...(body.data ?? []))
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(request.url === '/lgsp/login' ? { session: 's', error_code: 0 } : { error_code: 0 }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
