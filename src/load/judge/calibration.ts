import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { type K6, type Surroundings, spawnK6 } from '../k6/index.ts'
import { Lines } from '../measure/lines.ts'

/** How this machine's generator fares against a server that does nothing. */
export interface Calibration {
  /** The rate that the run needs, and more by a margin. */
  readonly askedPerSecond: number
  readonly reachedPerSecond: number
  readonly enough: boolean
}

/** A run may ask for this share of what the generator can do. */
const MOST_SHARE = 0.7
const RUN_S = 2
/** Of what was asked for; a second boundary may cost a call. */
const ENOUGH = 0.95

const SCRIPT = fileURLToPath(
  new URL(`../scripts/calibrate${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url),
)

/**
 * A short run against a server on this machine that answers at once, at the rate of the plan and a margin more: does the
 * generator keep up?
 */
export async function calibrate(
  k6: K6,
  callsPerSecond: number,
  options: { readonly surroundings: Surroundings; readonly signal?: AbortSignal },
): Promise<Calibration> {
  const server = createServer((request, answer) => {
    request.resume()
    answer.setHeader('content-type', 'application/json')
    answer.end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const askedPerSecond = Math.max(1, Math.ceil(callsPerSecond / MOST_SHARE))
  let calls = 0
  const lines = new Lines((told) => {
    if (told.kind === 'call' && told.outcome === 'ok') calls++
  })
  try {
    await spawnK6(k6, ['--no-thresholds', '--log-output=stdout', '--log-format=raw', SCRIPT], options.surroundings, {
      env: {
        DIENTAP_NULL_SERVER: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
        DIENTAP_RATE: String(askedPerSecond),
        DIENTAP_SECONDS: String(RUN_S),
      },
      ...(options.signal ? { signal: options.signal } : {}),
      onStdout: (chunk) => lines.add(chunk.toString('utf8')),
    })
  } finally {
    server.closeAllConnections()
    server.close()
  }
  const reachedPerSecond = Math.round((calls / RUN_S) * 10) / 10
  return { askedPerSecond, reachedPerSecond, enough: calls >= ENOUGH * askedPerSecond * RUN_S - 1 }
}
