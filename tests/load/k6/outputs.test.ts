import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { type K6, outputArguments, spawnK6 } from '../../../src/load/index.ts'
import { temporary } from '../../cli/command.ts'
import { describeWithK6, surroundings } from '../k6.ts'

const some: K6 = { path: 'k6', version: '2.2.0', how: 'PATH' }
const outputsOf = (
  outputs: string[],
  more: { dashboard?: boolean; number?: number; instances?: number; k6?: K6; env?: Record<string, string> } = {},
) => {
  const { dashboard = false, number = 0, instances = 1, k6 = some, env = {} } = more
  return outputArguments({ outputs, dashboard }, k6, { env }, { number, instances })
}

describe('outputs that are passed on to k6', () => {
  it('have short names, and k6’s own are left as they are', () => {
    expect(outputsOf(['prometheus=http://127.0.0.1:9090/api/v1/write', 'json=a.json', 'datadog'])).toEqual({
      args: ['--out', 'experimental-prometheus-rw', '--out', 'json=a.json', '--out', 'datadog'],
      env: { K6_PROMETHEUS_RW_SERVER_URL: 'http://127.0.0.1:9090/api/v1/write' },
      dashboardUrl: undefined,
    })
    expect(outputsOf(['otel=grpc://127.0.0.1:4317']).env).toMatchObject({
      K6_OTEL_EXPORTER_PROTOCOL: 'grpc',
      K6_OTEL_GRPC_EXPORTER_ENDPOINT: '127.0.0.1:4317',
    })
  })

  it('of several k6 are told apart: by a tag, the name of a file, a port of the dashboard', () => {
    expect(outputsOf(['json=out/a.json.gz'], { dashboard: true, number: 2, instances: 3 })).toEqual({
      args: ['--out', 'json=out/a-2.json.gz', '--out', 'web-dashboard=host=127.0.0.1&port=5667', '--tag', 'instance=2'],
      env: {},
      dashboardUrl: 'http://127.0.0.1:5667',
    })
  })

  it.each([
    'json',
    'csv=-',
    'json=',
    '=x',
    'prometheus=nowhere',
    'otel=ftp://x',
    'prometheus=http://me:secret@127.0.0.1/',
  ])('are refused where they can’t be one: %s', (output) => {
    expect(() => outputsOf([output])).toThrow(/^--out-k6 /)
  })

  it('heed a variable of OpenTelemetry under the name that it had before k6 2.0', () => {
    const env = { K6_OTEL_EXPORTER_TYPE: 'http' }
    expect(outputsOf(['otel'], { env }).env).toEqual({ K6_OTEL_EXPORTER_PROTOCOL: 'http/protobuf' })
    expect(outputsOf(['otel'], { env, k6: { ...some, version: '1.8.1' } }).env).toEqual({})
  })
})

/** A server that keeps what it is sent. */
async function receiver() {
  const got: { url: string; type: string; body: Buffer }[] = []
  const server = createServer(async (request: IncomingMessage, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const isZipped = request.headers['content-encoding'] === 'gzip'
    got.push({
      url: request.url ?? '',
      type: request.headers['content-type'] ?? '',
      body: isZipped ? gunzipSync(body) : body,
    })
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, got, close: () => server.close() }
}

describeWithK6('a real k6', (k6) => {
  const folder = temporary()
  const script = join(folder, 'script.js')
  writeFileSync(script, 'export const options = { iterations: 5 }\nexport default function () {}')
  const run = async (outputs: string[]) => {
    const { args, env } = outputArguments({ outputs, dashboard: false }, k6, surroundings)
    let told = ''
    const ended = await spawnK6(k6, [...args, script], surroundings, {
      env,
      cwd: folder,
      onStderr: (chunk) => {
        told += String(chunk)
      },
    })
    expect({ status: ended.status, told }).toEqual({ status: 0, told: '' })
  }

  it('writes to Prometheus', async () => {
    const { url, got, close } = await receiver()
    await run([`prometheus=${url}/api/v1/write`])
    close()
    expect(got[0]).toMatchObject({ url: '/api/v1/write', type: 'application/x-protobuf' })
    // Compressed by Snappy, which leaves words as they are where they first stand.
    expect(got.some(({ body }) => body.includes('iteration'))).toBe(true)
  })

  it('writes to an OpenTelemetry collector', async () => {
    const { url, got, close } = await receiver()
    await run([`otel=${url}`])
    close()
    expect(got[0]?.url).toBe('/v1/metrics')
    expect(got.some(({ body }) => body.includes('iterations'))).toBe(true)
  })

  it('writes JSON', async () => {
    await run(['json=samples.json'])
    expect(readdirSync(folder)).toContain('samples.json')
    const lines = readFileSync(join(folder, 'samples.json'), 'utf8').trim().split('\n')
    const metrics = lines.map((line) => JSON.parse(line) as { metric: string; type: string })
    expect(metrics.filter(({ metric, type }) => metric === 'iterations' && type === 'Point')).toHaveLength(5)
  })

  it('serves its dashboard on this machine alone', async () => {
    const { args, dashboardUrl } = outputArguments({ outputs: [], dashboard: true }, k6, surroundings, {
      number: 321,
      instances: 1,
    })
    const slow = join(folder, 'slow.js')
    writeFileSync(slow, "import { sleep } from 'k6'\nexport default function () { console.log('begun'); sleep(60) }")
    const asking = new AbortController()
    let page = ''
    await spawnK6(k6, [...args, slow], surroundings, {
      signal: asking.signal,
      graceMs: 5000,
      onStderr: (chunk) => {
        if (!String(chunk).includes('begun')) return
        void fetch(dashboardUrl ?? '')
          .then((response) => response.text())
          .then((text) => {
            page = text
          })
          .finally(() => asking.abort())
      },
    })
    expect(page).toContain('<html')
  })
})
