import { connect, type Socket } from 'node:net'

const HEAD_END = '\r\n\r\n'

export interface Load {
  /** Text of the nth request, whole. */
  readonly request: (n: number) => string
  readonly requests: number
  /** Connections; each sends its next request when it has the answer to the one before. */
  readonly connections: number
  /** Status that every answer must have. */
  readonly status: number
}

/** Sends requests over kept connections with as little work as possible, so that the server is what is measured. */
export async function requestsPerSecond(url: string, load: Load): Promise<number> {
  const { hostname, port } = new URL(url)
  let next = 0
  const fromMs = performance.now()
  const worker = async (): Promise<void> => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true })
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve)
      socket.once('error', reject)
    })
    await talk(socket, load, () => (next < load.requests ? load.request(next++) : undefined))
    socket.destroy()
  }
  await Promise.all(Array.from({ length: load.connections }, worker))
  return (load.requests / (performance.now() - fromMs)) * 1000
}

/** Request, answer, request, … until there is no next one. Rejects at an answer of another status. */
function talk(socket: Socket, { status }: Load, next: () => string | undefined): Promise<void> {
  const expected = `HTTP/1.1 ${status} `
  return new Promise((resolve, reject) => {
    let text = ''
    const send = (): void => {
      const request = next()
      if (request === undefined) resolve()
      else socket.write(request)
    }
    socket.setEncoding('latin1').on('data', (part: string) => {
      text += part
      const head = text.indexOf(HEAD_END)
      if (head < 0) return
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? Number.NaN)
      if (text.length < head + HEAD_END.length + length) return
      if (!text.startsWith(expected)) reject(new Error(`answered ${text.slice(0, 300)}`))
      text = ''
      send()
    })
    socket.on('error', reject).on('close', () => reject(new Error('the connection was cut')))
    send()
  })
}

/** A POST of JSON as text. */
export function post(path: string, headers: Readonly<Record<string, string>>, body: string): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return (
    `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n${lines.join('')}` +
    `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  )
}
