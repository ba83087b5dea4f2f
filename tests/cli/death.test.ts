import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  type Ended,
  eventsIn,
  isAlive,
  type Running,
  resultIn,
  runFolder,
  stackLine,
  start,
  temporary,
  until,
} from './command.ts'

/** How long a run may take to end by itself, on a busy machine. */
const SOON_MS = 15_000

interface MidRun {
  readonly running: Running
  readonly portal: number
  readonly oneStop: number
  /** The run's folder. */
  readonly folder: string
}

/** A rehearsal of the month that is under way: events have been written, and more are to come. */
async function midRun(): Promise<MidRun> {
  const out = temporary()
  const running = start(['rehearse', '--replications', '0', '--out', out])
  const pids = await running.standIns()
  const folder = runFolder(out)
  const events = join(folder, 'events.ndjson')
  expect(await until(() => existsSync(events) && statSync(events).size > 0, SOON_MS)).toBe(true)
  return { running, ...pids, folder }
}

async function endOf({ running, portal, oneStop }: MidRun): Promise<Ended> {
  const from = performance.now()
  const ended = await running.ended
  expect(performance.now() - from).toBeLessThan(SOON_MS)
  expect(await until(() => !isAlive(portal) && !isAlive(oneStop))).toBe(true)
  return ended
}

/** What was measured is kept, is whole, and is not taken for a measurement of the month. */
function expectKept({ folder }: MidRun, reason: RegExp): void {
  const result = resultIn(folder)
  expect(result.run.stopped).toMatch(reason)
  expect(result.verdict.status).toBe('INVALID')
  expect(result.verdict.reasons).toEqual([{ kind: 'stopped', values: { why: expect.stringMatching(reason) } }])
  // Officials come and go without a dossier; one whose submission the dead system never took has not arrived.
  const dossiers = new Set(eventsIn(folder).flatMap(({ event, dossier }) => (event === 'arrived' ? dossier : [])))
  expect(dossiers.size).toBe(result.conservation.harness.received)
  expect(dossiers.size).toBeGreaterThan(0)
  expect(dossiers.size).toBeLessThan(2800)
  expect(existsSync(join(folder, 'report.md'))).toBe(true)
}

function expectSaid(ended: Ended, status: number, message: RegExp): void {
  expect(ended).toMatchObject({ status, signal: null })
  expect(ended.stderr).toMatch(message)
  expect(ended.stderr).not.toMatch(stackLine)
  expect(ended.stdout).toContain('INVALID')
}

describe('a rehearsal in the middle of the month', () => {
  it.concurrent.for(['one-stop', 'portal'] as const)(
    'ends by itself with status 5 when its %s is killed with -9',
    { timeout: 60_000 },
    async (system) => {
      const run = await midRun()
      process.kill(system === 'portal' ? run.portal : run.oneStop, 'SIGKILL')
      const message = new RegExp(`The stand-in system ${system} ended in the middle of the run \\(killed by SIGKILL\\)`)
      expectSaid(await endOf(run), 5, message)
      expectKept(run, message)
    },
  )

  it.concurrent('ends with status 130 when it is interrupted', { timeout: 60_000 }, async () => {
    const run = await midRun()
    run.running.kill('SIGINT')
    expectSaid(await endOf(run), 130, /^dientap: Interrupted before the period was over\.$/m)
    expectKept(run, /^Interrupted/)
  })

  it.concurrent('can be interrupted while a system hangs', { timeout: 60_000 }, async () => {
    const run = await midRun()
    process.kill(run.oneStop, 'SIGSTOP')
    run.running.kill('SIGINT')
    expectSaid(await endOf(run), 130, /^dientap: Interrupted/m)
    expectKept(run, /^Interrupted/)
  })

  it.concurrent('ends at once when it is interrupted a second time', { timeout: 60_000 }, async () => {
    const run = await midRun()
    // A system that hangs keeps the first interrupt busy: it is given time to end.
    process.kill(run.oneStop, 'SIGSTOP')
    run.running.kill('SIGINT')
    await run.running.said(/INVALID/)
    const from = performance.now()
    run.running.kill('SIGINT')
    expect(await run.running.ended).toMatchObject({ status: 130, signal: null })
    expect(performance.now() - from).toBeLessThan(3000)
    process.kill(run.oneStop, 'SIGCONT')
    expect(await until(() => !isAlive(run.portal) && !isAlive(run.oneStop))).toBe(true)
  })

  it.concurrent('takes its systems with it when it is killed with -9', { timeout: 60_000 }, async () => {
    const run = await midRun()
    run.running.kill('SIGKILL')
    expect(await endOf(run)).toMatchObject({ status: null, signal: 'SIGKILL' })
    // What had been written by then can be read.
    expect(eventsIn(run.folder).length).toBeGreaterThan(0)
  })
})
