import { describe, expect, it } from 'vitest'
import { Philox } from '../../src/chance/philox.ts'

type Four = readonly [number, number, number, number]

function hex(counter: Four, key: readonly [number, number]): string {
  const philox = new Philox()
  philox.block(...counter, ...key)
  return [philox.word0, philox.word1, philox.word2, philox.word3]
    .map((word) => (word >>> 0).toString(16).padStart(8, '0'))
    .join(' ')
}

/** The generator again, with exact integers and nothing clever. */
function plain(counter: Four, key: readonly [number, number]): string {
  const mask = 0xffffffffn
  let [c0, c1, c2, c3] = counter.map(BigInt) as [bigint, bigint, bigint, bigint]
  let [k0, k1] = key.map(BigInt) as [bigint, bigint]
  for (let round = 0; round < 10; round++) {
    const p0 = c0 * 0xd2511f53n
    const p1 = c2 * 0xcd9e8d57n
    ;[c0, c1, c2, c3] = [(p1 >> 32n) ^ c1 ^ k0, p1 & mask, (p0 >> 32n) ^ c3 ^ k1, p0 & mask]
    k0 = (k0 + 0x9e3779b9n) & mask
    k1 = (k1 + 0xbb67ae85n) & mask
  }
  return [c0, c1, c2, c3].map((word) => word.toString(16).padStart(8, '0')).join(' ')
}

describe('Philox4x32-10', () => {
  it('gives the known answers that Random123 publishes', () => {
    expect(hex([0, 0, 0, 0], [0, 0])).toBe('6627e8d5 e169c58d bc57ac4c 9b00dbd8')
    const ones = 0xffffffff
    expect(hex([ones, ones, ones, ones], [ones, ones])).toBe('408f276d 41c83b0e a20bc7c6 6d5451fd')
    expect(hex([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0])).toBe(
      'd16cfe09 94fdcceb 5001e420 24126ea1',
    )
  })

  it('agrees with exact integer arithmetic where halves of the product carry', () => {
    const edges = [0, 1, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffff0000, 0xffffffff]
    for (const a of edges) {
      for (const b of edges) expect(hex([a, b, b, a], [b, a])).toBe(plain([a, b, b, a], [b, a]))
    }
  })
})
