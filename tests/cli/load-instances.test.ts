import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { describeWithK6 } from '../load/k6.ts'
import { dientap, resultIn, runFolder, temporary } from './command.ts'

describeWithK6('dientap load --instances', () => {
  it('hands in each dossier once from several k6, by the count of the systems themselves, and passes samples on', {
    timeout: 60_000,
  }, async () => {
    const cwd = temporary()
    const shape = ['--rate', '10', '--duration', '6', '--no-think', '--no-calibrate', '--quiet']
    const ended = await dientap(['load', ...shape, '--instances', '3', '--out-k6', 'json=samples.json'], { cwd })
    expect(ended.stderr).toBe('')
    const { verdict, load, conservation } = resultIn(runFolder(join(cwd, 'reports')))
    // How punctual the generator is depends on what else this machine does: that it says so is tested elsewhere.
    expect(verdict.reasons.filter(({ kind }) => kind !== 'late' && kind !== 'generator-busy')).toEqual([])
    expect(load).toMatchObject({ begun: load?.offered, generators: { length: 3 } })
    expect(conservation.holds).toBe(true)
    for (const { counts } of conservation.systems) expect(counts.received).toBe(load?.offered)
    const samples = readdirSync(cwd).filter((name) => name.startsWith('samples'))
    expect(samples.toSorted()).toEqual(['samples-0.json', 'samples-1.json', 'samples-2.json'])
    const tagged = (number: number) =>
      readFileSync(join(cwd, `samples-${number}.json`), 'utf8').includes(`"instance":"${number}"`)
    expect([0, 1, 2].map(tagged)).toEqual([true, true, true])
  })

  it('is refused where it is no number of processes, or an output can’t be one', async () => {
    expect(await dientap(['load', '--instances', '0'])).toMatchObject({ status: 2, stdout: '' })
    const { status, stderr } = await dientap(['load', '--out-k6', 'csv=-'])
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining('name a file') })
  })
})
