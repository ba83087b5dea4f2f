import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runInstances, segmentsOf } from '../../../src/load/index.ts'
import { temporary } from '../../cli/command.ts'
import { describeWithK6, surroundings } from '../k6.ts'

describe('the parts of a load', () => {
  it('are equal, follow each other, and are the whole', () => {
    expect(segmentsOf(1)).toEqual([{ segment: '0:1', sequence: '0,1' }])
    expect(segmentsOf(3)).toEqual([
      { segment: '0:1/3', sequence: '0,1/3,2/3,1' },
      { segment: '1/3:2/3', sequence: '0,1/3,2/3,1' },
      { segment: '2/3:1', sequence: '0,1/3,2/3,1' },
    ])
    expect(() => segmentsOf(0)).toThrow(RangeError)
    expect(() => segmentsOf(1.5)).toThrow(RangeError)
  })
})

/** An open model as the load has it: a rate that changes, and iterations that take the dossier of their number. */
const script = `
  import exec from 'k6/execution'
  import { Trend } from 'k6/metrics'
  const dossier: Trend = new Trend('dossier')
  export const options = {
    scenarios: {
      citizens: {
        executor: 'ramping-arrival-rate', startRate: 0, timeUnit: '1s', preAllocatedVUs: 20, gracefulStop: '5s',
        stages: [
          { duration: '0s', target: 40 }, { duration: '1s', target: 40 },
          { duration: '0s', target: 7 }, { duration: '1s', target: 7 },
          { duration: '0s', target: 90 }, { duration: '1s', target: 90 },
        ],
      },
    },
  }
  export default function (): void { dossier.add(exec.scenario.iterationInTest) }
`

describeWithK6('several k6', (k6) => {
  const path = join(temporary(), 'script.ts')
  writeFileSync(path, script)

  /** The numbers of the dossiers that each k6 took. */
  async function dossiersOf(instances: number): Promise<number[][]> {
    const said = Array.from({ length: instances }, () => '')
    const ended = await runInstances(k6, instances, surroundings, (number) => ({
      args: ['--out', 'csv=-', path],
      onStdout: (chunk) => {
        said[number] += String(chunk)
      },
    }))
    expect(ended.map(({ status }) => status)).toEqual(ended.map(() => 0))
    return said.map((text) => [...text.matchAll(/^dossier,\d+,([\d.]+)/gm)].map(([, value]) => Number(value)))
  }

  it('take each dossier once: none twice, none left out, and each takes its share', async () => {
    const [[alone = []], three] = await Promise.all([dossiersOf(1), dossiersOf(3)])
    const union = three.flat().toSorted((a, b) => a - b)
    expect(new Set(union).size).toBe(union.length)
    expect(union).toEqual(union.map((_, number) => number))
    // What one makes alone, give or take what begins at the last moment.
    expect(Math.abs(union.length - alone.length)).toBeLessThanOrEqual(3)
    for (const each of three) expect(Math.abs(each.length / union.length - 1 / 3)).toBeLessThan(0.05)
  })

  it('all end when they are asked to', async () => {
    const asking = new AbortController()
    const heard = new Set<number>()
    const instance = (number: number) => ({
      args: ['--out', 'csv=-', path],
      // A k6 that is still starting has nothing to end gracefully.
      onStdout: (chunk: Buffer) => {
        if (String(chunk).includes('dossier,')) heard.add(number)
        if (heard.size === 2) asking.abort()
      },
    })
    const ended = await runInstances(k6, 2, surroundings, instance, asking.signal)
    expect(ended.map(({ status }) => status)).toEqual([105, 105])
  })

  it('all end when one of them can’t be started', async () => {
    const running = runInstances(k6, 2, surroundings, (number) => ({
      args: [path],
      ...(number === 1 && { cwd: '/nowhere' }),
    }))
    await expect(running).rejects.toThrow(/ENOENT/)
  })
})
