import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '../faults/index.ts'
import { suiteFolder } from './scenario-of.ts'
import { type CaseResult, caseNames } from './suite.ts'

/** What a report says of the program’s own test. */
export interface SelftestStatus {
  readonly status: 'passed' | 'failed' | 'not run'
  readonly cases: number
  readonly passed: number
  /** When it was run, ISO 8601; null when it was not. */
  readonly at: string | null
  /** Version of the program that it was run with; of this one when it was not. */
  readonly dientap: string
}

/** The file in which it is kept, in the folder of the runs. */
export const STAMP_FILE = 'selftest.json'

interface Stamp extends SelftestStatus {
  /** Of the program’s version and the suite’s scenario files: another program, or another suite, has another. */
  readonly sha256: string
  readonly quick: boolean
}

/**
 * Writes how a run of the whole suite came out to where the reports of later runs look for it.
 * @param at time of the run, ISO 8601
 * @throws Fault output-unwritable
 */
export function writeSelftest(
  folder: string,
  results: readonly CaseResult[],
  about: { readonly at: string; readonly dientap: string; readonly quick: boolean },
): void {
  const passed = results.filter(({ within }) => within).length
  const stamp: Stamp = {
    status: passed === results.length ? 'passed' : 'failed',
    cases: results.length,
    passed,
    at: about.at,
    dientap: about.dientap,
    quick: about.quick,
    sha256: suiteHash(about.dientap),
  }
  makeFolder(folder)
  try {
    writeFileSync(join(folder, STAMP_FILE), `${JSON.stringify(stamp, null, 2)}\n`)
  } catch (error) {
    throw unwritable(folder, error)
  }
}

/** Makes the folder if it is not there: asked for before a run of the suite whose outcome could not be kept. */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw unwritable(folder, error)
  }
}

function unwritable(folder: string, error: unknown): Fault {
  return new Fault(
    'output-unwritable',
    `Can’t write to ${folder}: ${(error as Error).message}`,
    'Name a folder that you may write to, and that has room, with --out.',
    error,
  )
}

/**
 * How the self-test of this very program last came out. "not run" when the folder has no stamp, or one that can’t be
 * read, or one of another version or suite.
 * @param folder in which runs have their folders
 * @param dientap version of this program
 */
export function readSelftest(folder: string, dientap: string): SelftestStatus {
  const stamp = stampIn(folder)
  if (!stamp || stamp.sha256 !== suiteHash(dientap)) {
    return { status: 'not run', cases: caseNames.length, passed: 0, at: null, dientap }
  }
  const { status, cases, passed, at } = stamp
  return { status, cases, passed, at, dientap: stamp.dientap }
}

function stampIn(folder: string): Stamp | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(join(folder, STAMP_FILE), 'utf8'))
    return isStamp(value) ? value : undefined
  } catch {
    // Whatever keeps it from being read, the reader of a report is told that the test was not run.
    return undefined
  }
}

function isStamp(value: unknown): value is Stamp {
  if (typeof value !== 'object' || value === null) return false
  const stamp = value as Partial<Record<keyof Stamp, unknown>>
  return (
    (stamp.status === 'passed' || stamp.status === 'failed') &&
    Number.isInteger(stamp.cases) &&
    Number.isInteger(stamp.passed) &&
    typeof stamp.at === 'string' &&
    typeof stamp.dientap === 'string' &&
    typeof stamp.sha256 === 'string'
  )
}

function suiteHash(dientap: string): string {
  const hash = createHash('sha256').update(dientap)
  for (const file of readdirSync(suiteFolder).sort()) {
    hash.update(`\0${file}\0`).update(readFileSync(join(suiteFolder, file)))
  }
  return hash.digest('hex')
}
