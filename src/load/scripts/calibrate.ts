/** Calls a server that does nothing, at a steady rate, with the work of a call of the real script around it. */
import http from 'k6/http'
import type { Options } from 'k6/options'
import type { LoadOperation } from '../work/load-plan.ts'
import { readAnswer } from './answer.ts'
import { tell } from './lines.ts'

const rate = Number(__ENV.DIENTAP_RATE)
const seconds = Number(__ENV.DIENTAP_SECONDS)
const url = __ENV.DIENTAP_NULL_SERVER ?? ''
const vus = Math.min(500, Math.max(4, Math.ceil(rate / 20)))

const operation: LoadOperation = {
  ...{ name: 'null', done: [200], doneWhen: null, errorPaths: [['error']], duePath: null, list: null },
  ...{ captures: [], needs: [] },
  ...{ reads: true, timeoutMs: 5000 },
}

export const options: Options = {
  scenarios: {
    null: {
      executor: 'constant-arrival-rate',
      ...{ rate, timeUnit: '1s', duration: `${seconds}s`, preAllocatedVUs: vus, maxVUs: vus, gracefulStop: '1s' },
    },
  },
}

export default function call(): void {
  const response = http.request('POST', url, '{"a":"b"}', { responseType: 'text', timeout: 5000 })
  const { kind, status } = readAnswer(operation, response)
  tell(`c\t0\t0\t0\t${kind}\t${Math.round(response.timings.duration * 1000)}\t${status}\t0\t0\t`)
}
