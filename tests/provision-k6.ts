/**
 * The stage of `npm test` that sees to k6: one that is there, else one that is provisioned, with Go where there is Go and
 * as the official release elsewhere. Where it can't be had the suites that need it are skipped, and a strict run fails.
 */
import { Fault } from '../src/faults/index.ts'
import { findK6, waysToGetK6 } from '../src/load/index.ts'

const surroundings = { env: process.env, platform: process.platform, arch: process.arch }
try {
  const ways = process.env.DIENTAP_K6_FROM ? waysToGetK6(surroundings) : (['go', 'download'] as const)
  const k6 = await findK6(surroundings, { ways, tell: say })
  say(`k6 ${k6.version}: ${k6.path} (${k6.how})`)
} catch (error) {
  if (!(error instanceof Fault)) throw error
  say(`${error.message}\n${error.hint}`)
  if (process.env.DIENTAP_CI === '1') process.exitCode = 1
  else say('The tests that need k6 are skipped.')
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
