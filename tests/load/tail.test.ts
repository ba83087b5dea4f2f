import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FileTail } from '../../src/load/measure/tail.ts'
import { temporary } from '../cli/command.ts'

describe('A file that another process writes', () => {
  it('is read while it grows, and to its last letter, once', async () => {
    const path = join(temporary(), 'told.txt')
    writeFileSync(path, 'one\n')
    const read: string[] = []
    let seen = () => {}
    const tail = new FileTail(path, (chunk) => {
      read.push(chunk.toString('utf8'))
      seen()
    })
    await new Promise<void>((resolve) => {
      seen = resolve
    })
    appendFileSync(path, 'two\n'.repeat(200_000))
    tail.end()
    expect(read.join('')).toBe(`one\n${'two\n'.repeat(200_000)}`)
    expect(read.length).toBeGreaterThan(2)
  })
})
