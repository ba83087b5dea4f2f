import { Draws, keyOf } from '../../src/chance/index.ts'

const TEST = keyOf('test')

/** Uniforms in (0, 1), one after another, of a fixed seed. */
export function uniforms(seed: number): () => number {
  const draws = new Draws(seed, 0)
  let taken = 0
  return () => draws.uniform(TEST, taken++, 0, 0)
}
