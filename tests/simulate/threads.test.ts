import { describe, expect, it } from 'vitest'
import { Fault } from '../../src/faults/index.ts'
import {
  batchesOf,
  type Piece,
  type Players,
  playersOf,
  playInOrder,
  predict,
  predictionFrom,
  type Subject,
  simulate,
  tasksOf,
} from '../../src/simulate/index.ts'
import type { Listener } from '../../src/simulate/players.ts'
import { Pool } from '../../src/simulate/pool.ts'
import { Tally } from '../../src/verdict/index.ts'
import { contents, simulated, subjectOf, weekIn } from './plans.ts'

const noListener = { piece() {}, played() {} }
const never = new AbortController().signal

describe('a simulation', () => {
  const many = subjectOf(weekIn(230, 4), { steadyState: true })
  const one = subjectOf(weekIn(1, 200))

  it('gives the same on one, two and three threads, with batches that threads share', { timeout: 60_000 }, async () => {
    expect(batchesOf(many.plan).length).toBeGreaterThan(2)
    const [alone, two, three] = await Promise.all([1, 2, 3].map((threads) => simulated(many, threads, 2)))
    if (!alone || !two || !three) throw new Error('a simulation is missing')
    expect(alone.outcomes).toHaveLength(2)
    expect(contents(two)).toEqual(contents(alone))
    expect(contents(three)).toEqual(contents(alone))
    expect(JSON.stringify(contents(two))).toBe(JSON.stringify(contents(alone)))
  })

  it('gives the same on one and two threads, with replications that are one task each', async () => {
    const [alone, two] = await Promise.all([1, 2].map((threads) => simulated(one, threads, 7)))
    if (!alone || !two) throw new Error('a simulation is missing')
    expect(alone.outcomes).toHaveLength(7)
    expect(contents(two)).toEqual(contents(alone))
    expect(predictionFrom(one.plan, two.outcomes)).toEqual(predictionFrom(one.plan, alone.outcomes))
  })

  it('shows the very replication that an event log is written of', async () => {
    const { played } = await simulated(many, 1, 0)
    const tally = new Tally(many.plan)
    const untilMs = await playInOrder(many.plan, many.seed, tally, never)
    tally.close(untilMs)
    expect(untilMs).toBe(many.plan.toMs)
    expect(tally.state()).toEqual(played?.state())
  })

  it('with another seed gives something else', async () => {
    const other = await simulated({ ...one, seed: 8 }, 1, 2)
    expect(contents(other)).not.toEqual(contents(await simulated(one, 1, 2)))
  })

  it('of more replications begins with those of fewer', async () => {
    const [few, more] = [await simulated(one, 1, 3), await simulated(one, 1, 5)]
    expect(more.outcomes.slice(0, 3)).toEqual(few.outcomes)
  })

  it('predicts from the replications, never from the one that is shown', async () => {
    const { outcomes } = await simulated(one, 1, 4)
    expect(await predict(one.plan, { seed: one.seed, replications: 4 })).toEqual(predictionFrom(one.plan, outcomes))
    expect(predictionFrom(one.plan, outcomes.slice(0, 1))).toBe(null)
  })

  it('says how far it is', async () => {
    const shares: number[] = []
    await predict(one.plan, { seed: 7, replications: 4, onProgress: (share) => shares.push(share) })
    expect(shares).toEqual([0.25, 0.5, 0.75, 1])
  })
})

describe('a simulation that is interrupted', () => {
  const subject = subjectOf(weekIn(1, 200))

  it.each([1, 2])('on %i threads keeps the replications that are done, without a gap', async (threads) => {
    const players = playersOf(threads)
    const interrupt = new AbortController()
    // Threads may get ahead of each other by any number of tasks: what is waited for is the replications 0 to 5.
    const done = new Set<number>()
    const watched: Players = {
      play: (subject, tasks, listener, signal) =>
        players.play(subject, tasks, { ...listener, piece: (piece) => noted(piece, listener) }, signal),
      close: () => players.close(),
    }
    const noted = (piece: Piece, listener: Listener) => {
      listener.piece(piece)
      done.add(piece.replication)
      if ([0, 1, 2, 3, 4, 5].every((replication) => done.has(replication))) interrupt.abort()
    }
    try {
      const { outcomes } = await simulate(watched, subject, {
        replications: 400,
        precision: undefined,
        played: true,
        signal: interrupt.signal,
        onProgress: undefined,
      })
      expect(outcomes.length).toBeGreaterThanOrEqual(5)
      expect(outcomes.length).toBeLessThan(400)
      const whole = await simulated(subject, 1, outcomes.length)
      expect(outcomes).toEqual(whole.outcomes)
    } finally {
      await players.close()
    }
  })
})

describe('a worker thread', () => {
  const subject = subjectOf(weekIn(1, 50))
  const tasks = tasksOf(1, 1, 20)
  const faultOf = async (players: Players, of: Subject): Promise<unknown> => {
    try {
      return await players.play(of, tasks, noListener, never)
    } catch (error) {
      return error
    } finally {
      await players.close()
    }
  }

  it('that dies is told by its name, with what to do, and nothing hangs', async () => {
    process.env.DIENTAP_TEST_SHA256 = subject.plan.sha256
    const fault = await faultOf(new Pool(2, new URL('./dying-worker.ts', import.meta.url)), subject)
    expect(fault).toBeInstanceOf(Fault)
    expect(fault).toMatchObject({ code: 'worker-died', exitStatus: 'environment' })
    expect((fault as Fault).message).toMatch(/^worker thread [12] ended before its work was done: no more$/)
    expect((fault as Fault).hint).toContain('--threads 1')
  })

  it('that can’t even begin is told too', async () => {
    const fault = await faultOf(new Pool(1, new URL('./no-such-worker.ts', import.meta.url)), subject)
    expect(fault).toMatchObject({ code: 'worker-died' })
  })

  it('whose scenario is no longer the one that the run began with stops the run', async () => {
    const other = { ...subject, source: subjectOf(weekIn(1, 51)).source }
    expect(await faultOf(new Pool(1), other)).toMatchObject({ code: 'scenario-invalid' })
    const broken = { ...subject, source: { file: 'x.yaml', text: 'version: 2' } }
    expect(await faultOf(new Pool(1), broken)).toMatchObject({ code: 'scenario-invalid' })
  })

  it('is needed for nothing where a plan has no text', async () => {
    const pieces: Piece[] = []
    const players = playersOf(1)
    await players.play(
      { ...subject, source: undefined },
      tasks,
      { ...noListener, piece: (piece) => pieces.push(piece) },
      never,
    )
    expect(pieces.map(({ replication }) => replication)).toEqual(tasks.map(({ replication }) => replication))
  })
})
