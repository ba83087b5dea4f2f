import { describe, expect, it } from 'vitest'
import { compared, rehearsed, slower } from '../../bench/client/planted.ts'

/** The whole of twenty pairs is `npm run bench -- compare`. */
describe('rehearsals against stand-ins', () => {
  it('name the operation that was made a fifth slower and no other, and none where the machine is slower', async () => {
    const before = await rehearsed({ seed: 3, baseMs: 50 })
    const after = await rehearsed({ seed: 3, baseMs: 50, instead: { 'one-stop.process': 60 } })
    expect(slower(compared(before, after))).toEqual(['one-stop.process'])
    const drifted = compared(before, await rehearsed({ seed: 3, baseMs: 55 }))
    expect(slower(drifted)).toEqual([])
    expect(drifted.unjudged.map(({ why }) => why)).toContain('no-spread')
  }, 180_000)
})
