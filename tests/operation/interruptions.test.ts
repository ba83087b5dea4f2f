import { describe, expect, it } from 'vitest'
import type { Demand } from '../../src/schema/index.ts'
import {
  comeAt,
  desk,
  done,
  fixed,
  type Given,
  indicatorsOf,
  resultOf,
  stepOf,
  THREE_DAYS,
  turnaroundMin,
} from './rich/figures-of.ts'

const latency = (min: number) => ({ 'one-stop': { latency: fixed(min) } })
/** One more dossier, which begins at a step of its own. */
const also = (start: string, clock: string): Partial<Demand> => ({
  streams: {
    other: {
      volume: comeAt(1, 'monday', clock),
      start,
      channels: { direct: 0, online: 1, post: 0 },
      procedures: [{ code: THREE_DAYS, weight: 1, workflow: 'way' }],
    },
  },
})

describe('work that may be interrupted', () => {
  const given = (urgentAt: string): Given => ({
    systems: latency(5),
    demand: also('urgent', urgentAt),
    steps: {
      file: { ...desk(10, { ...done, operation: 'one-stop.file' }), priority: 7, interruptible: true },
      urgent: { ...desk(20, done), priority: 1 },
    },
  })

  it('is laid aside for what is more urgent, and goes on afterwards where it stopped', () => {
    const result = resultOf(given('08:04'))
    expect(stepOf(result, 'file')).toMatchObject({ begun: 1, interrupted: 1, workMeanMin: 15 })
    expect([turnaroundMin(result, 'direct'), turnaroundMin(result, 'online')]).toEqual([35, 20])
  })

  it('is not laid aside once it is done and its system is answering', () => {
    const result = resultOf(given('08:12'))
    expect(stepOf(result, 'file')).toMatchObject({ begun: 1, interrupted: 0, workMeanMin: 15 })
    expect([turnaroundMin(result, 'direct'), turnaroundMin(result, 'online')]).toEqual([15, 23])
  })

  it('is not interrupted by the more urgent step that follows it', () => {
    const result = resultOf({
      steps: {
        file: { ...desk(10, { to: 'sign' }), priority: 7, interruptible: true },
        sign: { ...desk(5, done), priority: 1 },
      },
    })
    expect(stepOf(result, 'file').interrupted).toBe(0)
    expect(indicatorsOf(result).finished).toBe(1)
    expect(turnaroundMin(result)).toBe(15)
  })
})

describe('a workplace that fails', () => {
  it('in use lets the work rest until it is repaired: an hour of work takes twice 15 minutes more', () => {
    const result = resultOf({
      unit: { staff: [{ role: 'clerk', count: 1, breakdowns: { while: 'working', up: fixed(25), down: fixed(15) } }] },
      steps: { file: desk(60, done) },
    })
    // 08:00 to 08:25, 08:40 to 09:05, 09:20 to 09:30.
    expect(turnaroundMin(result)).toBe(90)
    expect(stepOf(result, 'file')).toMatchObject({ begun: 1, interrupted: 2, ended: 1 })
  })

  it('in use again and again lets the period end all the same', () => {
    const result = resultOf({
      everyDay: '00:00-24:00',
      unit: { staff: [{ role: 'clerk', count: 1, breakdowns: { while: 'working', up: fixed(3), down: fixed(1) } }] },
      demand: { volume: comeAt(100, 'monday', '00:00') },
      steps: { file: desk(10, done) },
    })
    // 1,000 minutes of work are 333 times three minutes and one; so often it fails, for a minute each time.
    expect(indicatorsOf(result).finished).toBe(100)
    expect(stepOf(result, 'file').interrupted).toBe(333)
  })

  it('while a system answers is felt when it has answered', () => {
    const given = (upMin: number): Given => ({
      systems: latency(10),
      demand: { volume: comeAt(2, 'monday', '08:00') },
      unit: {
        staff: [{ role: 'clerk', count: 1, breakdowns: { while: 'always', up: fixed(upMin), down: fixed(30) } }],
      },
      steps: { file: desk(5, { ...done, operation: 'one-stop.file' }) },
    })
    // Answers at 08:15 and 08:30; out of order from 08:10, which is felt from 08:15 to 08:45.
    expect(turnaroundMin(resultOf(given(5000)))).toBe((15 + 30) / 2)
    expect(turnaroundMin(resultOf(given(490)))).toBe((15 + 60) / 2)
  })
})
