/** A worker that opens its scenario, and dies of the first task. */
import { parentPort } from 'node:worker_threads'

parentPort?.on('message', ({ kind }: { kind: string }) => {
  if (kind === 'play') throw new Error('no more')
  parentPort?.postMessage({ kind: 'opened', sha256: kind === 'open' ? process.env.DIENTAP_TEST_SHA256 : '' })
})
