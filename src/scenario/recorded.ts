import { readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { parse } from 'csv-parse/sync'
import { DAY_MS, parseLocal } from '../calendar/index.ts'
import { Fault } from '../faults/index.ts'
import { type Channel, channels } from '../schema/index.ts'
import type { Checking } from './checking.ts'
import { excerpt, type Problem, quoted } from './problem.ts'
import type { ProblemList } from './problem-list.ts'
import type { NamedStream } from './streams.ts'
import { suggest } from './suggestion.ts'

/** About two million rows. */
const LARGEST_BYTES = 100_000_000
const columns = ['time', 'unit', 'procedure', 'channel'] as const

/** One row of a file of recorded arrivals, its names as they stand there. */
export interface RecordedRow {
  readonly atMs: number
  readonly unit: string | undefined
  readonly procedure: string | undefined
  readonly channel: Channel | undefined
}

/** The files of recorded arrivals that a scenario names. */
export interface RecordedFiles {
  /** In order of time, by name of the stream. */
  readonly rows: ReadonlyMap<string, readonly RecordedRow[]>
  /** Name in the scenario and content, in the order of the streams. */
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[]
}

/**
 * Reads the CSV file of every stream whose volume is of the kind "file", and tells of every row that can't be used.
 * @param scenarioFile from whose folder the names are resolved
 */
export function readRecorded(checking: Checking, scenarioFile: string): RecordedFiles {
  const { list } = checking
  const rows = new Map<string, RecordedRow[]>()
  const files: { name: string; bytes: Uint8Array }[] = []
  for (const named of checking.streams) {
    const { volume } = named.stream
    if (volume.kind !== 'file') continue
    const path = resolve(dirname(scenarioFile), volume.file)
    const bytes = read(list, named, volume.file, path)
    if (!bytes) continue
    files.push({ name: volume.file, bytes })
    const reader = new RowReader(path, bytes.toString('utf8'), checking, named)
    rows.set(named.name, reader.rows())
    for (const problem of reader.problems) list.add(problem)
  }
  return { rows, files }
}

function read(list: ProblemList, { at }: NamedStream, name: string, path: string): Buffer | undefined {
  const place = [...at, 'volume', 'file']
  try {
    const { size } = statSync(path)
    if (size <= LARGEST_BYTES) return readFileSync(path)
    const message = `${quoted(name)} has ${(size / 1e6).toFixed(0)} MB; at most ${LARGEST_BYTES / 1e6} MB can be read`
    list.error(place, message, 'split it over several streams')
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
    const hint = 'the path is taken from the folder of the scenario file'
    list.error(place, `the file ${path} cannot be read (${reason})`, hint)
  }
  return undefined
}

interface Parsed {
  readonly record: Readonly<Record<string, string>>
  readonly info: { readonly lines: number }
}

class RowReader {
  readonly problems: Problem[] = []
  readonly #file: string
  readonly #text: string
  readonly #fromMs: number
  readonly #toMs: number
  readonly #period: string
  readonly #units: ReadonlySet<string>
  readonly #procedures: ReadonlySet<string>
  #lines: readonly string[] | undefined

  constructor(file: string, text: string, { scenario, unitCodes }: Checking, { stream }: NamedStream) {
    const { from, to } = scenario.period
    this.#file = file
    this.#text = text
    this.#fromMs = parseLocal(from)
    this.#toMs = parseLocal(to) + DAY_MS
    this.#period = `${from} to ${to}`
    this.#units = new Set(stream.units ?? unitCodes.keys())
    this.#procedures = new Set(stream.procedures.map(({ code }) => code))
  }

  /** The rows that can be used, in order of time; those of one time in the file's order. */
  rows(): RecordedRow[] {
    const parsed = this.#parse()
    if (!parsed) return []
    const [first] = parsed
    const unknown = Object.keys(first?.record ?? {}).filter((name) => !columns.some((column) => column === name))
    for (const name of unknown) this.#problem(1, `unknown column ${quoted(name)}`, suggest(name, columns))
    if (!first)
      this.#problem(1, 'the file has no rows', `it begins with the names of the columns: ${columns.join(',')}`)
    else if (!('time' in first.record)) this.#problem(1, 'the file has no column "time"', suggest('time', unknown))
    if (this.problems.length > 0) return []
    const rows = parsed.flatMap(({ record, info }) => this.#row(record, info.lines) ?? [])
    return rows.sort((a, b) => a.atMs - b.atMs)
  }

  #parse(): Parsed[] | undefined {
    try {
      return parse(this.#text, {
        bom: true,
        columns: true,
        info: true,
        skip_empty_lines: true,
        trim: true,
      }) as unknown as Parsed[] // what "info" makes of each record
    } catch (error) {
      const { message, lines } = error as { message: string; lines?: number }
      this.#problem(lines ?? 1, `not readable as CSV: ${message}`)
      return undefined
    }
  }

  #row(record: Parsed['record'], line: number): RecordedRow | undefined {
    const before = this.problems.length
    const atMs = this.#time(record.time ?? '', line)
    const unit = record.unit || undefined
    const procedure = record.procedure || undefined
    const channel = channels.find((one) => one === record.channel)
    if (unit !== undefined && !this.#units.has(unit))
      this.#problem(line, `the stream has no unit ${quoted(unit)}`, suggest(unit, this.#units))
    if (procedure !== undefined && !this.#procedures.has(procedure)) {
      const message = `the stream’s mix has no procedure ${quoted(procedure)}`
      this.#problem(line, message, suggest(procedure, this.#procedures))
    }
    if (record.channel && !channel)
      this.#problem(line, `there is no channel ${quoted(record.channel)}`, suggest(record.channel, channels))
    return atMs === undefined || this.problems.length > before ? undefined : { atMs, unit, procedure, channel }
  }

  #time(text: string, line: number): number | undefined {
    const [, minute, second] = /^(.{16}):([0-5]\d)$/.exec(text) ?? [undefined, text, '0']
    const atMs = text.includes('T') ? instantOf(minute ?? '') : undefined
    if (atMs === undefined) {
      this.#problem(line, `${quoted(text)} is not a time`, 'write YYYY-MM-DDTHH:MM or YYYY-MM-DDTHH:MM:SS')
      return undefined
    }
    if (atMs < this.#fromMs || atMs >= this.#toMs) {
      this.#problem(line, `${text} lies outside the period, ${this.#period}`, 'take the row out, or change the period')
      return undefined
    }
    return atMs + Number(second) * 1000
  }

  #problem(line: number, message: string, hint?: string): void {
    this.#lines ??= this.#text.split(/\r?\n/)
    const text = this.#lines[line - 1] ?? ''
    const shown = excerpt(text, 0, text.length, 1)
    const place = { file: this.#file, line, column: 1, severity: 'error' } as const
    this.problems.push({ ...place, message, ...shown, ...(hint === undefined ? {} : { hint }) })
  }
}

function instantOf(text: string): number | undefined {
  try {
    return parseLocal(text)
  } catch (error) {
    if (error instanceof Fault) return undefined
    throw error
  }
}
