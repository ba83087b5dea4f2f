import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dientap, temporary } from './command.ts'

const looksAt = [
  'dientap',
  'Node',
  'SQLite',
  'loopback ports',
  'reports folder',
  'temporary folder',
  'shipped scenarios',
  'k6',
  'machine',
]

describe('dientap doctor', () => {
  it('tells a line for everything it looks at, and finds nothing missing where these tests run', async () => {
    const { status, stdout, stderr } = await dientap(['doctor'])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const lines = stdout.trimEnd().split('\n')
    expect(lines.map((line) => line.slice(0, 7))).toEqual(looksAt.map(() => 'ok     '))
    expect(lines.map((line) => line.slice(9, 28).trim())).toEqual(looksAt)
    expect(stdout).toContain(process.versions.node)
    expect(stdout).toContain('rach-gia-2025-07')
  })

  it('tells the same as JSON', async () => {
    const { status, stdout } = await dientap(['doctor', '--json'])
    expect(status).toBe(0)
    const findings = JSON.parse(stdout) as { what: string; found: string; ok: boolean }[]
    expect(findings.map(({ what, ok }) => [what, ok])).toEqual(looksAt.map((what) => [what, true]))
    expect(findings.every(({ found }) => found !== '')).toBe(true)
  })

  it('says which ways to get k6 load would try', async () => {
    const none = { K6_BINARY: '', PATH: temporary(), DIENTAP_CACHE: temporary() }
    const found = async (from: string) =>
      (await dientap(['doctor'], { env: { ...none, DIENTAP_K6_FROM: from } })).stdout
    expect(await found('go')).toMatch(/k6 +none yet; "dientap load" has Go build [\d.]+ into its cache\n/)
    expect(await found('elsewhere')).toMatch(/^MISSING {2}k6 +DIENTAP_K6_FROM names "elsewhere"/m)
  })

  it('ends with status 6 and says how to mend what is missing', async () => {
    const cwd = temporary()
    writeFileSync(join(cwd, 'file'), '')
    const { status, stdout } = await dientap(['doctor'], { cwd, env: { TMPDIR: join(cwd, 'file') } })
    expect(status).toBe(6)
    expect(stdout).toMatch(/^MISSING {2}temporary folder .*\n +Can’t write to .*\/file: /m)
  })
})
