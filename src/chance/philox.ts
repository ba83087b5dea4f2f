const MULTIPLIER_0 = 0xd2511f53
const MULTIPLIER_1 = 0xcd9e8d57
const WEYL_0 = 0x9e3779b9 | 0
const WEYL_1 = 0xbb67ae85 | 0
const ROUNDS = 10

const M0_LOW = MULTIPLIER_0 & 0xffff
const M0_HIGH = MULTIPLIER_0 >>> 16
const M1_LOW = MULTIPLIER_1 & 0xffff
const M1_HIGH = MULTIPLIER_1 >>> 16

/**
 * Philox4x32-10, a counter-based generator: a keyed bijection from 128 bits to 128 bits.
 * Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC'11, section 4.3.
 *
 * The four words stay in the instance as signed 32-bit integers (`>>> 0` gives the unsigned value), so a block
 * allocates nothing: V8 keeps signed 32-bit fields unboxed.
 */
export class Philox {
  word0 = 0
  word1 = 0
  word2 = 0
  word3 = 0

  /** Computes the block of a counter (four uint32) under a key (two uint32) and leaves it in `word0` … `word3`. */
  block(counter0: number, counter1: number, counter2: number, counter3: number, key0: number, key1: number): void {
    let c0 = counter0 | 0
    let c1 = counter1 | 0
    let c2 = counter2 | 0
    let c3 = counter3 | 0
    let k0 = key0 | 0
    let k1 = key1 | 0
    for (let round = 0; round < ROUNDS; round++) {
      // High words of the two 64-bit products by 16-bit halves, written out: a function that returns two words would
      // allocate, and a double holds no 64-bit product. Each of these sums waits for the one before
      // it, so whatever does not hang on the last is gathered beforehand.
      const low0 = c0 & 0xffff
      const high0 = c0 >>> 16
      const carry0 = ((Math.imul(low0, M0_LOW) >>> 16) + Math.imul(high0, M0_LOW)) | 0
      const middle0 = ((carry0 & 0xffff) + Math.imul(low0, M0_HIGH)) | 0
      const upper0 = (((Math.imul(high0, M0_HIGH) + (carry0 >>> 16)) | 0) + (middle0 >>> 16)) | 0

      const low2 = c2 & 0xffff
      const high2 = c2 >>> 16
      const carry2 = ((Math.imul(low2, M1_LOW) >>> 16) + Math.imul(high2, M1_LOW)) | 0
      const middle2 = ((carry2 & 0xffff) + Math.imul(low2, M1_HIGH)) | 0
      const upper2 = (((Math.imul(high2, M1_HIGH) + (carry2 >>> 16)) | 0) + (middle2 >>> 16)) | 0

      const mixed1 = c1 ^ k0
      const mixed3 = c3 ^ k1
      c1 = Math.imul(c2, MULTIPLIER_1)
      c3 = Math.imul(c0, MULTIPLIER_0)
      c0 = upper2 ^ mixed1
      c2 = upper0 ^ mixed3
      k0 = (k0 + WEYL_0) | 0
      k1 = (k1 + WEYL_1) | 0
    }
    this.word0 = c0
    this.word1 = c1
    this.word2 = c2
    this.word3 = c3
  }
}
