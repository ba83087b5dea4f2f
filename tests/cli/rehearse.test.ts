import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { beforeAll, describe, expect, it } from 'vitest'
import type { EventLine, RunResult } from '../../src/schema/index.ts'
import {
  dientap,
  type Ended,
  eventsIn,
  isAlive,
  linesOf,
  resultIn,
  runFolder,
  start,
  temporary,
  until,
} from './command.ts'

/** A row that a stand-in keeps of a dossier. */
interface Kept {
  readonly uid: string
  readonly state: number
  readonly name: string
  readonly number: string
}

const databases = ['portal', 'one-stop'] as const

function keptBy(system: (typeof databases)[number], folder: string): Kept[] {
  const columns =
    system === 'one-stop' ? 'applicant_name AS name, applicant_id_no AS number' : "'' AS name, '' AS number"
  const database = new DatabaseSync(join(folder, `${system}.sqlite`), { readOnly: true })
  try {
    return database.prepare(`SELECT uid, state, ${columns} FROM dossier ORDER BY uid`).all() as unknown as Kept[]
  } finally {
    database.close()
  }
}

function countBy<T>(items: Iterable<T>, key: (item: T) => number | string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1
  return counts
}

/** The state of each dossier after its last line; officials come and go without one. */
function statesAfter(events: readonly EventLine[]): Map<string, number> {
  return new Map(events.filter(({ dossier }) => dossier !== '').map(({ dossier, state }) => [dossier, state]))
}

function grouped(kept: readonly Kept[]): RunResult['conservation']['harness'] {
  const count = (...states: number[]) => kept.filter(({ state }) => states.includes(state)).length
  return {
    received: kept.length,
    finished: count(9, 10),
    refused: count(3, 8),
    withdrawn: count(7),
    open: count(1, 2, 4, 5, 6),
  }
}

function published(name: string): object {
  return JSON.parse(readFileSync(new URL(`../../docs/schema/${name}.schema.json`, import.meta.url), 'utf8'))
}

function lines(text: string): Record<string, string>[] {
  return linesOf(text) as Record<string, string>[]
}

describe('dientap rehearse of Rạch Giá’s month', () => {
  const out = temporary()
  let ended: Ended
  let pids: number[]
  let folder: string
  let result: RunResult
  let events: EventLine[]
  let files: string[]

  beforeAll(async () => {
    const running = start(['rehearse', '--replications', '30', '--out', out])
    pids = Object.values(await running.standIns())
    ended = await running.ended
    folder = runFolder(out)
    result = resultIn(folder)
    events = eventsIn(folder)
    files = readdirSync(folder).sort()
  }, 120_000)

  it('passes with status 0, says the verdict, and leaves no process', async () => {
    expect({ status: ended.status, verdict: result.verdict }).toMatchObject({
      status: 0,
      verdict: { status: 'PASS', reasons: [] },
    })
    expect(ended.stdout).toMatch(/^PASS: /m)
    expect(await until(() => !pids.some(isAlive))).toBe(true)
  })

  it('writes the files that its result names', () => {
    expect(files).toEqual([
      'events.ndjson',
      'junit.xml',
      'messages.sqlite',
      'one-stop.sqlite',
      'portal.sqlite',
      'profile.json',
      'report.md',
      'result.json',
      'scenario.yaml',
    ])
    expect([...result.files].sort()).toEqual(files)
    expect(readFileSync(join(folder, 'report.md'), 'utf8')).toContain('Phường Rạch Giá')
  })

  it('has a result and event lines that the published schemas describe', () => {
    const ajv = new Ajv2020({ strict: false })
    const validResult = ajv.compile(published('result'))
    expect(validResult(result), ajv.errorsText(validResult.errors)).toBe(true)
    expect(validResult({ ...result, more: 1 })).toBe(false)
    const validEvent = ajv.compile(published('event'))
    expect(events.length).toBeGreaterThan(20_000)
    const wrong = events.find((line) => !validEvent(line))
    expect(wrong, ajv.errorsText(validEvent.errors)).toBeUndefined()
    expect(validEvent({ ...events[0], at: 5 })).toBe(false)
  })

  it('received 2,800 dossiers, and loses none: in the harness and in both databases', () => {
    const { holds, harness, systems, problems } = result.conservation
    expect({ holds, problems, received: harness.received }).toEqual({ holds: true, problems: [], received: 2800 })
    expect(harness.finished + harness.refused + harness.withdrawn + harness.open).toBe(2800)
    expect(systems.map(({ system }) => system).sort()).toEqual([...databases].sort())
    for (const { system, counts } of systems) {
      expect(counts).toEqual(harness)
      expect(grouped(keptBy(system as 'portal', folder))).toEqual(harness)
    }
    for (const name of ['received', 'finished', 'open'] as const)
      expect(result.indicators[0]).toMatchObject({ field: 'all', channel: 'all', [name]: harness[name] })
  })

  it('leaves every dossier in both databases in the state that its last event says', () => {
    const states = statesAfter(events)
    expect(countBy(states.values(), String)).toEqual(countBy(keptBy('portal', folder), ({ state }) => state))
    for (const system of databases) {
      expect(keptBy(system, folder).filter(({ uid, state }) => states.get(uid) !== state)).toEqual([])
    }
  })

  it('is on time between 95 and 99 %, within the prediction interval made before', () => {
    const { onTimeRate } = result.indicators[0] ?? {}
    expect(onTimeRate).toBeGreaterThanOrEqual(0.95)
    expect(onTimeRate).toBeLessThanOrEqual(0.99)
    const row = result.prediction?.rows.find(({ indicator }) => indicator === 'onTimeRate')
    expect(result.prediction?.replications).toBe(30)
    expect(row).toMatchObject({ measured: onTimeRate, inside: true })
    expect(onTimeRate).toBeGreaterThanOrEqual(row?.pi95[0] ?? Number.NaN)
    expect(onTimeRate).toBeLessThanOrEqual(row?.pi95[1] ?? Number.NaN)
  })

  it('works out the on-time rate from dates alone, as anyone can from events.ndjson', () => {
    const due = new Map<string, string>()
    const ended = new Map<string, string>()
    for (const line of events) {
      if (line.due !== undefined) due.set(line.dossier, line.due)
      if (line.state === 9 && !ended.has(line.dossier)) ended.set(line.dossier, line.at)
    }
    const finished = [...ended].filter(([dossier]) => due.has(dossier))
    const inTime = finished.filter(([dossier, at]) => at.slice(0, 10) <= (due.get(dossier) ?? '').slice(0, 10))
    expect(finished).toHaveLength(result.conservation.harness.finished)
    expect(inTime.length / finished.length).toBe(result.indicators[0]?.onTimeRate)
  })

  it('brings the citizens and dossiers that "dientap generate" writes, each under its id', async () => {
    const [citizens, dossiers] = await Promise.all([
      dientap(['generate', '--what', 'citizens']),
      dientap(['generate', '--what', 'dossiers']),
    ])
    const people = lines(citizens.stdout).map(({ dossier, fullName, identityNumber }) => [
      dossier,
      fullName,
      identityNumber,
    ])
    expect(people).toHaveLength(2800)
    expect(keptBy('one-stop', folder).map(({ uid, name, number }) => [uid, name, number])).toEqual(people)

    const arrived = new Map(events.filter(({ event }) => event === 'arrived').map((line) => [line.dossier, line]))
    expect(arrived.size).toBe(2800)
    for (const { dossier = '', procedure, channel, submittedAt = '' } of lines(dossiers.stdout)) {
      const line = arrived.get(dossier)
      expect(line).toMatchObject({ procedure, channel })
      // What was submitted counts when the portal has taken it.
      const lateMs = Date.parse(line?.at ?? '') - Date.parse(submittedAt)
      expect(lateMs).toBeGreaterThanOrEqual(0)
    }
  })
})
