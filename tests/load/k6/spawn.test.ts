import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { spawnK6 } from '../../../src/load/index.ts'
import { exitMeans } from '../../../src/load/k6/differences.ts'
import { runProcess } from '../../../src/load/k6/process.ts'
import { temporary } from '../../cli/command.ts'
import { describeWithK6, surroundings } from '../k6.ts'

/** What a process writes. */
class Text {
  text = ''
  readonly add = (chunk: Buffer): void => {
    this.text += chunk
  }
}

function script(text: string): string {
  const path = join(temporary(), 'script.ts')
  writeFileSync(path, text)
  return path
}

const endless = `
  import { sleep } from 'k6'
  import { Counter } from 'k6/metrics'
  const begun: Counter = new Counter('begun')
  export const options = { scenarios: { a: { executor: 'constant-vus', vus: 1, duration: '10m', gracefulStop: '0s' } } }
  export default function (): void { begun.add(1); console.log('begun'); sleep(600) }
`

describeWithK6('k6 as it is run', (k6) => {
  it('runs TypeScript, is silent but for its output, and ends with status 0', async () => {
    const [said, told] = [new Text(), new Text()]
    const path = script('export default function (): void { const one: number = 1; if (one !== 1) throw new Error() }')
    const ended = await spawnK6(k6, ['--out', 'csv=-', path], surroundings, {
      onStdout: said.add,
      onStderr: told.add,
    })
    expect({ ...ended, told: told.text }).toEqual({ status: 0, signal: null, told: '' })
    expect(said.text).toMatch(/^metric_name,timestamp,/)
    expect(said.text).toMatch(/^iterations,\d+,1\.0/m)
  })

  it('ends gracefully when it is asked to: what was measured is written', async () => {
    const asking = new AbortController()
    const out = join(temporary(), 'samples.csv')
    const ended = await spawnK6(k6, ['--out', `csv=${out}`, script(endless)], surroundings, {
      signal: asking.signal,
      onStderr: (chunk) => void (String(chunk).includes('begun') && asking.abort()),
    })
    expect(exitMeans(ended.status)).toBe('stopped')
    expect(readFileSync(out, 'utf8')).toMatch(/^begun,\d+,1\.0/m)
  })

  it('is killed where it does not end within the grace', async () => {
    const asking = new AbortController()
    // k6 itself would end at once, or nearly: this one never does.
    const deaf = "process.on('SIGINT', () => {}); console.error('begun'); setInterval(() => {}, 1000)"
    const ended = await runProcess(process.execPath, ['-e', deaf], {
      signal: asking.signal,
      graceMs: 50,
      onStderr: (chunk) => void (String(chunk).includes('begun') && asking.abort()),
    })
    expect(ended).toEqual({ status: null, signal: 'SIGKILL' })
  })

  it('heeds none of the user’s variables that change the shape of a run', async () => {
    const said = new Text()
    const path = script(
      "export const options = { scenarios: { a: { executor: 'shared-iterations', iterations: 3 } } }\nexport default function () {}",
    )
    const env = { ...surroundings.env, K6_ITERATIONS: '7', K6_VUS: '7' }
    await spawnK6(k6, ['--out', 'csv=-', path], { ...surroundings, env }, { onStdout: said.add })
    expect(said.text.match(/^iterations,/gm)).toHaveLength(3)
  })
})
