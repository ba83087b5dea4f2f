import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Benchmark } from './benchmark.ts'
import { requestsPerSecond } from './client/raw.ts'
import { launchStandIns, registration } from './client/stand-ins.ts'

/** By then V8 has given its young generation as much as it will. */
const EARLY = 200_000
const LATE = 1_000_000
const CONNECTIONS = 32
/** So many at a time, with the memory looked at in between: the largest of the last few counts. */
const STEP = 20_000
const LOOKS = 5
const KIB_PER_MIB = 1024

/** Resident memory of processes together, MiB. */
function residentMiB(pids: readonly number[]): number {
  const kib = execFileSync('ps', ['-o', 'rss=', '-p', [...new Set(pids)].join(',')], { encoding: 'utf8' })
  return (
    kib
      .trim()
      .split(/\s+/)
      .reduce((sum, each) => sum + Number(each), 0) / KIB_PER_MIB
  )
}

/**
 * Memory of the one-stop centre and the portal that it reports to, after a million dossiers against after two
 * hundred thousand: what is kept is on the disk.
 */
export const systemsMemory: Benchmark = {
  what: 'memory after 1,000,000 dossiers',
  reference: 'after 200,000',
  unit: 'MiB',
  bound: { text: 'at most 1.15', keeps: (ratio) => ratio <= 1.15 },
  rounds: 1,
  async round() {
    const folder = mkdtempSync(join(tmpdir(), 'dientap-bench-'))
    const running = await launchStandIns(['one-stop', 'portal'], { kind: 'sqlite', folder })
    try {
      const pids = running.systems.map(({ pid }) => pid)
      const url = running.urls['one-stop'] ?? ''
      const looks: number[] = []
      let against = 0
      for (let sent = 0; sent < LATE; sent += STEP) {
        const request = (n: number) => registration(sent + n)
        await requestsPerSecond(url, { request, requests: STEP, connections: CONNECTIONS, status: 201 })
        looks.push(residentMiB(pids))
        if (sent + STEP === EARLY) against = Math.max(...looks)
      }
      const figure = Math.max(...looks.slice(-LOOKS))
      return { figure, against, ratio: figure / against }
    } finally {
      await running.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
