import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { dientap, linesOf, temporary } from './command.ts'

type Row = Record<string, string>

async function generated(...options: string[]): Promise<string> {
  const { status, stdout, stderr } = await dientap(['generate', ...options])
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return stdout
}

const rowsOf = (text: string): Row[] => linesOf(text) as Row[]

describe('dientap generate', () => {
  it.concurrent('writes 2,800 citizens who can’t exist, each with a number of their own', async () => {
    const citizens = rowsOf(await generated('--what', 'citizens'))
    expect(citizens).toHaveLength(2800)
    expect(new Set(citizens.map(({ identityNumber }) => identityNumber)).size).toBe(2800)
    for (const { identityNumber, synthetic, email, fullName = '' } of citizens) {
      expect(identityNumber).toMatch(/^\d{3}[89]\d{8}$/)
      expect(synthetic).toBe('SYNTHETIC')
      expect(email).toMatch(/@example\.invalid$/)
      expect(fullName).toBe(fullName.normalize('NFC'))
    }
  })

  it.concurrent('writes the same to the last byte each time for one seed, and others for another', async () => {
    const [first, again, other] = await Promise.all([
      generated('--what', 'citizens'),
      generated('--what', 'citizens'),
      generated('--what', 'citizens', '--seed', '7'),
    ])
    expect(again === first).toBe(true)
    expect(other === first).toBe(false)
  })

  it.concurrent('writes CSV that holds what the NDJSON holds, to a file too', async () => {
    const cwd = temporary()
    const [ndjson, csv, toFile] = await Promise.all([
      generated('--what', 'dossiers'),
      generated('--what', 'dossiers', '--format', 'csv'),
      dientap(['generate', '--what', 'dossiers', '--format', 'csv', '--out', 'd.csv'], { cwd }),
    ])
    const rows: Row[] = parse(csv, { columns: true })
    expect(rows).toHaveLength(2800)
    const joined = rowsOf(ndjson).map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([key, value]) => [key, Array.isArray(value) ? value.join('; ') : value]),
      ),
    )
    expect(rows).toEqual(joined)
    expect(toFile).toMatchObject({ status: 0, stdout: '' })
    expect(readFileSync(join(cwd, 'd.csv'), 'utf8') === csv).toBe(true)
  })

  it.concurrent('writes the first of them with --count, none with --count 0', async () => {
    const [all, three, none, noneCsv] = await Promise.all([
      generated(),
      generated('--count', '3'),
      generated('--count', '0'),
      generated('--count', '0', '--format', 'csv'),
    ])
    expect(all.startsWith(three)).toBe(true)
    expect(rowsOf(three).map(({ dossier }) => dossier)).toEqual(['30742-000000', '30742-000001', '30742-000002'])
    expect(none).toBe('')
    expect(parse(noneCsv, { columns: true })).toEqual([])
  })

  it.concurrent('gives dossiers the applicants that it writes as citizens', async () => {
    const [dossiers, citizens] = await Promise.all([generated(), generated('--what', 'citizens')])
    expect(
      rowsOf(dossiers).map(({ dossier, applicant, identityNumber }) => [dossier, applicant, identityNumber]),
    ).toEqual(rowsOf(citizens).map(({ dossier, fullName, identityNumber }) => [dossier, fullName, identityNumber]))
  })
})
