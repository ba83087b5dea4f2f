import { describe, expect, it } from 'vitest'
import { keyOf } from '../../src/chance/index.ts'

describe('keyOf', () => {
  it('is FNV-1a of the UTF-8 bytes, as published', () => {
    expect(keyOf('')).toBe(0x811c9dc5)
    expect(keyOf('a')).toBe(0xe40c292c)
    expect(keyOf('foobar')).toBe(0xbf9cf968)
  })

  it('hashes names beyond ASCII', () => {
    expect(keyOf('hồ sơ')).not.toBe(keyOf('hô sơ'))
    expect(Number.isInteger(keyOf('Rạch Giá')) && keyOf('Rạch Giá') >= 0).toBe(true)
  })

  it('gives every five-digit unit code a number of its own', () => {
    const keys = new Set<number>()
    for (let code = 0; code < 100_000; code++) keys.add(keyOf(String(code).padStart(5, '0')))
    expect(keys.size).toBe(100_000)
  })
})
