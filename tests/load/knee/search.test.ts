import { describe, expect, it } from 'vitest'
import { Draws } from '../../../src/chance/index.ts'
import { givesInFirst, type KneeOptions, type Plateau, searchKnee } from '../../../src/load/knee/search.ts'

const options: KneeOptions = {
  startRate: 5,
  mostRate: 2000,
  growth: 1.5,
  tolerance: 0.05,
  trials: 3,
  mostPlateaus: 60,
  signal: new AbortController().signal,
}
const plateau = (rate: number, held: boolean, more: Partial<Plateau> = {}): Plateau => ({
  rate,
  held,
  throughput: rate,
  callsPerSecond: rate,
  concurrency: 1,
  gaveIn: held ? null : 'one-stop.receive',
  invalid: null,
  ...more,
})
const carrying = (capacity: number) => async (rate: number) => plateau(rate, rate <= capacity)

describe('the search for the knee', () => {
  it.each([1.3, 7, 40, 203, 1999])('finds a capacity of %d within its tolerance', async (capacity) => {
    const { held, failed, limit } = await searchKnee(carrying(capacity), options)
    expect(limit).toBe('systems')
    expect(held).toBeLessThanOrEqual(capacity)
    expect(failed).toBeGreaterThan(capacity)
    expect(failed).toBeLessThanOrEqual((held ?? 0) * 1.05)
  })

  it('is not led astray by a plateau in eight that fails for no reason', async () => {
    let near = 0
    for (let seed = 0; seed < 40; seed++) {
      const draws = new Draws(seed, 0)
      let asked = 0
      const measure = async (rate: number) => plateau(rate, rate <= 120 && draws.uniform(0, 0, asked++, 0) > 0.125)
      const { held } = await searchKnee(measure, options)
      expect(held).toBeLessThanOrEqual(120)
      if ((held ?? 0) > 108) near++
    }
    expect(near).toBeGreaterThanOrEqual(38)
  })

  it('tells a rate that most of its trials held, though the ramp passed it once by luck', async () => {
    const seen = new Map<number, number>()
    const measure = async (rate: number) => {
      seen.set(rate, (seen.get(rate) ?? 0) + 1)
      return plateau(rate, rate <= 10 || (rate < 12 && seen.get(rate) === 1))
    }
    const { held, plateaus } = await searchKnee(measure, options)
    expect(held).toBeLessThanOrEqual(10)
    expect(plateaus.filter(({ rate, held: good }) => rate === held && good).length).toBeGreaterThanOrEqual(2)
  })

  it('goes below its first rate, and says so where nothing at all is carried', async () => {
    expect((await searchKnee(carrying(0.9), options)).held).toBeGreaterThan(0.8)
    expect(await searchKnee(carrying(0), options)).toMatchObject({ held: null, limit: 'systems' })
  })

  it('ends at the highest rate that may be asked for', async () => {
    const search = await searchKnee(carrying(1e9), { ...options, mostRate: 77 })
    expect(search).toMatchObject({ held: 77, failed: null, limit: 'most-rate' })
  })

  it('says that the generator gave out, not the systems', async () => {
    const measure = async (rate: number) =>
      plateau(rate, rate < 100, { invalid: rate > 50 ? { kind: 'nothing-measured', values: {} } : null })
    const search = await searchKnee(measure, options)
    expect(search.limit).toBe('generator')
    expect(search.held).toBeLessThanOrEqual(50)
    expect(givesInFirst(search)).toBe(null)
  })

  it('keeps what it knows when it is stopped', async () => {
    const stop = new AbortController()
    const measure = async (rate: number) => {
      if (rate > 20) stop.abort()
      return plateau(rate, true)
    }
    const search = await searchKnee(measure, { ...options, signal: stop.signal })
    expect(search.limit).toBe('stopped')
    expect(search.held).toBeGreaterThan(20)
    expect(await searchKnee(carrying(40), { ...options, mostPlateaus: 3 })).toMatchObject({ limit: 'stopped' })
  })

  it('names the operation that most of the failed plateaus name', async () => {
    const names = ['civil-status.search', 'one-stop.sign', 'civil-status.search', 'civil-status.search']
    const measure = async (rate: number) =>
      plateau(rate, rate <= 30, { gaveIn: rate <= 30 ? null : (names[Math.round(rate) % 4] as string) })
    const search = await searchKnee(measure, options)
    expect(names).toContain(givesInFirst(search))
    const fixed = await searchKnee(
      async (rate) => plateau(rate, rate <= 30, { gaveIn: 'civil-status.search' }),
      options,
    )
    expect(givesInFirst(fixed)).toBe('civil-status.search')
  })
})
