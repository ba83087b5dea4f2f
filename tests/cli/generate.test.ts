import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import { bash, dientap, linesOf, temporary } from './command.ts'

type Row = Record<string, string>

const cwd = temporary()

async function generated(...options: string[]): Promise<string> {
  const { status, stdout, stderr } = await dientap(['generate', ...options], { cwd })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return stdout
}

const rowsOf = (text: string): Row[] => linesOf(text) as Row[]

describe('dientap generate', () => {
  let citizens: string
  let dossiers: string

  beforeAll(async () => {
    ;[citizens, dossiers] = await Promise.all([generated('--what', 'citizens'), generated()])
  })

  it('writes 2,800 citizens who can’t exist, each with a number of their own', () => {
    const rows = rowsOf(citizens)
    expect(rows).toHaveLength(2800)
    expect(new Set(rows.map(({ identityNumber }) => identityNumber)).size).toBe(2800)
    for (const { identityNumber, synthetic, email, fullName = '' } of rows) {
      expect(identityNumber).toMatch(/^\d{3}[89]\d{8}$/)
      expect(synthetic).toBe('SYNTHETIC')
      expect(email).toMatch(/@example\.invalid$/)
      expect(fullName).toBe(fullName.normalize('NFC'))
    }
  })

  it('gives 2,800 dossiers the applicants that it writes as citizens', () => {
    const applicants = rowsOf(dossiers).map(({ dossier, applicant, identityNumber }) => [
      dossier,
      applicant,
      identityNumber,
    ])
    expect(applicants).toEqual(
      rowsOf(citizens).map(({ dossier, fullName, identityNumber }) => [dossier, fullName, identityNumber]),
    )
    expect(new Set(applicants.map(([dossier]) => dossier)).size).toBe(2800)
  })

  it.concurrent('writes the same citizens to the last byte each time for one seed', async () => {
    expect((await generated('--what', 'citizens')) === citizens).toBe(true)
  })

  it.concurrent('writes other citizens for another seed', async () => {
    const others = rowsOf(await generated('--what', 'citizens', '--seed', '7', '--count', '50'))
    const numbers = new Set(rowsOf(citizens).map(({ identityNumber }) => identityNumber))
    expect(others).toHaveLength(50)
    expect(others.filter(({ identityNumber }) => numbers.has(identityNumber ?? '')).length).toBeLessThan(5)
  })

  it.concurrent('writes CSV to a file that holds what the NDJSON holds', async () => {
    expect(await generated('--format', 'csv', '--out', 'dossiers.csv')).toBe('')
    const flat = ([key, value]: [string, unknown]) => [key, Array.isArray(value) ? value.join('; ') : value]
    const rows = rowsOf(dossiers).map((row) => Object.fromEntries(Object.entries(row).map(flat)))
    expect(parse(readFileSync(join(cwd, 'dossiers.csv')), { columns: true })).toEqual(rows)
  })

  it.concurrent('writes the first of them with --count', async () => {
    const three = await generated('--count', '3')
    expect(dossiers.startsWith(three)).toBe(true)
    expect(rowsOf(three).map(({ dossier }) => dossier)).toEqual(['30742-000000', '30742-000001', '30742-000002'])
  })

  it.concurrent('writes none with --count 0', async () => {
    expect(await generated('--count', '0')).toBe('')
  })

  it.concurrent('takes it as no error when its reader leaves early', async () => {
    const ended = await bash('set -o pipefail; dientap generate | head -1; echo $?').ended
    expect(ended).toMatchObject({ stdout: `${dossiers.split('\n', 1)[0]}\n0\n`, stderr: '' })
  })
})
