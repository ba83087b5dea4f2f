import { describe, expect, it } from 'vitest'
import { sourceFiles } from '../repo/source.ts'

describe('the scripts that k6 runs', () => {
  const scripts = sourceFiles().filter(({ path }) => path.startsWith('load/scripts/'))

  it('load nothing but each other and k6’s own modules', () => {
    // What is imported for its types alone k6 takes out.
    const loaded = scripts.flatMap(({ text }) =>
      [...text.matchAll(/^import (?!type )[^'\n]*'([^']+)'/gm)].map(([, to]) => to),
    )
    expect(scripts.length).toBeGreaterThan(5)
    expect(loaded.filter((to) => !/^(k6(\/[a-z]+)?|\.\/[a-z-]+\.ts)$/.test(to ?? ''))).toEqual([])
  })
})
