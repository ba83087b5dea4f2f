import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { segmentOptions, segmentsOf, spawnK6 } from '../../../src/load/index.ts'
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
    const running = segmentsOf(instances).map(async (segment) => {
      let said = ''
      const { status } = await spawnK6(k6, [...segmentOptions(segment), '--out', 'csv=-', path], surroundings, {
        onStdout: (chunk) => {
          said += String(chunk)
        },
      })
      expect(status).toBe(0)
      return [...said.matchAll(/^dossier,\d+,([\d.]+)/gm)].map(([, value]) => Number(value))
    })
    return Promise.all(running)
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
})
