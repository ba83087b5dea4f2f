import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fileIn } from '../../../src/load/k6/unpack.ts'
import { temporary } from '../../cli/command.ts'
import { tarGz, zip } from './archive.ts'

const files = [
  ['k6-v2.2.0/', ''],
  ['k6-v2.2.0/README', 'k6'],
  ['k6-v2.2.0/k6', 'the binary'.repeat(1000)],
  ['k6-v2.2.0/z', ''],
] as const

describe('a file in an archive', () => {
  it.each([
    ['tar.gz', tarGz(files)],
    ['zip', zip(files)],
  ] as const)('is taken out of a %s whole, from whatever folder of it', (kind, archive) => {
    expect(fileIn(archive, kind, 'k6').toString()).toBe('the binary'.repeat(1000))
  })

  it('is found in what the machine’s own tar has packed', () => {
    const folder = temporary()
    mkdirSync(join(folder, 'k6-v2'))
    const content = 'x'.repeat(100_000)
    writeFileSync(join(folder, 'k6-v2', 'k6'), content)
    chmodSync(join(folder, 'k6-v2', 'k6'), 0o755)
    execFileSync('tar', ['-czf', 'k6.tar.gz', 'k6-v2'], { cwd: folder })
    expect(fileIn(readFileSync(join(folder, 'k6.tar.gz')), 'tar.gz', 'k6').toString()).toBe(content)
  })

  it.each([
    ['tar.gz', tarGz(files)],
    ['zip', zip(files)],
  ] as const)('is missed with a reason where a %s does not hold it, or is cut short', (kind, archive) => {
    expect(() => fileIn(archive, kind, 'k7')).toThrow('holds no k7')
    expect(() => fileIn(archive.subarray(0, archive.length >> 1), kind, 'k6')).toThrow()
  })
})
