import { afterAll, describe, expect, it } from 'vitest'
import { Station } from '../../../src/systems/core/station.ts'
import { removeDirectories } from '../folders.ts'
import { standing } from '../standing.ts'
import { workshop } from './workshop.ts'

afterAll(removeDirectories)

const CALLERS = 16

/** Calls a second that a stand-in of this capacity answers while more than it can take is asked of it. */
async function throughput(perSecond: number, calls: number): Promise<number> {
  const at = await standing(workshop(), { access: 'open', capacity: { perSecond } })
  const ends: number[] = []
  let next = 0
  const caller = async (): Promise<void> => {
    while (next < calls) {
      const { status } = await at.fetch('province.make', { body: { id: `i-${next++}` }, as: null })
      expect(status).toBe(201)
      ends.push(performance.now())
    }
  }
  await Promise.all(Array.from({ length: CALLERS }, caller))
  await at.close()
  // From when all callers have been answered once until all of them still ask.
  const [from = 0, to = 0] = [ends[CALLERS], ends.at(-CALLERS)]
  return ((ends.length - 2 * CALLERS) / (to - from)) * 1000
}

describe('a stand-in with a capacity', () => {
  it.each([
    [50, 90],
    [200, 250],
  ])('of %d calls a second answers so many, within 10 %%', async (perSecond, calls) => {
    const measured = await throughput(perSecond, calls)
    expect(measured).toBeGreaterThan(perSecond * 0.9)
    expect(measured).toBeLessThan(perSecond * 1.1)
  })

  it('answers 503 at once when the line is full, and tells when to come again', async () => {
    const at = await standing(workshop(), { access: 'open', capacity: { perSecond: 20, line: 3 } })
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => at.ask('province.make', { body: { id: `i-${n}` }, as: null })),
    )
    // One is being served and three wait.
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 201, 503, 503, 503, 503, 503, 503])
    const full = answers.find(({ status }) => status === 503)
    expect(full?.body).toEqual({ error: 'busy' })
    expect(full?.headers.get('retry-after')).toBe('1')
    await at.close()
  })

  it('may hold for some operations only, and never for the control API', async () => {
    const capacity = { perSecond: 0.001, line: 0, operations: ['province.make'] }
    const at = await standing(workshop(), { access: 'open', capacity })
    const stuck = at.fetch('province.make', { body: { id: 'x' }, as: null }).catch(() => undefined)
    expect((await at.ask('province.read', { params: { id: 'x' }, as: null })).status).toBe(404)
    expect((await at.ask('control.census')).status).toBe(200)
    await at.close()
    await stuck
  })
})

describe('the station', () => {
  it('lets so many in at once, and the next when one leaves, in the order in which they came', async () => {
    const station = new Station({ concurrent: 2 })
    const entered: number[] = []
    const enter = async (n: number): Promise<void> => {
      if (await station.enter()) entered.push(n)
    }
    const all = [1, 2, 3, 4].map(enter)
    await Promise.resolve()
    await Promise.all(all.slice(0, 2))
    expect(entered).toEqual([1, 2])
    station.leave()
    await all[2]
    expect(entered).toEqual([1, 2, 3])
    station.leave()
    await all[3]
    expect(entered).toEqual([1, 2, 3, 4])
  })

  it('turns away whoever comes when the line is full, and takes the next once there is room', async () => {
    const station = new Station({ concurrent: 1, line: 1 })
    expect(await station.enter()).toBe(true)
    const waiting = station.enter()
    expect(await station.enter()).toBe(false)
    station.leave()
    expect(await waiting).toBe(true)
    station.leave()
    expect(await station.enter()).toBe(true)
  })
})
