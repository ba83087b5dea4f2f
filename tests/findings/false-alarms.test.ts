import { expect, it } from 'vitest'
import { withFaults } from './base.ts'
import { findingsOf } from './found.ts'

it('A healthy ward gives no finding above “watch” over 20 seeds', { timeout: 180_000 }, async () => {
  const run = withFaults()
  for (let seed = 101; seed <= 120; seed++) {
    const { findings } = await findingsOf(run, seed)
    expect(findings.filter(({ severity }) => severity !== 'watch')).toEqual([])
  }
})
