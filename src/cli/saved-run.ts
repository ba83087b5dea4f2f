import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { StringDecoder } from 'node:string_decoder'
import { Fault } from '../faults/index.ts'
import { checkScenario, formatProblem, type Plan } from '../scenario/index.ts'
import { conforms, type EventLine, RunResult } from '../schema/index.ts'
import { KEPT_SCENARIO } from './kept-scenario.ts'
import { EVENT_LOG } from './run-folder.ts'

/** A run as its folder holds it. */
export interface SavedRun {
  readonly plan: Plan
  readonly result: RunResult
  /** Lines of the event log, read as they are asked for. */
  readonly lines: Iterable<EventLine>
}

/**
 * Opens the folder of a run.
 * @param beside where the scenario file lies here, if it refers to files that are not in the folder
 * @throws Fault file-not-found, file-unreadable, scenario-invalid; run-invalid where the scenario is not the one that
 *   was run
 */
export function openRun(folder: string, beside: string | undefined): SavedRun {
  const result = resultIn(folder)
  const text = read(folder, KEPT_SCENARIO)
  const { plan, problems } = checkScenario(text, beside ?? join(folder, KEPT_SCENARIO))
  if (!plan) {
    throw new Fault(
      'scenario-invalid',
      `the scenario of the run can’t be used here\n\n${problems.map(formatProblem).join('\n\n')}`,
      'If it refers to files elsewhere, say with --scenario where it lay.',
    )
  }
  if (plan.sha256 !== result.scenario.sha256) {
    throw new Fault(
      'run-invalid',
      `${folder} was run with another scenario, other catalogues or other files beside it than are here`,
      `Use the version of Dientap that ran it: ${result.run.dientap}.`,
    )
  }
  if (!result.files.includes(EVENT_LOG)) {
    throw new Fault(
      'file-not-found',
      `the run in ${folder} has no event log`,
      '"dientap simulate --events" writes one; a rehearsal always does.',
    )
  }
  return { plan, result, lines: linesOf(folder) }
}

/** The result in the folder of a run. @throws Fault file-not-found, file-unreadable */
export function resultIn(folder: string): RunResult {
  let value: unknown
  try {
    value = JSON.parse(read(folder, 'result.json'))
  } catch (error) {
    if (error instanceof Fault) throw error
    throw new Fault('file-unreadable', `${join(folder, 'result.json')} is cut short or is no JSON`, HINT, error)
  }
  if (conforms(RunResult, value)) return value
  throw new Fault('file-unreadable', `${join(folder, 'result.json')} is not a result of this version of Dientap`, HINT)
}

const HINT = 'Name the folder of one run, as it was written: reports/<run>.'

function read(folder: string, name: string): string {
  try {
    return readFileSync(join(folder, name), 'utf8')
  } catch (error) {
    throw unreadable(join(folder, name), error)
  }
}

function unreadable(path: string, error: unknown): Fault {
  const { code = '', message } = error as NodeJS.ErrnoException
  return code === 'ENOENT' || code === 'ENOTDIR'
    ? new Fault('file-not-found', `there is no file ${path}`, HINT, error)
    : new Fault('file-unreadable', `${path} cannot be read (${code || message})`, HINT, error)
}

const CHUNK_BYTES = 1 << 16

/** The values of the log's lines, a chunk of the file at a time: a log may be larger than the memory. */
function* linesOf(folder: string): Generator<EventLine> {
  const path = join(folder, EVENT_LOG)
  let number = 0
  for (const line of textLines(path)) {
    number++
    try {
      yield JSON.parse(line) as EventLine
    } catch (error) {
      throw new Fault('file-unreadable', `Line ${number} of ${path} is cut short or is no JSON`, HINT, error)
    }
  }
}

function* textLines(path: string): Generator<string> {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch (error) {
    throw unreadable(path, error)
  }
  try {
    const chunk = Buffer.alloc(CHUNK_BYTES)
    const decoder = new StringDecoder('utf8')
    let rest = ''
    for (;;) {
      const bytes = readSync(file, chunk)
      if (bytes === 0) break
      const lines = (rest + decoder.write(chunk.subarray(0, bytes))).split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
    if (rest !== '') yield rest
  } catch (error) {
    if (error instanceof Fault) throw error
    throw unreadable(path, error)
  } finally {
    closeSync(file)
  }
}
